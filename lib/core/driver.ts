/**
 * Carries dispatches out of this page and brings others in. A bus without one stays in memory.
 * Local listeners always run at once, whatever the driver does; a failure to publish is an `EventError` on the
 * handle, with an empty listener name. What it throws otherwise is reported as an error without `onError` is.
 *
 * The contract follows goevent's `Driver` (publish, subscribe, unsubscribe, wait, close).
 */
export interface Driver {
  /** Sends one local dispatch. A throw or a rejection becomes an error of the dispatch. */
  publish(event: string, payload: unknown, dispatchId: number): void | Promise<void>
  /** Called when an event gets its first listener. `receive` dispatches what comes in; it is not echoed back. */
  subscribe(event: string, receive: (payload: unknown) => void): void
  /** Called when an event has lost its last listener. Idempotent. */
  unsubscribe(event: string): void
  /** Resolves when everything published so far has left. `bus.wait()` and `bus.close()` wait for it. */
  wait(): Promise<void>
  /** Releases connections and timers. Idempotent. */
  close(): Promise<void>
}
