import type { DispatchContext, EventError, ListenerOptions, Origin, Subscription } from '../core/index.ts'
import type { EventRegistry, HttpMessage } from '../wire/index.ts'
import type { Authorize } from './authorize.ts'
import type { CallbackOptions } from './callback-options.ts'

/** What an endpoint needs of a bus; each bus fits, whatever its events. */
export interface EndpointBus {
  readonly name: string
  receive(name: string, payload: unknown, origin: Origin, failure?: Error): Received
  onAny(
    listener: (payload: unknown, dispatch: ToldDispatch) => unknown,
    options?: ListenerOptions,
  ): Subscription
}

/** What the stream needs to know of a dispatch. */
export type ToldDispatch = Pick<DispatchContext, 'id' | 'event' | 'origin'>

/** What an endpoint needs of a dispatch's handle. */
export interface Received {
  readonly errors: readonly EventError[]
  wait(options?: { readonly timeout?: number | undefined }): Promise<boolean>
}

/** How a message was handled, for `afterHandle`. */
export interface Outcome {
  /** The first error of its listeners, or that they did not settle in time; undefined where all went well. */
  readonly error: Error | undefined
  /** All errors of its listeners. */
  readonly errors: readonly EventError[]
}

/** What the stream of server-sent events gives away, and how much of it is kept. */
export interface StreamOptions {
  /** The events that readers may get, or `'*'` for whatever is dispatched on the bus. */
  readonly events: readonly string[] | '*'
  /**
   * How many of the newest messages are kept, for readers that come back and for those that are slow. One that falls
   * further behind is cut.
   * @default 10000
   */
  readonly replay?: number | undefined
  /**
   * How many bytes the kept messages take at most.
   * @default 8388608 (8 MiB)
   */
  readonly replayBytes?: number | undefined
  /**
   * Milliseconds between two signs of life.
   * @default 15000
   */
  readonly heartbeat?: number | undefined
  /**
   * How many readers there may be at a time; one more is answered with 503.
   * @default 1000
   */
  readonly maxReaders?: number | undefined
}

/** What `createEventEndpoint()` may be told. */
export interface EndpointOptions {
  /** Where messages are dispatched, and what the stream of events tells of. */
  readonly bus: EndpointBus
  /**
   * The types that messages may have, and their schemas. Without one, whoever may post can dispatch any event with any
   * payload.
   */
  readonly registry?: EventRegistry | undefined
  /**
   * Called before a message is dispatched, and waited for, as `afterHandle` is, however long it takes. What it throws
   * refuses the message, with 500.
   */
  readonly beforeHandle?: ((message: HttpMessage, request: Request) => unknown) | undefined
  /** Called after the listeners have settled, also when they failed. What it throws is answered with 500. */
  readonly afterHandle?: ((message: HttpMessage, outcome: Outcome, request: Request) => unknown) | undefined
  /**
   * How many milliseconds the listeners of a message may take before it is answered with 500. They are not stopped.
   * @default 30000
   */
  readonly handleTimeout?: number | undefined
  /**
   * How large the body of a request may be, and a message of the stream, in bytes.
   * @default 1048576 (1 MiB)
   */
  readonly maxBytes?: number | undefined
  /**
   * How many messages one request may bring.
   * @default 1000
   */
  readonly maxBatch?: number | undefined
  /** Who may post and read. Without it, whoever can reach the endpoint, as far as `origins` lets them. */
  readonly authorize?: Authorize | undefined
  /**
   * The origins whose pages may post and read, such as `https://shop.example`, or `'*'` for all. What is no browser
   * sends no origin, and is not held up by this.
   * @default the endpoint's own origin only
   */
  readonly origins?: readonly string[] | '*' | undefined
  /**
   * Whether pages of the listed origins may send cookies along. Not possible with `'*'`.
   * @default false
   */
  readonly credentials?: boolean | undefined
  /**
   * The stream of server-sent events that a GET gives.
   * @default false: nothing of the bus can be read
   */
  readonly stream?: StreamOptions | false | undefined
  /** Where messages may ask to be called back. Without it, one that asks for it is refused with 400. */
  readonly callbacks?: CallbackOptions | undefined
  /**
   * What `metadata.source` is of the stream's messages.
   * @default the sender's id
   */
  readonly source?: string | undefined
  /**
   * Keeps a serverless function alive until callbacks were made. The endpoint also takes it from its second argument,
   * as service workers (`endpoint(event.request, event)`) and others have it.
   */
  readonly waitUntil?: ((work: Promise<void>) => void) | undefined
  /** Told of what fails and has nobody else to tell. Without it, `globalThis.reportError`, or `console.error`. */
  readonly onError?: ((error: unknown) => void) | undefined
}

/** How many there were, since the endpoint was made. */
export interface EndpointCounts {
  /** Messages that were handled without an error. */
  readonly handled: number
  /** Messages that a hook or a listener failed for, or that took too long. */
  readonly failed: number
  /** Messages and requests that were not let in: unreadable, too large, not allowed. */
  readonly refused: number
  /** Messages of the stream. */
  readonly streamed: number
  /** Events that the stream left out, for JSON can't carry them, or not within `maxBytes`. */
  readonly skipped: number
  /** Readers of the stream that were too slow. */
  readonly cut: number
  /** Callbacks that arrived, and those that were given up. */
  readonly calledBack: number
  readonly notCalledBack: number
}

/** Made by `createEventEndpoint()`: a function of a request, for every server that speaks `fetch`. */
export interface EventEndpoint {
  /** `context` is whatever the server hands its handlers; its `waitUntil` is used where it has one. */
  (request: Request, context?: object): Promise<Response>
  /** How many read the stream now. */
  readonly readers: number
  /** How many bytes of messages are kept for readers that come back or are slow: all that is buffered. */
  readonly buffered: number
  readonly counts: EndpointCounts
  /** Resolves when no message is being handled and all callbacks were made or given up. */
  wait(): Promise<void>
  /**
   * Ends the streams, answers new requests with 503, and waits as `wait()` does. With a `timeout` (ms), no longer than
   * that: callbacks that are still being tried then are given up, requests that are still being handled are left alone.
   */
  close(options?: { readonly timeout?: number | undefined }): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}
