import type { DispatchCheck } from './check.ts'
import type { Driver } from './driver.ts'
import type { EventError } from './errors.ts'
import type { Observer } from './observer.ts'

/** What `createBus()` may be told. */
export interface BusOptions {
  /**
   * What recordings and the panel call this bus.
   * @default 'bus'
   */
  readonly name?: string | undefined
  /** Told of each failed run. Without it, each is passed to `globalThis.reportError`, or `console.error`. */
  readonly onError?: ((error: EventError) => void) | undefined
  /**
   * How many errors `bus.errors` keeps. Older ones are dropped and counted in `droppedErrors`.
   * @default 1000
   */
  readonly maxErrors?: number | undefined
  /** Observers attached before the first dispatch. */
  readonly observers?: readonly Observer[] | undefined
  /** Carries dispatches out of this page and brings others in. Without one, all stays in memory. */
  readonly driver?: Driver | undefined
  /** What each dispatch is tested for before its listeners run, in that order. */
  readonly checks?: readonly DispatchCheck[] | undefined
}
