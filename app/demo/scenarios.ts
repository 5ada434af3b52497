import { changedPrice } from './bugs/changed-price.ts'
import { doubleWiring } from './bugs/double-wiring.ts'
import { endlessLoop } from './bugs/endless-loop.ts'
import { leakingListener } from './bugs/leaking-listener.ts'
import { slowCheckout } from './bugs/slow-checkout.ts'
import type { ScenarioName } from './events.ts'
import type { Wiring } from './listeners/wiring.ts'
import type { Scenario } from './scenario.ts'
import { shoppingTrip } from './trip.ts'

export const BURST_DISPATCHES = 10_000
export const STORM_DISPATCHES = 200
const SLOW_MS = 120
const STEP_MS = 350

/** As the menu lists them. */
export const SCENARIO_GROUPS: readonly { readonly label: string; readonly names: readonly ScenarioName[] }[] =
  [
    {
      label: 'Watch',
      names: ['Shopping trip', 'Burst of 10 000 events', 'Slow listener', 'Storm of errors'],
    },
    {
      label: 'Find the bug',
      names: ['Slow checkout', 'Changed price', 'Leaking listener', 'Endless loop', 'Double wiring'],
    },
  ]

export const SCENARIOS: Readonly<Record<ScenarioName, Scenario>> = {
  'Shopping trip': {
    hint: 'Two items, a coupon, one paid order',
    play: (wiring) => shoppingTrip(wiring, STEP_MS),
  },
  'Burst of 10 000 events': {
    hint: 'All in one task',
    play({ bus }) {
      for (let index = 0; index < BURST_DISPATCHES; index++) bus.dispatch('scenario.burst', { index })
      return BURST_DISPATCHES
    },
  },
  'Slow listener': {
    hint: 'Blocks the page for 120 ms',
    play({ bus }) {
      bus.dispatch('scenario.slow', { milliseconds: SLOW_MS })
      return 1
    },
  },
  'Storm of errors': {
    hint: '200 dispatches, each fails',
    play({ bus }) {
      for (let index = 0; index < STORM_DISPATCHES; index++) bus.dispatch('scenario.storm', { index })
      return STORM_DISPATCHES
    },
  },
  'Slow checkout': slowCheckout,
  'Changed price': changedPrice,
  'Leaking listener': leakingListener,
  'Endless loop': endlessLoop,
  'Double wiring': doubleWiring,
}

/**
 * Not a listener: what a scenario dispatches has no cause in the page, as a visitor's clicks have none.
 * @returns runs a scenario to its end
 */
export function createScenarioRunner(wiring: Wiring): (name: ScenarioName) => Promise<void> {
  const { bus } = wiring
  const wired = new Set<ScenarioName>()
  return async (name) => {
    const { wire, play } = SCENARIOS[name]
    if (!wired.has(name)) wire?.(wiring)
    wired.add(name)
    bus.dispatch('scenario.started', { name })
    const count = await play(wiring)
    bus.dispatch('scenario.finished', { name, count })
  }
}
