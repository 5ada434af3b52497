import { expect, test } from 'vitest'
import { mulberry32 } from './random.ts'

const take = (seed: number, count: number): number[] => Array.from({ length: count }, mulberry32(seed))

test('the same seed gives the same numbers', () => {
  expect(take(7, 100)).toEqual(take(7, 100))
})

test('another seed gives other numbers', () => {
  expect(take(7, 10)).not.toEqual(take(8, 10))
})

test('numbers are spread evenly over 0 to 1', () => {
  const numbers = take(1, 10_000)
  expect(numbers.every((number) => number >= 0 && number < 1)).toBe(true)
  const belowFifth = numbers.filter((number) => number < 0.2).length
  expect(belowFifth).toBeGreaterThan(1_900)
  expect(belowFifth).toBeLessThan(2_100)
})
