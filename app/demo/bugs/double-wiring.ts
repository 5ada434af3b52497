import { pause } from '../pause.ts'
import type { Scenario } from '../scenario.ts'

const STEP_MS = 100
/** A component that is set up anew and forgets to clean up after the first time. */
const BADGE_SETUPS = 2
/** How often the wishlist is refused before its session is there. */
export const REFUSED_SYNCS = 2

const CHANGES: readonly { readonly sku: string; readonly wanted: boolean }[] = [
  { sku: 'plant', wanted: true },
  { sku: 'clock', wanted: true },
  { sku: 'candle', wanted: true },
  { sku: 'clock', wanted: false },
  { sku: 'tote', wanted: true },
]

/**
 * The bugs: a badge that counts everything twice, a listener of an event that nobody dispatches, one that always
 * fails, and one that failed at first only.
 */
export const doubleWiring: Scenario = {
  hint: 'A badge counts everything twice',
  wire({ bus }) {
    let count = 0
    for (let setup = 0; setup < BADGE_SETUPS; setup++) {
      bus.on(
        'wishlist.changed',
        ({ wanted }, dispatch) => {
          count += wanted ? 1 : -1
          dispatch.dispatch('wishlist.counted', { count })
        },
        { name: 'wishlist badge' },
      )
    }

    const alerts = new Map<string, number>()
    bus.on('product.price_dropped', ({ sku, price }) => void alerts.set(sku, price), {
      name: 'price alert',
    })

    bus.on(
      'wishlist.changed',
      () => {
        throw new ReferenceError('legacyTracker is not defined')
      },
      { name: 'legacy tracker' },
    )

    let syncs = 0
    bus.on(
      'wishlist.changed',
      () => {
        if (++syncs <= REFUSED_SYNCS) throw new Error('wishlist sync: 401 Unauthorized')
      },
      { name: 'wishlist sync' },
    )
  },
  async play({ bus, signal }) {
    for (const change of CHANGES) {
      bus.dispatch('wishlist.changed', change)
      await pause(STEP_MS, signal)
    }
    return CHANGES.length
  },
}
