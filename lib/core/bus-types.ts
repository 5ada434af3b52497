import type { ConsumedOf, ConsumeOptions, Consumer } from './consumer.ts'
import type { Driver } from './driver.ts'
import type { EventError } from './errors.ts'
import type { ListenerInfo, Observer } from './observer.ts'
import type { Origin } from './origin.ts'
import type {
  AnyListener,
  DispatchHandle,
  Dispatcher,
  EventName,
  EventObject,
  Listener,
  ListenerObjectOf,
  ListenerOptions,
  Subscription,
  UntypedEvents,
  WaitOptions,
} from './types.ts'

/** A typed event bus, made by `createBus()`. */
export interface Bus<Events extends object = UntypedEvents> extends Dispatcher<Events> {
  /** Unique in the page. */
  readonly id: number
  /** Its `name` option. */
  readonly name: string
  /** Whether `close()` was called. */
  readonly closed: boolean
  /** All errors since the last `clearErrors()`, oldest first, at most `maxErrors`. */
  readonly errors: readonly EventError[]
  /** How many older errors `errors` no longer holds. */
  readonly droppedErrors: number
  /** Its `driver` option. */
  readonly driver: Driver | undefined

  /**
   * Registers a listener. Listeners run in the order of registration; the same function twice is two.
   * @throws {TypeError} for an empty name or `*`, a listener that is no function, an unknown or ill-typed option
   * @example
   * using subscription = bus.on('cart.item_added', ({ sku }) => badge.add(sku))
   */
  on<Name extends EventName<Events>>(
    name: Name,
    listener: Listener<Events[Name], Events>,
    options?: ListenerOptions,
  ): Subscription
  /** `on` with the option `once`. */
  once<Name extends EventName<Events>>(
    name: Name,
    listener: Listener<Events[Name], Events>,
    options?: ListenerOptions,
  ): Subscription
  /** Removes the oldest registration of that function for that event, if there is one. */
  off<Name extends EventName<Events>>(name: Name, listener: Listener<Events[Name], Events>): void
  /** Registers a listener of every event; it takes its turn in the order of registration. */
  onAny(listener: AnyListener<Events>, options?: ListenerOptions): Subscription
  /** Registers listener objects; the subscription removes them all. */
  register(...listeners: readonly ListenerObjectOf<Events>[]): Subscription
  /** Removes all listeners of an event; those of `onAny` stay. Idempotent, allowed during a dispatch. */
  unregisterAll(name: EventName<Events>): void
  /** A typed event of this bus: no strings at call sites. */
  event<Name extends EventName<Events>>(name: Name): EventObject<Events[Name], Events>

  /**
   * Dispatches what came from elsewhere, for those who carry events in by a way of their own: `origin` says where from.
   * The bus's driver publishes it on, with that origin. With a `failure`, no listener runs, and the failure is the
   * dispatch's error.
   * @example
   * socket.onmessage = ({ data }) => {
   *   const { id, sender, name, payload } = JSON.parse(data)
   *   bus.receive(name, payload, { via: 'socket', sender, id })
   * }
   */
  receive<Name extends EventName<Events>>(
    name: Name,
    payload: Events[Name],
    origin: Origin,
    failure?: Error,
  ): DispatchHandle<Events[Name], Events>
  /**
   * Events as an async iterator, one at a time, in order. With a `queue`, on a driver that has queues, all its consumers
   * share the work, in whichever process they are; an event counts as handled when the loop asks for the next one.
   * @throws {NoConsumersError} on a bus whose driver, if it has one, has no consumers: use `consume()` of
   * `eventscope/drivers`
   * @throws {TypeError} for no names, or an unknown or ill-typed option
   * @example
   * for await (const { payload } of bus.consume('order-placed', { queue: 'billing' })) await charge(payload)
   */
  consume<Name extends EventName<Events>>(
    names: Name | readonly Name[],
    options?: ConsumeOptions,
  ): Consumer<ConsumedOf<Events, Name>>

  /**
   * Waits until nothing is pending on the bus, nor in its driver. Dispatches made meanwhile are waited for too. Never rejects.
   * @returns whether nothing is pending: false when the signal or the timeout came first
   * @throws {SelfWaitError} in the synchronous part of a listener of this bus
   */
  wait(options?: WaitOptions): Promise<boolean>
  /** Forgets the collected errors and the count of dropped ones. */
  clearErrors(): void
  /**
   * Refuses new dispatches (their handles carry a `BusClosedError`), waits for pending runs, closes the
   * driver. With a timeout or signal it stops waiting then, and aborts the `signal` of what is still pending.
   * Calling it again returns the same promise. A listener must not await it: it would wait for itself. Rejects
   * only if the driver fails to close.
   */
  close(options?: WaitOptions): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
  /** Attaches an observer. It first hears of every listener registered already. */
  observe(observer: Observer): Subscription
  /** What is registered now, for one event (with those of `onAny`) or for all, in order of registration. */
  listeners(name?: EventName<Events>): readonly ListenerInfo[]
}
