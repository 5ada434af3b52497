import { productOf } from './products.ts'

export interface CartLine {
  readonly sku: string
  readonly quantity: number
}

export interface Coupon {
  readonly code: string
  readonly percent: number
}

/** All in cents. */
export interface Totals {
  readonly subtotal: number
  readonly discount: number
  readonly shipping: number
  readonly total: number
}

export const MAX_QUANTITY = 99
export const SHIPPING = 600
export const FREE_SHIPPING_FROM = 10_000
export const NO_TOTALS: Totals = { subtotal: 0, discount: 0, shipping: 0, total: 0 }

const COUPONS: Readonly<Record<string, { readonly percent: number; readonly expired: boolean }>> = {
  SAVE10: { percent: 10, expired: false },
  EXPIRED: { percent: 25, expired: true },
}

export function countItems(lines: readonly CartLine[]): number {
  return lines.reduce((count, line) => count + line.quantity, 0)
}

/** Shipping is free from an amount that is reached before the discount, so a coupon never adds a fee. */
export function totalsOf(lines: readonly CartLine[], coupon: Coupon | undefined): Totals {
  if (lines.length === 0) return NO_TOTALS
  const subtotal = lines.reduce((sum, line) => sum + productOf(line.sku).price * line.quantity, 0)
  const discount = Math.round((subtotal * (coupon?.percent ?? 0)) / 100)
  const shipping = subtotal >= FREE_SHIPPING_FROM ? 0 : SHIPPING
  return { subtotal, discount, shipping, total: subtotal - discount + shipping }
}

/** The lines with so many more of a product, or fewer; a line that reaches zero is gone. */
export function changeQuantity(lines: readonly CartLine[], sku: string, by: number): readonly CartLine[] {
  const before = lines.find((line) => line.sku === sku)
  const quantity = Math.min(MAX_QUANTITY, (before?.quantity ?? 0) + by)
  if (!before) return quantity > 0 ? [...lines, { sku, quantity }] : lines
  return lines.map((line) => (line === before ? { sku, quantity } : line)).filter((line) => line.quantity > 0)
}

/** The coupon a code stands for, or why there is none. */
export function findCoupon(input: string): Coupon | { readonly reason: string } {
  const code = input.trim().toUpperCase()
  if (code === '') return { reason: 'Enter a coupon code.' }
  const known = Object.hasOwn(COUPONS, code) ? COUPONS[code] : undefined
  if (!known) return { reason: `There is no coupon “${code}”.` }
  if (known.expired) return { reason: `The coupon ${code} has expired.` }
  return { code, percent: known.percent }
}

const dollars = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' })

export const formatMoney = (cents: number): string => dollars.format(cents / 100)
