import type { Bus } from 'eventscope'
import type { ShopEvents } from '../events.ts'
import type { ShopStore } from '../store.ts'

/** What the listeners of the shop are wired between. */
export interface Wiring {
  readonly bus: Bus<ShopEvents>
  readonly store: ShopStore
  /** Aborts when the shop is disposed of. */
  readonly signal: AbortSignal
}
