import { expect, it } from 'vitest'
import { median, ratioOfMedians, relativeSpread, spread } from './stats.ts'

it('the median is the middle value in whatever order they come, and leaves them as they are', () => {
  const values = [9, 1, 100, 3, 2]
  expect(median(values)).toBe(3)
  expect(values).toEqual([9, 1, 100, 3, 2])
  expect(median([4, 1, 2, 3])).toBe(2.5)
})

it('of seven values the spread is the second and the sixth, so one wild browser at either end moves nothing', () => {
  expect(spread([7, 6, 5, 4, 3, 2, 1])).toEqual({ low: 2, high: 6 })
  expect(spread([9_000, 6, 5, 4, 3, 2, 0])).toEqual({ low: 2, high: 6 })
})

it('few values spread from the least to the most', () => {
  expect(spread([5, 1, 3])).toEqual({ low: 1, high: 5 })
  expect(spread([4, 2])).toEqual({ low: 2, high: 4 })
  expect(spread([3])).toEqual({ low: 3, high: 3 })
})

it('the relative spread is half the quartile distance as a share of the median', () => {
  expect(relativeSpread([7, 6, 5, 4, 3, 2, 1])).toBe(0.5)
  expect(relativeSpread([8, 8, 8])).toBe(0)
})

it('one value, or a median of zero, has no relative spread', () => {
  expect(relativeSpread([3])).toBeUndefined()
  expect(relativeSpread([0, 0, 3])).toBeUndefined()
})

it('a ratio compares medians, not means', () => {
  expect(ratioOfMedians([1, 2, 900], [4, 4, 4])).toBe(0.5)
})

it('a ratio of or to nothing measured is not a number', () => {
  expect(ratioOfMedians([], [1])).toBeNaN()
  expect(ratioOfMedians([1], [])).toBeNaN()
  expect(ratioOfMedians([1], [0])).toBeNaN()
})
