import type { EventError, Observer, Subscription } from '../core/index.ts'
import type { ProcessorFactory } from './processor.ts'
import type { UntypedValues, ValueType } from './stream-event.ts'
import type { StreamWorker } from './worker/port.ts'

/** Shards that are workers, each with a processor of its own: what `serveProcessor` serves there. */
export interface WorkerProcessor {
  /**
   * The URL of a module, or what makes a worker. Bundlers want the latter:
   * `() => new Worker(new URL('./x.ts', import.meta.url), { type: 'module' })`. A worker each time: shards don't share one.
   */
  readonly worker: URL | string | (() => StreamWorker)
}

/** What `createStream()` is told. */
export interface StreamOptions<Values extends object = UntypedValues> {
  /**
   * What recordings and the panel call this stream.
   * @default 'stream'
   */
  readonly name?: string | undefined
  /** How many processors there are, side by side; from 1 to 1024. */
  readonly shards: number
  /** Makes the processor of a shard when its first event comes, or says which worker has it. */
  readonly processor: ProcessorFactory<Values> | WorkerProcessor
  /**
   * How many accepted events may wait in a shard, besides the one that is being processed.
   * @default 1000
   */
  readonly capacity?: number | undefined
  /** Told of each failure. Without it, each is passed to `globalThis.reportError`, or `console.error`. */
  readonly onError?: ((error: EventError) => void) | undefined
  /**
   * How many errors `stream.errors` keeps. Older ones are dropped and counted in `droppedErrors`.
   * @default 1000
   */
  readonly maxErrors?: number | undefined
  /**
   * Closes the stream at once when it aborts, as the seed's context does: what is being processed is awaited, what was
   * accepted and waits is an `EventError` each, and what waits to be accepted is rejected.
   */
  readonly signal?: AbortSignal | undefined
}

/** What `send()` may be told. */
export interface SendOptions {
  /** Stops waiting for room when it aborts. Once an event was accepted, it does nothing. */
  readonly signal?: AbortSignal | undefined
}

/** One shard's queue, now. */
export interface StreamQueue {
  /** `shard 0`, and so on: as its listener is called. */
  readonly name: string
  /** Accepted events that wait. */
  readonly depth: number
  /** How many may. */
  readonly capacity: number
  /** Sends that wait for room. */
  readonly waiting: number
}

/** A stream of events, shared out to processors by key. */
export interface Stream<Values extends object = UntypedValues> {
  /** Unique in the page, among buses too. */
  readonly id: number
  readonly name: string
  /** Whether it takes no more events. */
  readonly closed: boolean
  /** As `bus.errors`. */
  readonly errors: readonly EventError[]
  /** As `bus.droppedErrors`. */
  readonly droppedErrors: number
  /** As `bus.clearErrors()`. */
  clearErrors(): void
  /**
   * Sends an event to the processor of its key. Events of one key go to the same processor, in order; those of the empty
   * key go to any, the one with least to do.
   *
   * It resolves when the event was accepted: where the queue of its shard is full, when there is room, in the order of
   * the calls. Nobody learns by it whether the event was processed: see `errors`. A processor that awaits it waits for
   * itself where its own queue is full: it should send without waiting, or with a `signal` that ends it.
   * @param value what the type says: see the map of values, or `ReservedValues`
   * @returns a promise that rejects with a `StreamClosedError`, a `StreamOverloadedError`, or the reason of `signal`; then
   * the event is never processed
   * @throws {TypeError} for a type that is no byte, a key that is no string, or an unknown option
   * @example
   * await stream.send(PageEvent.shown, { path: '/cart' }, sessionId)
   */
  send<Type extends ValueType<Values>>(
    type: Type,
    value: Values[Type],
    shardKey: string,
    options?: SendOptions,
  ): Promise<void>
  /** How full its shards are. */
  queues(): readonly StreamQueue[]
  /** Attaches an observer: each shard is a listener, each accepted event a dispatch. */
  observe(observer: Observer): Subscription
  /**
   * Takes no more events, has those that were sent processed, and shuts each processor down. Resolves when all is done;
   * what fails is in `errors`. A processor must not wait for it: it would wait for itself.
   */
  close(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}
