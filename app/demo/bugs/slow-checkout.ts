import type { ShopEvents } from '../events.ts'
import type { Scenario } from '../scenario.ts'
import { shoppingTrip } from '../trip.ts'

/** How long a click on Pay holds the page, whatever the machine, ms. */
export const FRAUD_CHECK_MS = 180
const STEP_MS = 100
const COMPARISONS_AT_ONCE = 1_000

/** The bug: a computation that belongs in a worker is done in a listener, and all of the page waits for it. */
export const slowCheckout: Scenario = {
  hint: 'Who holds the page at Pay?',
  wire({ bus }) {
    bus.on('checkout.submitted', (order) => void riskOf(order), { name: 'fraud check' })
  },
  play: (wiring) => shoppingTrip(wiring, STEP_MS),
}

/** Compares an order with as many made-up earlier ones as there is time for. */
function riskOf({ cartId, total }: ShopEvents['checkout.submitted']): number {
  const end = performance.now() + FRAUD_CHECK_MS
  let risk = cartId.length
  do {
    for (let earlier = 0; earlier < COMPARISONS_AT_ONCE; earlier++) {
      risk = (Math.imul(risk ^ (total + earlier), 31) + earlier) | 0
    }
  } while (performance.now() < end)
  return risk
}
