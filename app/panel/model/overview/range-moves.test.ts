import fc from 'fast-check'
import { expect, test } from 'vitest'
import { between, MIN_RANGE, moved, unlessAll, within, zoomed } from './range-moves.ts'
import { strips } from './test-support.ts'

const by = fc.double({ min: -1e9, max: 1e9, noNaN: true })

test('a range that is moved keeps its length and stays inside, to the last bit', () => {
  fc.assert(
    fc.property(strips, by, ({ bounds, range = bounds }, by) => {
      const { from, to } = moved(range, by, bounds)
      expect(from).toBeGreaterThanOrEqual(bounds.from)
      expect(to).toBeLessThanOrEqual(bounds.to)
      expect(to - from).toBeCloseTo(range.to - range.from, 4)
    }),
    { numRuns: 2_000 },
  )
})

test('a range between two times has them, in either order, and some length', () => {
  const bounds = { from: 0, to: 100 }
  expect(between(20, 10, bounds)).toEqual({ from: 10, to: 20 })
  expect(between(-5, 500, bounds)).toEqual(bounds)
  expect(between(30, 30, bounds)).toEqual({ from: 30, to: 30 + MIN_RANGE })
  const { from, to } = between(100, 100, bounds)
  expect([from, to]).toEqual([100 - MIN_RANGE, 100])
})

test('a range longer than the bounds is cut to them', () => {
  expect(within({ from: -50, to: 500 }, { from: 0, to: 100 })).toEqual({ from: 0, to: 100 })
})

test('zooming around a time outside is zooming around the end next to it', () => {
  const bounds = { from: 0, to: 1_000 }
  expect(zoomed({ from: 400, to: 600 }, 0.5, 900, bounds)).toEqual({ from: 500, to: 600 })
  expect(zoomed({ from: 400, to: 600 }, 0.5, 0, bounds)).toEqual({ from: 400, to: 500 })
})

test('a range of all there is is none', () => {
  const bounds = { from: 0, to: 1_000 }
  expect(unlessAll(bounds, bounds)).toBeUndefined()
  expect(unlessAll({ from: 0, to: 999 }, bounds)).toEqual({ from: 0, to: 999 })
})
