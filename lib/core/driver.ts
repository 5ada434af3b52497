import type { ConsumableBus, ConsumeOptions, Consumer } from './consumer.ts'
import type { Origin } from './origin.ts'
import type { Receiver } from './receiver.ts'
import type { Subscription } from './types.ts'

/** `connecting` before the first connection, `down` while a lost one is sought again. */
export type DriverState = 'connecting' | 'open' | 'down' | 'closed'

/** A driver has come into a state. */
export interface DriverChange {
  readonly state: DriverState
  /** When, in ms since the Unix epoch. */
  readonly time: number
  /** Why, in plain words; undefined where it is no news (opened, closed when asked to). */
  readonly reason: string | undefined
}

/** What a driver has done since it was made. */
export interface DriverCounts {
  /** Messages that have left. */
  readonly sent: number
  /** Messages that came in and were dispatched. */
  readonly received: number
  /** Dispatches that could not be published. */
  readonly failed: number
  /** Messages that came in and could not be dispatched: unreadable, of an unknown type, twice. */
  readonly refused: number
}

/**
 * Carries dispatches out of this page and brings others in. A bus without one stays in memory.
 * Local listeners always run at once, whatever the driver does; a failure to publish is an `EventError` on the
 * handle, with an empty listener name. What it throws otherwise is reported as an error without `onError` is.
 *
 * The contract follows goevent's `Driver` (publish, subscribe, unsubscribe, wait, close). To write one, extend
 * `DriverBase` of `eventscope/drivers`.
 */
export interface Driver {
  /** What the panel calls it, and `origin.via` of what it brings in. */
  readonly name: string
  readonly state: DriverState
  readonly counts: DriverCounts
  /** Told of each change of `state`. */
  onState(listener: (change: DriverChange) => void): Subscription
  /**
   * Sends one dispatch, before its listeners run: what they dispatch comes after it, and what they do to the payload
   * does not leave. They wait for the call, though not for its promise. A throw or a rejection becomes an error of the
   * dispatch. `origin` says that it is passed on: the message keeps that sender and id, so that nobody gets it twice.
   */
  publish(event: string, payload: unknown, dispatchId: number, origin?: Origin): void | Promise<void>
  /** Called when an event gets its first listener, with `*` for the first listener of every event. */
  subscribe(event: string, receiver: Receiver): void
  /** Called when an event, or `*`, has lost its last listener, with what `subscribe` was given. Idempotent. */
  unsubscribe(event: string, receiver: Receiver): void
  /** Resolves when everything published so far has left. `bus.wait()` and `bus.close()` wait for it. */
  wait(): Promise<void>
  /** Releases connections and timers. Idempotent. */
  close(): Promise<void>
  /** What `bus.consume()` calls; a driver without it has no consumers. */
  consume?(bus: ConsumableBus, names: readonly string[], options: ConsumeOptions): Consumer
}
