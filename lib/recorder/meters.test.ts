import { expect, it } from 'vitest'
import { measureStep, now } from './clock.ts'
import { CostMeter } from './cost.ts'
import { RateMeter } from './rate.ts'

it('the step of a clock is the smallest it makes', () => {
  let reading = 0
  expect(measureStep(() => Math.floor(reading++ / 7) * 0.1)).toBe(0.1)
  expect(measureStep(() => reading++ * 0.005)).toBe(0.005)
  expect(measureStep(() => 5)).toBe(0)
  expect(measureStep()).toBeGreaterThan(0)
  expect(now()).toBeGreaterThan(0)
})

it('the cost is the mean of the last samples, in µs', () => {
  const cost = new CostMeter(0)
  cost.add(5)
  expect(cost.mean).toBeUndefined()
  cost.begin(1)
  cost.begin(2)
  cost.add(1)
  expect(cost.mean).toBe(2_000)
  for (let count = 0; count < 128; count++) cost.begin(4)
  expect(cost.mean).toBe(4_000)
  cost.clear()
  expect(cost.mean).toBeUndefined()
})

it('a sample far from the others hardly counts, but the step of a coarse clock does', () => {
  const cost = new CostMeter(0.1)
  for (let count = 0; count < 99; count++) cost.begin(count % 20 === 0 ? 0.1 : 0)
  expect(cost.mean).toBeCloseTo(5, 0)
  cost.begin(50)
  expect(cost.mean).toBeLessThan(10)
})

it('the rate counts the last second and forgets what is older', () => {
  const rate = new RateMeter()
  rate.add(1_000_000)
  rate.add(1_000_550)
  expect(rate.read(1_000_950)).toBe(2)
  expect(rate.read(1_001_000)).toBe(1)
  expect(rate.read(1_001_499)).toBe(1)
  expect(rate.read(1_001_500)).toBe(0)
  rate.add(9_000_000)
  expect(rate.read(9_000_000)).toBe(1)
})
