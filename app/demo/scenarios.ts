import type { EventName, PayloadArgs } from 'eventscope'
import { WORKING_CARD } from './checkout.ts'
import type { ScenarioName, ShopEvents } from './events.ts'
import type { Wiring } from './listeners/wiring.ts'
import { pause } from './pause.ts'
import { submitCheckout } from './submit-checkout.ts'

export const BURST_DISPATCHES = 10_000
export const STORM_DISPATCHES = 200
const SLOW_MS = 120
const STEP_MS = 350
const RECEIPT_WAIT_MS = 1_200

export const SCENARIOS: readonly { readonly name: ScenarioName; readonly hint: string }[] = [
  { name: 'Shopping trip', hint: 'Two items, a coupon, one paid order' },
  { name: 'Burst of 10 000 events', hint: 'All in one task' },
  { name: 'Slow listener', hint: 'Blocks the page for 120 ms' },
  { name: 'Storm of errors', hint: '200 dispatches, each fails' },
]

/**
 * Not a listener: what a scenario dispatches has no cause in the page, as a visitor's clicks have none.
 * @returns when the scenario has finished
 */
export async function runScenario(wiring: Wiring, name: ScenarioName): Promise<void> {
  const { bus } = wiring
  bus.dispatch('scenario.started', { name })
  const count = await scenarios[name](wiring)
  bus.dispatch('scenario.finished', { name, count })
}

const scenarios: Record<ScenarioName, (wiring: Wiring) => number | Promise<number>> = {
  'Shopping trip': shoppingTrip,
  'Burst of 10 000 events': ({ bus }) => {
    for (let index = 0; index < BURST_DISPATCHES; index++) bus.dispatch('scenario.burst', { index })
    return BURST_DISPATCHES
  },
  'Slow listener': ({ bus }) => {
    bus.dispatch('scenario.slow', { milliseconds: SLOW_MS })
    return 1
  },
  'Storm of errors': ({ bus }) => {
    for (let index = 0; index < STORM_DISPATCHES; index++) bus.dispatch('scenario.storm', { index })
    return STORM_DISPATCHES
  },
}

async function shoppingTrip({ bus, store, signal }: Wiring): Promise<number> {
  let count = 0
  const step = async <Name extends EventName<ShopEvents>>(
    name: Name,
    ...payload: PayloadArgs<ShopEvents[Name]>
  ): Promise<void> => {
    bus.dispatch(name, ...payload)
    count++
    await pause(STEP_MS, signal)
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
