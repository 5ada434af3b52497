import { type Bus, createBus, type Driver, type EventName } from 'eventscope'
import type { ScenarioName, ShopEvents } from './events.ts'
import { wireAnalytics } from './listeners/analytics.ts'
import { wireCart } from './listeners/cart.ts'
import { wireCheckout } from './listeners/checkout.ts'
import { wireNavigation } from './listeners/navigation.ts'
import { wireOrder } from './listeners/order.ts'
import { wireScenarios } from './listeners/scenarios.ts'
import { wireAnnouncements, wireSharing } from './listeners/sharing.ts'
import { wireToasts } from './listeners/toasts.ts'
import type { Wiring } from './listeners/wiring.ts'
import { createScenarioRunner } from './scenarios.ts'
import { createShopStore, type ReadonlyShopStore } from './store.ts'

export const DEFAULT_SEED = 5

export interface ShopOptions {
  /**
   * Decides which calls to analytics fail.
   * @default 5
   */
  readonly seed?: number | undefined
  /** Called with the bus before the first listener is registered, so that a recorder learns where each one is. */
  readonly observe?: ((bus: Bus<ShopEvents>) => void) | undefined
  /** Carries events to other windows, or to a server. */
  readonly driver?: Driver | undefined
  /**
   * Whether other shoppers are told of each order.
   * @default false
   */
  readonly announces?: boolean | undefined
}

/** A small shop whose parts know each other only through one bus. */
export interface Shop {
  readonly bus: Bus<ShopEvents>
  readonly store: ReadonlyShopStore
  /** As in the options. Then another window is another shopper, else it is the same one and has the same cart. */
  readonly announces: boolean
  /** @returns when the scenario has finished; at once, without running it, while another one is running */
  run(scenario: ScenarioName): Promise<void>
  /** Closes the bus, removes its listeners and stops every timer. */
  dispose(): void
}

/**
 * @example
 * const shop = createShop({ observe: (bus) => recorder.attach(bus) })
 * shop.bus.dispatch('cart.item_added', { sku: 'lamp', quantity: 1 })
 */
export function createShop({
  seed = DEFAULT_SEED,
  observe,
  driver,
  announces = false,
}: ShopOptions = {}): Shop {
  const bus = createBus<ShopEvents>({
    name: 'shop',
    driver,
    // Errors are shown in the panel. Without a handler each would be reported to the console as well.
    onError: () => {},
  })
  observe?.(bus)
  const store = createShopStore()
  const disposal = new AbortController()
  const wiring: Wiring = { bus, store, signal: disposal.signal }

  wireNavigation(wiring)
  wireCart(wiring)
  wireCheckout(wiring)
  wireOrder(wiring)
  wireToasts(wiring)
  wireScenarios(wiring)
  wireSharing(wiring)
  if (announces) wireAnnouncements(wiring)
  wireAnalytics(wiring, seed)
  const runScenario = createScenarioRunner(wiring)

  return {
    bus,
    store,
    announces,
    async run(scenario) {
      if (store.getState().scenario) return
      try {
        await runScenario(scenario)
      } catch (error) {
        if (!disposal.signal.aborted) throw error
      }
    },
    dispose() {
      disposal.abort()
      removeListeners(bus)
      // Loyalty points never settles, so there is nothing to wait for.
      void bus.close({ timeout: 0 })
    },
  }
}

/** All but those of every event, which no part of the shop has. */
function removeListeners(bus: Bus<ShopEvents>): void {
  for (const { event } of bus.listeners()) {
    if (event !== '*') bus.unregisterAll(event as EventName<ShopEvents>)
  }
}
