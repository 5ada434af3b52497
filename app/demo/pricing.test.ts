import { expect, test } from 'vitest'
import { changeQuantity, countItems, findCoupon, formatMoney, MAX_QUANTITY, totalsOf } from './pricing.ts'

const SAVE10 = { code: 'SAVE10', percent: 10 }

test('an empty cart costs nothing, also with a coupon', () => {
  expect(totalsOf([], SAVE10)).toEqual({ subtotal: 0, discount: 0, shipping: 0, total: 0 })
})

test('a small order pays shipping', () => {
  const lines = [{ sku: 'mug', quantity: 2 }]
  expect(totalsOf(lines, undefined)).toEqual({ subtotal: 5_600, discount: 0, shipping: 600, total: 6_200 })
})

test('a coupon takes its share of the subtotal and keeps free shipping', () => {
  const lines = [
    { sku: 'kettle', quantity: 1 },
    { sku: 'mug', quantity: 1 },
  ]
  expect(totalsOf(lines, SAVE10)).toEqual({ subtotal: 10_000, discount: 1_000, shipping: 0, total: 9_000 })
})

test('a product the shop does not sell is refused', () => {
  expect(() => totalsOf([{ sku: 'yacht', quantity: 1 }], undefined)).toThrow(RangeError)
})

test('a coupon code is found whatever its case and spaces', () => {
  expect(findCoupon(' save10 ')).toEqual(SAVE10)
})

test.each([
  ['', 'Enter a coupon code.'],
  ['EXPIRED', 'The coupon EXPIRED has expired.'],
  ['nope', 'There is no coupon “NOPE”.'],
  ['constructor', 'There is no coupon “CONSTRUCTOR”.'],
])('the coupon code %j is refused with a reason', (code, reason) => {
  expect(findCoupon(code)).toEqual({ reason })
})

test('quantities add up, stop at the maximum, and a line that reaches zero is gone', () => {
  const one = changeQuantity([], 'mug', 1)
  const three = changeQuantity(one, 'mug', 2)
  expect(three).toEqual([{ sku: 'mug', quantity: 3 }])
  expect(countItems(changeQuantity(three, 'lamp', 1))).toBe(4)
  expect(countItems(changeQuantity(three, 'mug', 1_000))).toBe(MAX_QUANTITY)
  expect(changeQuantity(three, 'mug', -3)).toEqual([])
  expect(changeQuantity([], 'mug', -1)).toEqual([])
})

test('money is written in dollars and cents', () => {
  expect(formatMoney(123_456)).toBe('$1,234.56')
})
