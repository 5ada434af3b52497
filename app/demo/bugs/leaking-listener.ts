import { pause } from '../pause.ts'
import type { Scenario } from '../scenario.ts'

/** The products that are looked at: each visit leaves one listener behind. */
export const VISITED = ['lamp', 'mug', 'notebook', 'kettle', 'clock', 'tote'] as const
const VISIT_MS = 200
const RECENT_MAX = 4

/** The bug: each visit to a product registers a listener, and leaving the page removes none. */
export const leakingListener: Scenario = {
  hint: 'One more with each product page',
  wire({ bus }) {
    let recent: readonly string[] = []
    bus.on(
      'page.opened',
      (view) => {
        if (view.page !== 'product') return
        recent = [view.sku, ...recent.filter((sku) => sku !== view.sku)].slice(0, RECENT_MAX)
        bus.on(
          'cart.item_added',
          (added) => {
            recent = recent.filter((sku) => sku !== added.sku)
          },
          { name: 'recently viewed' },
        )
      },
      { name: 'product page' },
    )
  },
  async play({ bus, signal }) {
    for (const sku of VISITED) {
      bus.dispatch('page.opened', { page: 'product', sku })
      await pause(VISIT_MS, signal)
    }
    bus.dispatch('cart.item_added', { sku: VISITED[0], quantity: 1 })
    return VISITED.length + 1
  },
}
