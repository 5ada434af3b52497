import { countItems } from '../pricing.ts'
import type { Wiring } from './wiring.ts'

/** How many orders of others are shown. */
const MAX_ELSEWHERE = 5

/** What windows of one shopper, and other shoppers, tell each other. */
export function wireSharing({ bus, store }: Wiring): void {
  bus.on(
    'tab.joined',
    (_payload, dispatch) => {
      const { cartId, lines, coupon = null } = store.getState()
      if (dispatch.origin !== undefined && lines.length > 0)
        dispatch.dispatch('cart.copied', { cartId, lines, coupon })
    },
    { name: 'share cart' },
  )
  bus.on(
    'order.announced',
    (order, { origin }) => {
      if (origin === undefined) return
      store.setState(({ elsewhere }) => ({
        elsewhere: [{ ...order, id: origin.id }, ...elsewhere].slice(0, MAX_ELSEWHERE),
      }))
    },
    { name: 'orders elsewhere' },
  )
  bus.on('frame.toggled', ({ shown }) => store.setState({ framed: shown }), { name: 'second shop' })
}

/** Tells other shoppers of each order made here. */
export function wireAnnouncements({ bus }: Wiring): void {
  bus.on(
    'order.placed',
    ({ number, lines, total }, dispatch) => {
      if (dispatch.origin === undefined)
        dispatch.dispatch('order.announced', { number, items: countItems(lines), total })
    },
    { name: 'announce order' },
  )
}
