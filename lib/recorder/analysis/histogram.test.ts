import fc from 'fast-check'
import { expect, it } from 'vitest'
import { DurationHistogram, QUANTILE_ERROR } from '../index.ts'

/** Durations of all sizes that are told apart, each power of ten as likely, and some zeros. */
const duration = fc.oneof(
  { weight: 9, arbitrary: fc.double({ min: -3, max: 8.9, noNaN: true }).map((power) => 10 ** power) },
  { weight: 1, arbitrary: fc.constant(0) },
)

function histogramOf(durations: readonly number[]): DurationHistogram {
  const histogram = new DurationHistogram()
  for (const ms of durations) histogram.add(ms)
  return histogram
}

it('quantiles are those of the sorted durations by nearest rank, give or take 1.6 %', () => {
  const lists = fc.array(duration, { minLength: 1, maxLength: 300 })
  const property = fc.property(lists, fc.integer({ min: 0, max: 100 }), (durations, percent) => {
    const sorted = durations.toSorted((a, b) => a - b)
    const rank = Math.max(1, Math.floor((percent * sorted.length + 99) / 100))
    const exact = sorted[rank - 1]!
    const found = histogramOf(durations).quantile(percent / 100)
    // Twice a billionth more: buckets are found in single precision.
    expect(Math.abs(found - exact)).toBeLessThanOrEqual(exact * (QUANTILE_ERROR + 2e-7))
  })
  fc.assert(property, { numRuns: 1_000 })
  expect(QUANTILE_ERROR).toBeLessThanOrEqual(0.016)
})

it('count, sum and max are exact, and no quantile is longer than the longest', () => {
  const property = fc.property(fc.array(duration, { minLength: 1 }), (durations) => {
    const histogram = histogramOf(durations)
    const longest = Math.max(...durations)
    expect(histogram.count).toBe(durations.length)
    expect(histogram.sum).toBe(durations.reduce((sum, ms) => sum + ms, 0))
    expect(histogram.max).toBe(longest)
    expect(histogram.quantile(1)).toBe(longest)
    expect(histogram.quantile(0.999)).toBeLessThanOrEqual(longest)
  })
  fc.assert(property)
})

it('bars follow each other, hold every duration once, and are as many as asked for at most', () => {
  const lists = fc.array(duration, { minLength: 1, maxLength: 100 })
  const property = fc.property(lists, fc.integer({ min: 1, max: 40 }), (durations, most) => {
    // Bars know no durations below the first bucket apart.
    const told = durations.map((ms) => (ms < 2 ** -10 ? 0 : Math.fround(ms)))
    const bars = histogramOf(durations).bars(most)
    expect(bars.length).toBeLessThanOrEqual(most)
    expect(bars.slice(1).map(({ from }) => from)).toEqual(bars.slice(0, -1).map(({ to }) => to))
    for (const { from, to, count } of bars) {
      expect(count).toBe(told.filter((ms) => ms >= from && ms < to).length)
    }
    expect(bars.reduce((sum, { count }) => sum + count, 0)).toBe(durations.length)
    expect(bars[0]!.count).toBeGreaterThan(0)
  })
  fc.assert(property, { numRuns: 500 })
})

it('what is too short counts as zero, and what is too long as 25 days', () => {
  const short = histogramOf([0, 0.0001, 0.0009])
  expect([short.quantile(0), short.quantile(0.5)]).toEqual([0, 0])
  expect(short.quantile(1)).toBe(0.0009)
  expect(short.bars(8)).toEqual([{ from: 0, to: 2 ** -10, count: 3 }])
  const month = 30 * 24 * 60 * 60 * 1_000
  const long = histogramOf([month, 2 * month])
  expect(long.max).toBe(2 * month)
  expect(long.bars(8)).toMatchObject([{ count: 2 }])
})

it('of no durations there is nothing to tell', () => {
  const histogram = new DurationHistogram()
  expect(histogram).toMatchObject({ count: 0, sum: 0, max: 0 })
  expect(histogram.quantile(0.5)).toBeNaN()
  expect(histogram.bars(8)).toEqual([])
})
