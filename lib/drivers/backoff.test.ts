import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { delayAfter } from './backoff.ts'

describe('the wait after failures', () => {
  it('doubles with each failure, up to the longest', () => {
    const shortest = [1, 2, 3, 4, 5].map((failures) =>
      delayAfter(failures, { min: 100, max: 1_000 }, () => 0),
    )
    const longest = [1, 2, 3, 4, 5].map((failures) => delayAfter(failures, { min: 100, max: 1_000 }, () => 1))
    expect(shortest).toEqual([100, 200, 400, 500, 500])
    expect(longest).toEqual([200, 400, 800, 1_000, 1_000])
  })

  it('is never shorter than `min` nor longer than `max`, after however many', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000 }),
        fc.integer({ min: 1, max: 10_000 }),
        fc.integer({ min: 0, max: 100_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (failures, min, more, random) => {
          const delay = delayAfter(failures, { min, max: min + more }, () => random)
          expect(delay).toBeGreaterThanOrEqual(min)
          expect(delay).toBeLessThanOrEqual(min + more)
        },
      ),
    )
  })
})
