import type { Bus } from './bus-types.ts'
import type { DispatchCheck } from './check.ts'
import { addFailures } from './checks.ts'
import type { BusOptions } from './bus-options.ts'
import { activeRunOf, type Arrival, Dispatch, type DispatchHost } from './dispatch.ts'
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
import { active, announce, MAX_DEPTH, page } from './page.ts'
import { ANY, type Line, type Registration } from './registrations.ts'
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
  BUS_RULES,
  check,
  checkMethods,
  checkName,
  checkOptions,
  isFunction,
  isText,
  LISTENER_RULES,
  WAIT_RULES,
} from './validate.ts'
import { waitFor } from './wait.ts'

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
  /** @internal */
  readonly link: DriverLink | undefined
  /** @internal */
  observers: ObserverGroup | undefined
  /** @internal Listeners of queues. */
  readonly apart = new Set<Registration>()
  private readonly checks: readonly DispatchCheck[] | undefined
  private readonly log: ErrorLog
  private readonly registry = new Registry(this)
  /** The dispatches that had not settled when they returned. */
  private readonly pending = new Set<Dispatch>()
  private readonly withdraw: () => void
  private closing: Promise<void> | undefined
  /** Whether observers are being told of a refusal. */
  private refusing = false

  constructor(options: BusOptions) {
    checkOptions(options, BUS_RULES)
    const { name = 'bus', onError, maxErrors, observers = [], driver, checks } = options
    for (const [index, check] of (checks ?? []).entries())
      checkMethods(`options.checks[${index}]`, check, 'test')
    if (driver !== undefined) {
      checkMethods(
        'options.driver',
        driver,
        'publish',
        'subscribe',
        'unsubscribe',
        'wait',
        'close',
        'onState',
      )
      this.link = new DriverLink(driver, {
        receive: (event, payload, origin, failure) =>
          this.send(event, payload, 0, undefined, { origin, failure, isCarried: true }),
      })
    }
    this.name = name
    this.checks = checks
    this.log = new ErrorLog(onError, maxErrors)
    for (const observer of observers) this.observe(observer)
    this.withdraw = announce(this)
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

  clearErrors(): void {
    this.log.clear()
  }

  on(name: string, listener: Listener<never>, options?: ListenerOptions): Subscription {
    checkName(name)
    return this.add(name, listener, options)
  }

  once(name: string, listener: Listener<never>, options?: ListenerOptions): Subscription {
    checkName(name)
    return this.add(name, listener, options, true)
  }

  onAny(listener: Listener<never>, options?: ListenerOptions): Subscription {
    return this.add(ANY, listener, options)
  }

  off(name: string, listener: Listener<never>): void {
    checkName(name)
    check('listener', listener, isFunction)
    this.registry.remove(name, listener)
  }

  register(...listeners: readonly ListenerObject<never>[]): Subscription {
    return registerObjects(this.registry, listeners)
  }

  unregisterAll(name: string): void {
    checkName(name)
    this.registry.remove(name)
  }

  listeners(name?: string): readonly ListenerInfo[] {
    return this.registry.describe(name)
  }

  observe(observer: Observer): Subscription {
    return attach(this, observer, [...this.registry.all(), ...this.apart])
  }

  event(name: string): EventObject<unknown> {
    checkName(name)
    return bindEvent(name, () => this as Bus)
  }

  dispatch(name: string, payload?: unknown): Dispatch {
    return this.send(name, payload, active.id)
  }

  receive(name: string, payload: unknown, origin: Origin, failure?: Error): Dispatch {
    for (const key of ['via', 'sender', 'id'] as const)
      check(`origin.${key}`, (origin as Origin | undefined)?.[key], isText)
    return this.send(name, payload, 0, undefined, { origin, failure })
  }

  consume(names: string | readonly string[], options: ConsumeOptions = {}): Consumer<never> {
    const { driver } = this
    if (driver?.consume === undefined) throw new NoConsumersError(this.name)
    return driver.consume(this, typeof names === 'string' ? [names] : names, options) as Consumer<never>
  }

  wait(options?: WaitOptions): Promise<boolean> {
    checkOptions(options, WAIT_RULES)
    if (active.host === this) throw new SelfWaitError(`on bus "${this.name}"`)
    if (this.pending.size + active.depth === 0 && this.link === undefined) return Promise.resolve(true)
    return waitFor(this.idle(), options)
  }

  close(options?: WaitOptions): Promise<void> {
    checkOptions(options, WAIT_RULES)
    return (this.closing ??= this.finish(options))
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  /** @internal As `DispatchHost` has it. */
  send(name: string, payload: unknown, cause: number, run?: number, arrival?: Arrival): Dispatch {
    const line = arrival?.line ?? this.registry.lineOf(name)
    const dispatch = new Dispatch(this, name, payload, cause, this.observers)
    if (this.watched || arrival !== undefined || active.depth >= active.limit)
      this.sendWatched(dispatch, line, run, arrival)
    else runAll(dispatch, line)
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

  private add(
    event: string,
    listener: Listener<never>,
    options: ListenerOptions | undefined,
    once = false,
  ): Subscription {
    check('listener', listener, isFunction)
    checkOptions(options, LISTENER_RULES)
    return this.registry.add(event, listener, listener, once ? { ...options, once } : options)
  }

  /** Whether more has to be done for a dispatch than to run its listeners. */
  private get watched(): boolean {
    return (this.observers ?? this.link ?? this.checks ?? this.closing) !== undefined
  }

  /** As `runAll`, for a dispatch that somebody besides the listeners has a part in; or refuses it. */
  private sendWatched(dispatch: Dispatch, line: Line, run?: number, arrival?: Arrival): void {
    let refusal: unknown = arrival?.failure
    if (this.closing !== undefined) {
      refusal = new BusClosedError(this.name)
    } else if (active.depth >= active.limit) {
      refusal = new DispatchDepthError(dispatch.event, MAX_DEPTH)
      // Refuses all else in this cascade: listeners that dispatch twice each would go on for 2 ** 500 dispatches.
      active.limit = 1
    }
    dispatch.origin = arrival?.origin
    dispatch.parentRun = run ?? activeRunOf(dispatch.parent)
    if (this.checks !== undefined) refusal ??= addFailures(dispatch, this.checks)
    if (refusal === undefined) runWatched(dispatch, line, arrival?.isCarried ? undefined : this.link)
    else this.refuse(dispatch, refusal)
  }

  /** Ends a dispatch that runs no listener. */
  private refuse(dispatch: Dispatch, reason: unknown): void {
    const { refusing } = this
    // An observer that dispatches because of a refusal would be told of the next refusal, without end.
    if (refusing) dispatch.observers = undefined
    this.refusing = true
    dispatch.observers?.dispatchStart(dispatch)
    dispatch.failBy(reason, 'refused')
    dispatch.end()
    this.refusing = refusing
  }

  /** Resolves when nothing is pending, nor anything in the driver. */
  private async idle(): Promise<void> {
    // A dispatch whose listener asks for this, on another bus, is pending only once it has returned.
    await undefined
    do {
      for (const { done } of this.pending) await done
      await this.link?.wait()
    } while (this.pending.size > 0)
  }

  private async finish(options: WaitOptions | undefined): Promise<void> {
    const reason = new BusClosedError(this.name)
    if (!(await waitFor(this.idle(), options)))
      for (const { controller } of this.pending) controller.abort(reason)
    this.withdraw()
    await this.driver?.close()
  }
}
