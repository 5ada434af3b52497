import type { Bus } from 'eventscope'
import { type FieldErrors, validate } from './checkout.ts'
import type { ShopEvents } from './events.ts'
import type { ReadonlyShopStore } from './store.ts'

/**
 * What a click on Pay does: one dispatch, of an order or of what is wrong with it.
 * @returns what is wrong with it
 */
export function submitCheckout(bus: Bus<ShopEvents>, store: ReadonlyShopStore): FieldErrors | undefined {
  const { details, cartId, lines, totals } = store.getState()
  const errors = validate(details)
  if (errors) bus.dispatch('checkout.invalid', errors)
  else bus.dispatch('checkout.submitted', { ...details, cartId, lines, total: totals.total })
  return errors
}
