import type { Origin } from './origin.ts'
import type { DispatchHandle } from './types.ts'

/** The bus, as a driver knows it. */
export interface Receiver {
  /**
   * Dispatches what came in. It is not published again by the driver that brought it. With a `failure`, no listener runs,
   * and the failure is the dispatch's error: how a message that can't be read shows.
   */
  receive(event: string, payload: unknown, origin: Origin, failure?: Error): DispatchHandle
}
