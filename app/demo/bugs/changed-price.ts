import { type CartLine, formatMoney, totalsOf } from '../pricing.ts'
import { pause } from '../pause.ts'
import type { Scenario } from '../scenario.ts'

const STEP_MS = 150
const TAX_RATE = 0.08
const MEMBER_PAYS = 0.9

const CARTS: readonly (readonly CartLine[])[] = [
  [{ sku: 'lamp', quantity: 1 }],
  [
    { sku: 'lamp', quantity: 1 },
    { sku: 'mug', quantity: 1 },
  ],
  [{ sku: 'kettle', quantity: 2 }],
]

/**
 * The bug: a listener writes to the payload that all the listeners share. The tax is computed from the price before,
 * the label shows the one after.
 */
export const changedPrice: Scenario = {
  hint: 'The price and its tax do not fit',
  wire({ bus }) {
    bus.on(
      'checkout.quoted',
      ({ total }, dispatch) =>
        void dispatch.dispatch('tax.computed', { total, tax: Math.round(total * TAX_RATE) }),
      { name: 'tax' },
    )
    bus.on(
      'checkout.quoted',
      (quote) => {
        quote.total = Math.round(quote.total * MEMBER_PAYS)
      },
      { name: 'member discount' },
    )
    bus.on(
      'checkout.quoted',
      ({ total }, dispatch) => void dispatch.dispatch('price.shown', { text: formatMoney(total) }),
      { name: 'price label' },
    )
  },
  async play({ bus, signal }) {
    for (const lines of CARTS) {
      bus.dispatch('checkout.quoted', { lines, total: totalsOf(lines, undefined).total })
      await pause(STEP_MS, signal)
    }
    return CARTS.length
  },
}
