import { DurationHistogram } from 'eventscope/recorder'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { drawHistogram } from './histogram-bars.ts'
import { known } from './test-support.ts'

function drawn(durations: readonly number[]) {
  const histogram = new DurationHistogram()
  for (const ms of durations) histogram.add(ms)
  const bars = histogram.bars(16)
  return drawHistogram({ bars, p50: histogram.quantile(0.5), p95: histogram.quantile(0.95) })
}

test('the most frequent durations are as high as the drawing, and rare ones still show', () => {
  const { bars } = drawn([...Array.from({ length: 1_000 }, () => 1), 100])
  expect(bars.at(0)?.height).toBe(1)
  expect(bars.at(-1)?.height).toBeGreaterThan(0.05)
  expect(bars.filter(({ count }) => count === 0).every(({ height }) => height === 0)).toBe(true)
})

test('bars are side by side in the middle, and p50 is not right of p95', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 10_000, noNaN: true }), { minLength: 1 }), (durations) => {
      const { bars, p50, p95 } = drawn(durations)
      for (const [at, bar] of bars.slice(1).entries()) {
        const before = known(bars[at])
        expect(bar.left).toBeCloseTo(before.left + before.width)
      }
      const left = known(bars[0]).left
      const right = known(bars.at(-1)).left + known(bars.at(-1)).width
      expect(left).toBeGreaterThanOrEqual(0)
      expect(left + right).toBeCloseTo(1)
      expect(p50).toBeGreaterThanOrEqual(left)
      expect(p50).toBeLessThanOrEqual(p95)
      expect(p95).toBeLessThanOrEqual(right + 1e-9)
    }),
  )
})

test('many bars fill the width, and one alone does not', () => {
  const [many] = drawn(Array.from({ length: 1_000 }, (_, at) => at + 1)).bars
  expect(many?.left).toBeCloseTo(0)
  const [one] = drawn([5]).bars
  expect(one?.width).toBeLessThan(0.2)
})

test('a quantile is drawn in the bar that holds it', () => {
  const { bars, p50, p95 } = drawn([1, 1, 1, 64])
  const [first] = bars
  expect(p50 - (first?.left ?? NaN)).toBeLessThanOrEqual((first?.width ?? NaN) + 1e-9)
  expect(p95).toBeGreaterThanOrEqual(bars.at(-1)?.left ?? NaN)
})

test('without durations nothing is drawn', () => {
  expect(drawHistogram({ bars: [], p50: NaN, p95: NaN }).bars).toEqual([])
})
