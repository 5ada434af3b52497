import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LABEL_PX, placeLabel } from './label.ts'

test('a label is in its range if it fits, else to the right of it, else to the left', () => {
  expect(placeLabel(100, 300, 500)).toBe(200)
  expect(placeLabel(100, 150, 500)).toBeGreaterThan(150 + LABEL_PX / 2)
  expect(placeLabel(440, 490, 500)).toBeLessThan(440 - LABEL_PX / 2)
})

test('a label is never cut off', () => {
  const width = 200
  fc.assert(
    fc.property(fc.nat(width), fc.nat(width), (one, other) => {
      const middle = placeLabel(Math.min(one, other), Math.max(one, other), width)
      expect(middle - LABEL_PX / 2).toBeGreaterThanOrEqual(0)
      expect(middle + LABEL_PX / 2).toBeLessThanOrEqual(width)
    }),
  )
})
