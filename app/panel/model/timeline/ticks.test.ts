import fc from 'fast-check'
import { expect, test } from 'vitest'
import { axisOf, formatMoment, formatSpan, roundStep } from './ticks.ts'

/** A full minute, wherever the tests run. */
const ORIGIN = new Date(2026, 10, 21, 19, 11, 0).getTime()
const labelsOf = (from: number, to: number, width = 1_000): string[] =>
  axisOf({ from, to }, width, 100, ORIGIN).ticks.map(({ label }) => label)

const views = fc
  .tuple(fc.double({ min: 0, max: 3_600_000, noNaN: true }), fc.double({ min: -3, max: 7, noNaN: true }))
  .map(([from, power]) => ({ from, to: from + 10 ** power }))

test('at every zoom, ticks are in view, evenly apart, no closer than asked, and labelled differently', () => {
  fc.assert(
    fc.property(
      views,
      fc.integer({ min: 200, max: 4_000 }),
      fc.integer({ min: 0, max: 59_999 }),
      (view, width, phase) => {
        const { ticks, step } = axisOf(view, width, 80, ORIGIN + phase)
        const pxPerMs = width / (view.to - view.from)
        expect(step * pxPerMs).toBeGreaterThanOrEqual(80 * (1 - 1e-6))
        expect(ticks.length).toBeLessThanOrEqual(width / 80 + 2)
        for (const { time } of ticks) {
          expect(time).toBeGreaterThanOrEqual(view.from - step * 1e-6)
          expect(time).toBeLessThanOrEqual(view.to + step * 1e-6)
        }
        for (const [at, { time }] of ticks.slice(1).entries()) {
          expect((time - ticks[at]!.time) / step).toBeCloseTo(1, 2)
        }
        const labels = ticks.map(({ label }) => label)
        expect(new Set(labels).size).toBe(labels.length)
      },
    ),
    { numRuns: 200 },
  )
})

test('moving a little does not change what a tick is called', () => {
  const before = labelsOf(1_000.1, 1_000.6)
  const after = labelsOf(1_000.15, 1_000.65)
  expect(before.filter((label) => after.includes(label)).length).toBeGreaterThanOrEqual(4)
})

test('below a ms, labels count from a round moment, in the unit that suits the step', () => {
  expect(labelsOf(2_345.1, 2_345.6, 500)).toEqual([
    '+100 µs',
    '+200 µs',
    '+300 µs',
    '+400 µs',
    '+500 µs',
    '+600 µs',
  ])
  expect(labelsOf(2_010, 2_012, 500)).toEqual(['+10.0 ms', '+10.5 ms', '+11.0 ms', '+11.5 ms', '+12.0 ms'])
  expect(labelsOf(2_000.001, 2_000.004, 400)[0]).toBe('+1 µs')
})

test('what labels count from is a time of day', () => {
  expect(axisOf({ from: 2_345.1, to: 2_345.6 }, 500, 100, ORIGIN).base).toBe('19:11:02.345')
  expect(axisOf({ from: 2_010, to: 2_012 }, 500, 100, ORIGIN).base).toBe('19:11:02')
})

test('else they are times of day, with as many digits as the step has', () => {
  expect(labelsOf(1_000, 2_500, 400)).toEqual(['19:11:01.0', '19:11:01.5', '19:11:02.0', '19:11:02.5'])
  expect(labelsOf(59_990, 60_010, 400)).toEqual([
    '19:11:59.990',
    '19:11:59.995',
    '19:12:00.000',
    '19:12:00.005',
    '19:12:00.010',
  ])
  expect(labelsOf(0, 12 * 3_600_000, 400)).toEqual(['20:00:00', '00:00:00', '04:00:00'])
  const { ticks, base } = axisOf({ from: 0, to: 300_000 }, 500, 100, ORIGIN)
  expect(base).toBeUndefined()
  expect(ticks.map(({ label }) => label)).toEqual([
    '19:11:00',
    '19:12:00',
    '19:13:00',
    '19:14:00',
    '19:15:00',
    '19:16:00',
  ])
})

test('steps are round', () => {
  expect([0.0013, 0.7, 3, 15, 400, 700, 8_000, 40_000].map(roundStep)).toEqual([
    0.002, 1, 5, 20, 500, 1_000, 10_000, 60_000,
  ])
})

test('a moment is told to the microsecond', () => {
  expect(formatMoment(ORIGIN + 31_345.678)).toBe('19:11:31.345\u202f678')
  expect(formatMoment(ORIGIN + 59_999.9999)).toBe('19:12:00.000\u202f000')
})

test('a length has the unit that suits it, and never sixty of one', () => {
  expect(
    [0, 0.0005, 0.005, 0.85, 12.3456, 999.9999, 2_104, 59_999.9, 184_500, 7_500_000].map(formatSpan),
  ).toEqual([
    '0 µs',
    '0.5 µs',
    '5 µs',
    '850 µs',
    '12.346 ms',
    '1.000 s',
    '2.104 s',
    '1 min 0 s',
    '3 min 4.5 s',
    '2 h 5 min',
  ])
})
