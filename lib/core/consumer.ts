import type { ObserverGroup } from './observers.ts'
import type { Origin } from './origin.ts'
import type { Line, Registration } from './registrations.ts'
import type { DispatchHandle, EventName, Listener, ListenerOptions, Subscription } from './types.ts'

/** How `bus.consume()` consumes. */
export interface ConsumeOptions {
  /** Ends the loop when it aborts; what the loop has in hand is handled first. */
  readonly signal?: AbortSignal | undefined
  /** The queue whose messages are shared by all who consume it, in whichever process. Needs a driver that has queues. */
  readonly queue?: string | undefined
  /**
   * How many events may wait for the loop. One more is an error on its handle; from a queue no more are taken.
   * @default 1000
   */
  readonly capacity?: number | undefined
}

/** One event that `bus.consume()` gives. It counts as handled when the loop asks for the next one. */
export interface Consumed<Payload = unknown, Name extends string = string> {
  readonly event: Name
  readonly payload: Payload
  /** The id of its dispatch here. */
  readonly id: number
  /** Where it comes from; undefined for what was dispatched here. */
  readonly origin: Origin | undefined
  /** It counts as handled now. */
  ack(): void
  /** It has failed: an error of the dispatch; from a queue it is delivered again. */
  fail(cause: unknown): void
}

/**
 * What `bus.consume()` returns. Leaving the loop stops it. An event of a queue that it has and that was not acknowledged
 * has failed then, and is delivered again.
 */
export interface Consumer<Item extends Consumed = Consumed> extends AsyncIterableIterator<Item> {
  return(): Promise<IteratorResult<Item>>
  [Symbol.asyncDispose](): Promise<void>
}

/** What a consumer of events of a map gives: `event` tells which one, and so what the payload is. */
export type ConsumedOf<Events extends object, Name extends EventName<Events>> = {
  [Each in Name]: Consumed<Events[Each], Each>
}[Name]

/** A bus, as a driver knows it whose events are consumed. */
export interface ConsumableBus {
  readonly name: string
  on(name: string, listener: Listener<never>, options?: ListenerOptions): Subscription
  /** @internal Listeners that no dispatch reaches by its name. */
  readonly apart: Set<Registration>
  /** @internal */
  readonly observers: ObserverGroup | undefined
  /** @internal Dispatches what came in to the listeners of a line. */
  send(
    name: string,
    payload: unknown,
    cause: 0,
    run: undefined,
    arrival: { origin: Origin; failure: Error | undefined; line: Line; isCarried: true },
  ): DispatchHandle
}
