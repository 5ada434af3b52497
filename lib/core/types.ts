import type { EventError } from './errors.ts'
import type { Origin } from './origin.ts'

/** The event map of a bus created without one: any name, payloads of type `unknown`. */
export type UntypedEvents = Record<string, unknown>

/** The event names of an event map. */
export type EventName<Events> = keyof Events & string

/**
 * The arguments that follow the name in `dispatch(name, …)`: none for a `void` event, an optional one
 * where `undefined` is allowed, a required one otherwise.
 */
export type PayloadArgs<Payload> = 0 extends 1 & Payload
  ? [payload?: Payload]
  : [Payload] extends [void]
    ? []
    : undefined extends Payload
      ? [payload?: Payload]
      : [payload: Payload]

/** A function that runs when an event is dispatched. What it returns is ignored, a promise is awaited. */
export type Listener<Payload, Events extends object = UntypedEvents> = (
  payload: Payload,
  dispatch: DispatchContext<Payload, Events>,
) => unknown

/** A listener of every event. The event's name is `dispatch.event`. */
export type AnyListener<Events extends object = UntypedEvents> = Listener<Events[EventName<Events>], Events>

/** How a listener runs. */
export interface ListenerOptions {
  /**
   * Start in a later microtask, after `dispatch()` has returned, instead of inline.
   * @default false
   */
  readonly async?: boolean | undefined
  /**
   * What errors, recordings and the panel call this listener.
   * @default the function's own name, or `anonymous`
   */
  readonly name?: string | undefined
  /**
   * Unregister before the first run.
   * @default false
   */
  readonly once?: boolean | undefined
  /** Unregister when this signal aborts. With a signal aborted already, nothing is registered. */
  readonly signal?: AbortSignal | undefined
  /** The component or module that it belongs to, for whoever looks at it in a recording or the panel. */
  readonly owner?: string | undefined
  /**
   * Whether it is removed along with the instance that it belongs to, of a component for one, as the hooks of
   * `eventscope/react` see to. Several alike are then several instances: tools take them for no duplicates, and no leak.
   * @default false
   * @example
   * class CartBadge extends HTMLElement {
   *   private subscription: Subscription | undefined
   *   connectedCallback() {
   *     this.subscription = bus.on('cart.item_added', () => this.animate([]), { managed: true })
   *   }
   *   disconnectedCallback() {
   *     this.subscription?.()
   *   }
   * }
   */
  readonly managed?: boolean | undefined
  /**
   * Where it is registered, as the `stack` of an error that was made there: for what registers on behalf of others, at a
   * place of its own that says nothing. Recordings have it in place of the stack of the call, and its first frame is the
   * place that the panel shows.
   * @default the stack of the call, where a recorder captures it
   * @example
   * // A wrapper that registers later, when whoever called it is no longer on the stack.
   * function onceIdle(name: 'cart.changed' | 'order.placed', listener: () => void) {
   *   const here: { stack?: string } = {}
   *   Error.captureStackTrace(here, onceIdle)
   *   requestIdleCallback(() => bus.on(name, listener, { stack: here.stack }))
   * }
   */
  readonly stack?: string | undefined
  /** Fail a run whose promise has not settled after this many milliseconds, at most 2 147 483 647. */
  readonly timeout?: number | undefined
}

/** A listener as an object, for `bus.register()`. `handle` is called with the object as `this`. */
export interface ListenerObject<
  Payload,
  Events extends object = UntypedEvents,
  Name extends string = string,
> {
  /** The event it listens to. */
  readonly event: Name
  /** How it runs. */
  readonly options?: ListenerOptions | undefined
  /** Called for each dispatch of the event. */
  handle(payload: Payload, dispatch: DispatchContext<Payload, Events>): unknown
}

/** A listener object for any one event of an event map. */
export type ListenerObjectOf<Events extends object> = {
  [Name in EventName<Events>]: ListenerObject<Events[Name], Events, Name>
}[EventName<Events>]

/**
 * Undoes what returned it when called. Calling it again does nothing. It is `Disposable`:
 * `using subscription = bus.on(…)`.
 */
export interface Subscription {
  (): void
  [Symbol.dispose](): void
}

/** What `wait()` may be told. */
export interface WaitOptions {
  /** Stop waiting when this signal aborts. */
  readonly signal?: AbortSignal | undefined
  /** Stop waiting after this many milliseconds, at most 2 147 483 647. */
  readonly timeout?: number | undefined
}

/** `dispatch` as a bus, a handle and a listener's second argument have it. */
export interface Dispatcher<Events extends object> {
  /**
   * Runs the listeners of an event. Never throws because a listener failed.
   * @throws {TypeError} when `name` is not a non-empty string
   */
  dispatch<Name extends EventName<Events>>(
    name: Name,
    ...payload: PayloadArgs<Events[Name]>
  ): DispatchHandle<Events[Name], Events>
}

/**
 * What a listener gets as its second argument: the dispatch it runs for. Each run may have one of its own, so a
 * dispatch is known again by `id`.
 */
export interface DispatchContext<
  Payload = unknown,
  Events extends object = UntypedEvents,
> extends Dispatcher<Events> {
  /** Unique in the page, across buses; later dispatches have larger ones. */
  readonly id: number
  /** The event's name. */
  readonly event: string
  /** The payload as dispatched, by reference. */
  readonly payload: Payload
  /** The id of the dispatch that caused this one, where known. */
  readonly parent: number | undefined
  /** Where it comes from: another tab, process or server. Undefined if it was dispatched here. */
  readonly origin: Origin | undefined
  /**
   * Aborts when this run times out, or when `bus.close({ timeout })` stops waiting for it. Its reason is the
   * error.
   */
  readonly signal: AbortSignal
}

/** What `dispatch()` returns: one dispatch, to wait for and to ask for its errors. It is not thenable. */
export interface DispatchHandle<
  Payload = unknown,
  Events extends object = UntypedEvents,
> extends DispatchContext<Payload, Events> {
  /** Whether nothing of this dispatch is pending any more. */
  readonly settled: boolean
  /** The failed runs so far, in the order in which they failed. */
  readonly errors: readonly EventError[]
  /**
   * Resolves when every run has settled, for `Promise.race`. Never rejects.
   * @throws {SelfWaitError} in the synchronous part of a listener of this very dispatch
   */
  readonly done: Promise<void>
  /**
   * Waits for every run to settle. Never rejects.
   * @returns whether the dispatch has settled: false when the signal or the timeout came first
   * @throws {SelfWaitError} in the synchronous part of a listener of this very dispatch
   * @example
   * const handle = bus.dispatch('checkout.submitted', { cartId: 'c1' })
   * await handle.wait({ timeout: 5_000 })
   */
  wait(options?: WaitOptions): Promise<boolean>
  /**
   * @throws {DispatchFailedError} an `AggregateError` of `errors`, if there are any
   */
  throwIfFailed(): void
}

/** One event of a bus as an object, with its payload's type: no casts and no strings at call sites. */
export interface EventObject<Payload, Events extends object = UntypedEvents> {
  /** The event's name. */
  readonly name: string
  /** Registers a listener, as `bus.on` does. */
  on(listener: Listener<Payload, Events>, options?: ListenerOptions): Subscription
  /** Registers a listener that is removed before its first run. */
  once(listener: Listener<Payload, Events>, options?: ListenerOptions): Subscription
  /** Dispatches the event, as `bus.dispatch` does. */
  dispatch(...payload: PayloadArgs<Payload>): DispatchHandle<Payload, Events>
}
