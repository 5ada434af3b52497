import type { EventName } from 'eventscope'
import { formatCount } from '../format.ts'
import type { ShopEvents } from '../events.ts'
import { productOf } from '../products.ts'
import type { Wiring } from './wiring.ts'

const TOAST_MS = 4_000

export function wireToasts({ bus, store, signal }: Wiring): void {
  const announce = <Name extends EventName<ShopEvents>>(
    event: Name,
    textFor: (payload: ShopEvents[Name]) => string,
  ): void => {
    bus.on(
      event,
      (payload, dispatch) => {
        const where = dispatch.origin === undefined ? '' : ', in another window'
        dispatch.dispatch('toast.shown', { text: `${textFor(payload)}${where}` })
      },
      { name: 'toast' },
    )
  }
  const announceElsewhere = <Name extends EventName<ShopEvents>>(
    event: Name,
    textFor: (payload: ShopEvents[Name]) => string,
  ): void => {
    bus.on(
      event,
      (payload, dispatch) => {
        if (dispatch.origin !== undefined) dispatch.dispatch('toast.shown', { text: textFor(payload) })
      },
      { name: 'toast' },
    )
  }
  announce('cart.item_added', ({ sku }) => `${productOf(sku).name} added to your cart`)
  announce('cart.item_removed', ({ sku }) => `${productOf(sku).name} removed from your cart`)
  announceElsewhere('order.placed', ({ number }) => `Order ${number} was placed in another window`)
  announceElsewhere(
    'order.announced',
    ({ number, items }) => `Somebody else ordered ${formatCount(items, 'item')}: ${number}`,
  )
  announce('coupon.applied', ({ code, percent }) => `${code} applied: ${percent}% off`)
  announce('receipt.sent', ({ email }) => `Receipt sent to ${email}`)
  announce('scenario.finished', ({ name, count }) => `${name}: finished, ${formatCount(count, 'dispatch')}`)

  let timer: ReturnType<typeof setTimeout> | undefined
  signal.addEventListener('abort', () => clearTimeout(timer), { once: true })
  bus.on(
    'toast.shown',
    ({ text }, dispatch) => {
      store.setState({ toast: text })
      clearTimeout(timer)
      // Not awaited: a toast on the screen is nothing the dispatch should wait for.
      timer = setTimeout(() => dispatch.dispatch('toast.expired'), TOAST_MS)
    },
    { name: 'toast region' },
  )
  bus.on('toast.expired', () => store.setState({ toast: undefined }), { name: 'toast region' })
}
