import type { Bus } from './bus-types.ts'
import type { DispatchCheck } from './check.ts'
import { addFailures } from './checks.ts'
import type { BusOptions } from './bus-options.ts'
import { active, activeRunOf, Dispatch, type DispatchHost, MAX_DEPTH } from './dispatch.ts'
import type { ConsumableBus, ConsumeOptions, Consumer } from './consumer.ts'
import type { Driver } from './driver.ts'
import { DriverLink } from './driver-link.ts'
import { ErrorLog } from './error-log.ts'
import type { EventError } from './errors.ts'
import { BusClosedError, DispatchDepthError, NoConsumersError, SelfWaitError } from './errors.ts'
import { bindEvent } from './event-object.ts'
import { registerObjects } from './listener-objects.ts'
import type { ListenerInfo, Observer } from './observer.ts'
import { attach, type Observed, type ObserverGroup } from './observers.ts'
import type { Origin } from './origin.ts'
import { announce, page, withdraw } from './page.ts'
import { Pending } from './pending.ts'
import { ANY, type ListenerList, type Registration } from './registrations.ts'
import { Registry, type RegistryHost } from './registry.ts'
import { runAll, runWatched } from './run.ts'
import type {
  EventObject,
  Listener,
  ListenerObject,
  ListenerOptions,
  Subscription,
  UntypedEvents,
  WaitOptions,
} from './types.ts'
import {
  checkBusOptions,
  checkFunction,
  checkListenerOptions,
  checkName,
  checkOrigin,
  checkWaitOptions,
} from './validate.ts'
import { waitFor } from './wait.ts'

const DEFAULT_MAX_ERRORS = 1_000

/**
 * Makes a bus. With an event map as its type argument, names and payloads are checked.
 * @throws {TypeError} for an unknown or ill-typed option
 * @example
 * interface ShopEvents { 'cart.item_added': { sku: string; qty: number } }
 * const bus = createBus<ShopEvents>({ name: 'shop' })
 * bus.on('cart.item_added', ({ sku }) => console.log(sku))
 * bus.dispatch('cart.item_added', { sku: 'A1', qty: 1 })
 */
export function createBus<Events extends object = UntypedEvents>(options: BusOptions = {}): Bus<Events> {
  // The class knows names as strings and payloads as unknown; the event map exists for the compiler only.
  return new EventBus(options) as unknown as Bus<Events>
}

class EventBus implements Bus, DispatchHost, RegistryHost, ConsumableBus, Observed {
  readonly id: number = ++page.last.source
  readonly name: string
  private readonly link: DriverLink | undefined
  private readonly checks: readonly DispatchCheck[] | undefined
  private readonly log: ErrorLog
  private readonly registry = new Registry(this)
  /** @internal */
  observers: ObserverGroup | undefined
  /** @internal Listeners of queues. */
  readonly apart = new Set<Registration>()
  /** Whether anybody but the listeners has to be asked or told of a dispatch: checks, observers or a driver. */
  private watched = false
  private readonly pending = new Pending()
  private closing: Promise<void> | undefined
  private refusing = false

  constructor(options: BusOptions) {
    checkBusOptions(options)
    this.name = options.name ?? 'bus'
    this.log = new ErrorLog(options.onError, options.maxErrors ?? DEFAULT_MAX_ERRORS)
    this.link = options.driver && new DriverLink(options.driver, this)
    this.checks = options.checks
    this.observersChanged()
    for (const observer of options.observers ?? []) this.observe(observer)
    announce(this)
  }

  get closed(): boolean {
    return this.closing !== undefined
  }

  get driver(): Driver | undefined {
    return this.link?.driver
  }

  get errors(): readonly EventError[] {
    return this.log.errors
  }

  get droppedErrors(): number {
    return this.log.dropped
  }

  on(name: string, listener: Listener<never>, options?: ListenerOptions): Subscription {
    checkName(name)
    return this.add(name, listener, options)
  }

  once(name: string, listener: Listener<never>, options?: ListenerOptions): Subscription {
    checkName(name)
    checkListenerOptions(options)
    return this.add(name, listener, { ...options, once: true })
  }

  onAny(listener: Listener<never>, options?: ListenerOptions): Subscription {
    return this.add(ANY, listener, options)
  }

  off(name: string, listener: Listener<never>): void {
    checkName(name)
    checkFunction('listener', listener)
    this.registry.removeOldest(name, listener)
  }

  register(...listeners: readonly ListenerObject<never>[]): Subscription {
    return registerObjects(this.registry, listeners)
  }

  unregisterAll(name: string): void {
    checkName(name)
    this.registry.removeAll(name)
  }

  dispatch(name: string, payload?: unknown): Dispatch {
    return this.send(name, payload, active.id)
  }

  event(name: string): EventObject<unknown> {
    checkName(name)
    return bindEvent(name, () => this as Bus)
  }

  wait(options?: WaitOptions): Promise<boolean> {
    checkWaitOptions(options)
    if (active.host === this) throw new SelfWaitError(`on bus "${this.name}"`)
    if (this.pending.isEmpty && active.depth === 0 && this.link === undefined) {
      return Promise.resolve(true)
    }
    return waitFor(this.pending.whenIdle(this.link), options)
  }

  clearErrors(): void {
    this.log.clear()
  }

  close(options?: WaitOptions): Promise<void> {
    checkWaitOptions(options)
    this.closing ??= this.finish(options)
    return this.closing
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  observe(observer: Observer): Subscription {
    return attach(this, observer, [...this.registry.all(), ...this.apart])
  }

  listeners(name?: string): readonly ListenerInfo[] {
    return this.registry.describe(name)
  }

  receive(name: string, payload: unknown, origin: Origin, failure?: Error): Dispatch {
    checkOrigin(origin)
    return this.take(name, payload, origin, failure, this.registry.listOf(name), this.link)
  }

  consume(names: string | readonly string[], options: ConsumeOptions = {}): Consumer<never> {
    const { driver } = this
    if (driver?.consume === undefined) throw new NoConsumersError(this.name)
    return driver.consume(this, typeof names === 'string' ? [names] : names, options) as Consumer<never>
  }

  /** @internal Runs the listeners of an event; `cause` and `run` as `DispatchHost` has them. */
  send(name: string, payload: unknown, cause: number, run = -1): Dispatch {
    const list = this.registry.listOf(name)
    if (this.closing !== undefined || active.depth >= active.limit)
      return this.refuse(name, payload, cause, run)
    const dispatch = new Dispatch(this, name, payload, cause, this.observers)
    if (this.watched) this.sendWatched(dispatch, list, run, this.link)
    else runAll(dispatch, list.line, this.registry.remove)
    if (!dispatch.settled) this.pending.add(dispatch)
    return dispatch
  }

  /** @internal */
  take(
    name: string,
    payload: unknown,
    origin: Origin,
    failure: Error | undefined,
    list: ListenerList = this.registry.listOf(name),
    link?: DriverLink,
  ): Dispatch {
    if (this.closing !== undefined || active.depth >= active.limit)
      return this.refuse(name, payload, 0, -1, origin)
    const dispatch = new Dispatch(this, name, payload, 0, this.observers)
    dispatch.origin = origin
    if (failure === undefined) this.sendWatched(dispatch, list, -1, link)
    else this.end(dispatch, failure)
    if (!dispatch.settled) this.pending.add(dispatch)
    return dispatch
  }

  /** @internal */
  collect(error: EventError): void {
    this.log.add(error)
  }

  /** @internal */
  settled(dispatch: Dispatch): void {
    this.pending.delete(dispatch)
  }

  /** @internal */
  registered(registration: Registration): void {
    this.observers?.registered(registration)
  }

  /** @internal */
  unregistered(registration: Registration): void {
    this.observers?.unregistered(registration)
  }

  /** @internal */
  observersChanged(): void {
    this.watched = (this.observers ?? this.link ?? this.checks) !== undefined
  }

  /** @internal */
  used(event: string): void {
    this.link?.subscribe(event)
  }

  /** @internal */
  unused(event: string): void {
    this.link?.unsubscribe(event)
  }

  private sendWatched(
    dispatch: Dispatch,
    list: ListenerList,
    run: number,
    link: DriverLink | undefined,
  ): void {
    dispatch.causeRun = run < 0 ? activeRunOf(dispatch.parent ?? 0) : run
    const refusal = this.checks && addFailures(dispatch, this.checks)
    if (refusal === undefined) runWatched(dispatch, list, this.registry.remove, link)
    else this.end(dispatch, refusal)
  }

  private add(event: string, listener: Listener<never>, options: ListenerOptions | undefined): Subscription {
    checkFunction('listener', listener)
    checkListenerOptions(options)
    return this.registry.add(event, listener, listener, options)
  }

  private refuse(name: string, payload: unknown, cause: number, run: number, origin?: Origin): Dispatch {
    let reason: Error
    if (this.closing !== undefined) {
      reason = new BusClosedError(this.name)
    } else {
      reason = new DispatchDepthError(name, MAX_DEPTH)
      // Refuses all else in this cascade: listeners that dispatch twice each would go on for 2 ** 500 dispatches.
      active.limit = 1
    }
    // An observer that dispatches because of a refusal would be told of the next refusal, without end.
    const nested = this.refusing
    const dispatch = new Dispatch(this, name, payload, cause, nested ? undefined : this.observers)
    dispatch.causeRun = run < 0 ? activeRunOf(cause) : run
    dispatch.origin = origin
    this.refusing = true
    this.end(dispatch, reason)
    this.refusing = nested
    return dispatch
  }

  /** Ends a dispatch that runs no listener. */
  private end(dispatch: Dispatch, reason: unknown): void {
    dispatch.observers?.dispatchStart(dispatch)
    dispatch.failBy(reason, 'refused')
    dispatch.end()
  }

  private async finish(options: WaitOptions | undefined): Promise<void> {
    const finished = await waitFor(this.pending.whenIdle(this.link), options)
    if (!finished) this.pending.abort(new BusClosedError(this.name))
    await this.link?.close()
    withdraw(this)
  }
}
