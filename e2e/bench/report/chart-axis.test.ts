import fc from 'fast-check'
import { expect, it } from 'vitest'
import { exactAxis, position, roundAxis } from './chart-axis.ts'

it('what was varied ends where it ends, with a tick a decade', () => {
  expect(exactAxis([1_000, 1, 20])).toEqual({ min: 1, max: 1_000, ticks: [1, 10, 100, 1_000] })
})

it('what was measured ends at round numbers', () => {
  expect(roundAxis([340, 4_700])).toEqual({ min: 200, max: 5_000, ticks: [200, 500, 1_000, 2_000, 5_000] })
})

it('a line that is flat has room above and below', () => {
  const axis = roundAxis([100, 100])
  expect(axis).toMatchObject({ min: 50, max: 200 })
  expect(position(axis, 100)).toBeCloseTo(0.5)
})

it('what a logarithmic axis cannot show is left out of it', () => {
  expect(roundAxis([0, -3, Number.NaN, 12, 40])).toMatchObject({ min: 10, max: 50 })
  expect(roundAxis([])).toMatchObject({ min: 1, max: 10 })
})

it('distances are ratios', () => {
  const axis = exactAxis([1, 10_000])
  expect([1, 100, 10_000].map((value) => position(axis, value))).toEqual([0, 0.5, 1])
})

it('any measured values fit their axis, which has from two to seven ticks, all on it', () => {
  const value = fc.double({ min: 1e-6, max: 1e12, noNaN: true })
  fc.assert(
    fc.property(fc.array(value, { minLength: 1 }), (values) => {
      const axis = roundAxis(values)
      expect(axis.ticks.length).toBeGreaterThanOrEqual(2)
      expect(axis.ticks.length).toBeLessThanOrEqual(7)
      for (const each of [...values, ...axis.ticks]) {
        expect(position(axis, each)).toBeGreaterThanOrEqual(-1e-6)
        expect(position(axis, each)).toBeLessThanOrEqual(1 + 1e-6)
      }
    }),
  )
})
