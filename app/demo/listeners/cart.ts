import type { EventName } from 'eventscope'
import type { ShopEvents } from '../events.ts'
import { changeQuantity, countItems, findCoupon, totalsOf } from '../pricing.ts'
import type { Wiring } from './wiring.ts'

const CART_CHANGES = [
  'cart.item_added',
  'cart.quantity_changed',
  'cart.item_removed',
  'order.placed',
  'cart.copied',
] as const satisfies readonly EventName<ShopEvents>[]

/** The order of registration matters: the cart's lines first, then what is computed from them. */
export function wireCart(wiring: Wiring): void {
  wireLines(wiring)
  wireCoupon(wiring)

  const { bus, store } = wiring
  const countBadge = (): void => store.setState((state) => ({ badge: countItems(state.lines) }))
  const computeTotals = (): void =>
    store.setState((state) => ({ totals: totalsOf(state.lines, state.coupon) }))
  for (const event of CART_CHANGES) bus.on(event, countBadge, { name: 'badge' })
  for (const event of [...CART_CHANGES, 'coupon.applied', 'coupon.removed'] as const)
    bus.on(event, computeTotals, { name: 'totals' })
}

function wireLines({ bus, store }: Wiring): void {
  const change = (sku: string, by: number): void =>
    store.setState((state) => ({ lines: changeQuantity(state.lines, sku, by) }))
  bus.on('cart.item_added', ({ sku, quantity }) => change(sku, quantity), { name: 'cart' })
  bus.on('cart.quantity_changed', ({ sku, by }) => change(sku, by), { name: 'cart' })
  bus.on('cart.item_removed', ({ sku }) => change(sku, -Infinity), { name: 'cart' })
  bus.on(
    'cart.copied',
    ({ cartId, lines, coupon }, { origin }) => {
      // Several windows answer; the cart that is here already stays.
      if (origin === undefined || store.getState().lines.length > 0) return
      store.setState({ cartId, lines, coupon: coupon ?? undefined })
    },
    { name: 'cart' },
  )
  bus.on(
    'order.placed',
    ({ lines, cartId }) => {
      // Only what was paid for: the visitor may have added more while the card was charged.
      for (const line of lines) change(line.sku, -line.quantity)
      store.setState({ cartId: nextCartId(cartId), coupon: undefined })
    },
    { name: 'cart' },
  )
}

function wireCoupon({ bus, store }: Wiring): void {
  bus.on(
    'coupon.submitted',
    ({ code }, dispatch) => {
      const found = findCoupon(code)
      if ('reason' in found) dispatch.dispatch('coupon.rejected', { code, reason: found.reason })
      else dispatch.dispatch('coupon.applied', found)
    },
    { name: 'check coupon' },
  )
  bus.on('coupon.applied', (coupon) => store.setState({ coupon, couponRejection: undefined }), {
    name: 'coupon',
  })
  bus.on('coupon.removed', () => store.setState({ coupon: undefined }), { name: 'coupon' })
  bus.on('coupon.rejected', ({ reason }) => store.setState({ couponRejection: reason }), { name: 'coupon' })
}

const nextCartId = (cartId: string): string => `cart-${Number(cartId.slice('cart-'.length)) + 1}`
