import type { EventName } from 'eventscope'
import { formatCount } from '../format.ts'
import type { ShopEvents } from '../events.ts'
import { productOf } from '../products.ts'
import type { Wiring } from './wiring.ts'

const TOAST_MS = 4_000

export function wireToasts({ bus, store, signal }: Wiring): void {
  /** The text says what is shown; nothing where it is undefined. */
  const announce = <Name extends EventName<ShopEvents>>(
    event: Name,
    textFor: (payload: ShopEvents[Name], isRemote: boolean) => string | undefined,
  ): void => {
    bus.on(
      event,
      (payload, dispatch) => {
        const text = textFor(payload, dispatch.origin !== undefined)
        if (text !== undefined) dispatch.dispatch('toast.shown', { text })
      },
      { name: 'toast' },
    )
  }
  const announceBoth = <Name extends EventName<ShopEvents>>(
    event: Name,
    textFor: (payload: ShopEvents[Name]) => string,
  ): void =>
    announce(event, (payload, isRemote) => `${textFor(payload)}${isRemote ? ', in another window' : ''}`)
  announceBoth('cart.item_added', ({ sku }) => `${productOf(sku).name} added to your cart`)
  announceBoth('cart.item_removed', ({ sku }) => `${productOf(sku).name} removed from your cart`)
  announce('order.placed', ({ number }, isRemote) =>
    isRemote ? `Order ${number} was placed in another window` : undefined,
  )
  announce('order.announced', ({ number, items }, isRemote) =>
    isRemote ? `Somebody else ordered ${formatCount(items, 'item')}: ${number}` : undefined,
  )
  announceBoth('coupon.applied', ({ code, percent }) => `${code} applied: ${percent}% off`)
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
