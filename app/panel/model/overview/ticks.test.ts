import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ticksOf } from './ticks.ts'

/** Noon, where the test runs. */
const NOON = new Date(2_026, 4, 5, 12).getTime()
const labels = (from: number, to: number, width = 600) =>
  ticksOf({ from, to }, width, NOON).map(({ label }) => label)

test('labels are times of day, as exact as the ticks are apart', () => {
  expect(labels(0, 60_000)).toEqual([
    '12:00:00',
    '12:00:10',
    '12:00:20',
    '12:00:30',
    '12:00:40',
    '12:00:50',
    '12:01:00',
  ])
  expect(labels(0, 3_600_000)).toEqual(['12:00', '12:10', '12:20', '12:30', '12:40', '12:50', '13:00'])
  expect(labels(1_000, 2_000, 300)).toEqual(['00:01.0', '00:01.5', '00:02.0'])
  expect(labels(0, 1, 300)).toEqual(['00:00.0000', '00:00.0005', '00:00.0010'])
})

test('a strip without width or time has none', () => {
  expect(ticksOf({ from: 0, to: 1_000 }, 0, NOON)).toEqual([])
  expect(ticksOf({ from: 5, to: 5 }, 100, NOON)).toEqual([])
})

test('ticks are inside, evenly apart, and never so near that labels meet', () => {
  const span = fc.double({ min: 1, max: 1e9, noNaN: true })
  fc.assert(
    fc.property(fc.nat(1e9), span, fc.integer({ min: 200, max: 3_000 }), (from, span, width) => {
      const ticks = ticksOf({ from, to: from + span }, width, NOON)
      const times = ticks.map(({ time }) => time)
      for (const time of times) {
        expect(time).toBeGreaterThanOrEqual(from - 1e-3)
        expect(time).toBeLessThanOrEqual(from + span + 1e-3)
      }
      for (let at = 1; at < times.length; at++) {
        expect(((times[at]! - times[at - 1]!) / span) * width).toBeGreaterThan(75)
      }
    }),
  )
})

test('no label is there twice within a day', () => {
  const span = fc.double({ min: 1, max: 8e7, noNaN: true })
  fc.assert(
    fc.property(fc.nat(1e9), span, fc.integer({ min: 200, max: 3_000 }), (from, span, width) => {
      const ticks = ticksOf({ from, to: from + span }, width, NOON)
      expect(new Set(ticks.map(({ label }) => label)).size).toBe(ticks.length)
    }),
  )
})
