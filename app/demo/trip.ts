import type { EventName, PayloadArgs } from 'eventscope'
import { WORKING_CARD } from './checkout.ts'
import type { ShopEvents } from './events.ts'
import type { Wiring } from './listeners/wiring.ts'
import { pause } from './pause.ts'
import { submitCheckout } from './submit-checkout.ts'

const RECEIPT_WAIT_MS = 1_200

/**
 * Two items, a coupon and one paid order, a step every so many milliseconds.
 * @returns how many dispatches that were
 */
export async function shoppingTrip({ bus, store, signal }: Wiring, stepMs: number): Promise<number> {
  let count = 0
  const step = async <Name extends EventName<ShopEvents>>(
    name: Name,
    ...payload: PayloadArgs<ShopEvents[Name]>
  ): Promise<void> => {
    bus.dispatch(name, ...payload)
    count++
    await pause(stepMs, signal)
  }
  await step('page.opened', { page: 'shop' })
  await step('cart.item_added', { sku: 'lamp', quantity: 1 })
  await step('cart.item_added', { sku: 'mug', quantity: 1 })
  await step('page.opened', { page: 'cart' })
  await step('coupon.submitted', { code: 'SAVE10' })
  await step('page.opened', { page: 'checkout' })
  await step('checkout.details_changed', {
    name: 'Ada Lovelace',
    email: 'ada@example.com',
    cardNumber: WORKING_CARD,
  })
  submitCheckout(bus, store)
  await pause(RECEIPT_WAIT_MS, signal)
  return count + 1
}
