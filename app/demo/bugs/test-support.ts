import type { ListenerInfo } from 'eventscope'
import { afterEach, beforeEach, vi } from 'vitest'
import type { ScenarioName, ShopEvents } from '../events.ts'
import { createShop, type Shop } from '../shop.ts'

const LONGEST_SCENARIO_MS = 10_000

/** One dispatch, as it was when it started. */
export interface Seen {
  readonly id: number
  readonly event: string
  readonly parent: number | undefined
  readonly payload: unknown
}

export interface ShopUnderTest {
  /** A new one for each test. */
  readonly shop: Shop
  /** Runs a scenario to its end. */
  play(scenario: ScenarioName): Promise<void>
  seenOf(event: keyof ShopEvents): readonly Seen[]
  /** The names of the listeners that are registered now. */
  namesOf(event: keyof ShopEvents): readonly string[]
}

/** Gives each test of a file a shop with fake timers, and disposes of it. */
export function shopUnderTest(): ShopUnderTest {
  let shop: Shop
  let seen: Seen[]

  beforeEach(() => {
    // Not `performance`: the fraud check waits for real time to pass.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    shop = createShop()
    seen = []
    shop.bus.observe({
      dispatchStart: (_bus, { id, event, parent, payload }) =>
        void seen.push({ id, event, parent, payload: structuredClone(payload) }),
    })
  })

  afterEach(() => {
    shop.dispose()
    vi.useRealTimers()
  })

  return {
    get shop() {
      return shop
    },
    async play(scenario) {
      const played = shop.run(scenario)
      await vi.advanceTimersByTimeAsync(LONGEST_SCENARIO_MS)
      await played
    },
    seenOf: (event) => seen.filter((entry) => entry.event === event),
    namesOf: (event) => shop.bus.listeners(event).map(({ name }: ListenerInfo) => name),
  }
}
