import { pause } from '../pause.ts'
import type { Order } from '../store.ts'
import type { Wiring } from './wiring.ts'

const RECEIPT_MS = 400

export function wireOrder({ bus, store }: Wiring): void {
  bus.on(
    'order.placed',
    (order, dispatch) => {
      // Ordered in another window, which shows it.
      if (dispatch.origin !== undefined) return
      store.setState((state) => ({
        order: {
          ...order,
          stock: state.reservedCart === order.cartId ? 'done' : 'pending',
          receipt: 'pending',
        },
      }))
      dispatch.dispatch('page.opened', { page: 'order' })
    },
    { name: 'order page' },
  )

  bus.on(
    'order.placed',
    async ({ number, email }, dispatch) => {
      if (dispatch.origin !== undefined) return
      await pause(RECEIPT_MS, dispatch.signal)
      dispatch.dispatch('receipt.sent', { number, email })
    },
    { async: true, name: 'send receipt' },
  )

  // A service that never answers, called without a timeout: the panel shows what waits, and since when.
  bus.on(
    'order.placed',
    (_order, { origin }) => (origin === undefined ? new Promise<never>(() => {}) : undefined),
    { async: true, name: 'loyalty points' },
  )

  const update = (isMeant: (order: Order) => boolean, change: Partial<Order>): void =>
    store.setState(({ order }) => (order && isMeant(order) ? { order: { ...order, ...change } } : {}))
  bus.on('stock.reserved', ({ cartId }) => update((order) => order.cartId === cartId, { stock: 'done' }), {
    name: 'order page',
  })
  bus.on('receipt.sent', ({ number }) => update((order) => order.number === number, { receipt: 'done' }), {
    name: 'order page',
  })
}
