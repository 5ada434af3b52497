import type { Scenario } from '../scenario.ts'

const RATES: Readonly<Record<string, number>> = { EUR: 0.92, GBP: 0.79 }

/** The bug: two listeners, each right by itself, answer each other's event without end. */
export const endlessLoop: Scenario = {
  hint: 'Two listeners answer each other',
  wire({ bus }) {
    bus.on(
      'currency.changed',
      ({ currency }, dispatch) =>
        void dispatch.dispatch('prices.changed', { currency, rate: RATES[currency] ?? 1 }),
      { name: 'convert prices' },
    )
    bus.on(
      'prices.changed',
      ({ currency }, dispatch) => void dispatch.dispatch('currency.changed', { currency }),
      { name: 'sync currency' },
    )
  },
  play({ bus }) {
    bus.dispatch('currency.changed', { currency: 'EUR' })
    return 1
  },
}
