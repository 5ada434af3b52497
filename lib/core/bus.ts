import type { Bus } from './bus-types.ts'
import { active, activeRunOf, Dispatch, type DispatchHost, MAX_DEPTH } from './dispatch.ts'
import { DriverLink } from './driver-link.ts'
import { ErrorLog } from './error-log.ts'
import { BusClosedError, DispatchDepthError, EventError, SelfWaitError } from './errors.ts'
import { bindEvent } from './event-object.ts'
import type { BusInfo, ListenerInfo, Observer } from './observer.ts'
import { ObserverGroup } from './observers.ts'
import { ANY, type Registration } from './registrations.ts'
import { Registry, type RegistryHost } from './registry.ts'
import { runAll, runWatched } from './run.ts'
import { disposable } from './subscription.ts'
import type {
  BusOptions,
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
  checkWaitOptions,
} from './validate.ts'
import { type Resolvable, resolvable, waitFor } from './wait.ts'

const DEFAULT_MAX_ERRORS = 1_000

let lastBusId = 0

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

class EventBus implements Bus, DispatchHost, RegistryHost, BusInfo {
  readonly id: number = ++lastBusId
  readonly name: string
  private readonly driver: DriverLink | undefined
  private readonly log: ErrorLog
  private readonly registry = new Registry(this)
  private observers: ObserverGroup | undefined
  /** Whether anybody but the listeners has to be told of a dispatch: observers or a driver. */
  private watched = false
  /** Dispatches that had not settled when they returned. */
  private readonly pending = new Set<Dispatch>()
  private idle: Resolvable | undefined
  private closing: Promise<void> | undefined
  private refusing = false

  constructor(options: BusOptions) {
    checkBusOptions(options)
    this.name = options.name ?? 'bus'
    this.log = new ErrorLog(options.onError, options.maxErrors ?? DEFAULT_MAX_ERRORS)
    const { driver } = options
    if (driver !== undefined) {
      this.driver = new DriverLink(driver, (event, payload) => void this.send(event, payload, 0, -1, false))
    }
    this.watched = driver !== undefined
    for (const observer of options.observers ?? []) this.observe(observer)
  }

  get closed(): boolean {
    return this.closing !== undefined
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
    // All are checked before the first is registered: it is all of them or none.
    for (const [index, object] of listeners.entries()) {
      checkFunction(`listeners[${index}].handle`, object?.handle)
      checkName(object.event, `listeners[${index}].event`)
      checkListenerOptions(object.options, `listeners[${index}].options`)
    }
    const subscriptions = listeners.map((object) => {
      const listener: Listener<never> = (payload, dispatch) => object.handle(payload, dispatch as never)
      const name =
        object.options?.name ?? (object.constructor === Object ? undefined : object.constructor?.name)
      return this.registry.add(object.event, listener, object.handle, { ...object.options, name })
    })
    return disposable(() => {
      for (const subscription of subscriptions) subscription()
    })
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
    if (this.pending.size === 0 && active.depth === 0 && this.driver === undefined) {
      return Promise.resolve(true)
    }
    return waitFor(this.whenIdle(), options)
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
    if (typeof observer !== 'object' || observer === null) {
      throw new TypeError('`observer` must be an object with the callbacks of an Observer')
    }
    const known = this.registry.all()
    this.watch([...(this.observers?.members ?? []), observer])
    const fresh = new ObserverGroup(this, [observer])
    for (const registration of known) if (!registration.removed) fresh.registered(registration)
    return disposable(() => {
      const members = this.observers?.members ?? []
      this.watch(members.toSpliced(members.indexOf(observer), 1))
    })
  }

  listeners(name?: string): readonly ListenerInfo[] {
    return this.registry.describe(name)
  }

  /** @internal Runs the listeners of an event; `cause` and `run` as `DispatchHost` has them. */
  send(name: string, payload: unknown, cause: number, run = -1, publish = true): Dispatch {
    const list = this.registry.listOf(name)
    if (this.closing !== undefined || active.depth >= active.limit)
      return this.refuse(name, payload, cause, run)
    const dispatch = new Dispatch(this, name, payload, cause, this.observers)
    if (this.watched) {
      dispatch.causeRun = run < 0 ? activeRunOf(cause) : run
      runWatched(dispatch, list, this.registry.remove, publish ? this.driver : undefined)
    } else runAll(dispatch, list.line, this.registry.remove)
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
    if (this.pending.size > 0) return
    this.idle?.resolve()
    this.idle = undefined
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
  used(event: string): void {
    this.driver?.subscribe(event)
  }

  /** @internal */
  unused(event: string): void {
    this.driver?.unsubscribe(event)
  }

  private watch(observers: readonly Observer[]): void {
    this.observers = observers.length === 0 ? undefined : new ObserverGroup(this, observers)
    this.watched = this.observers !== undefined || this.driver !== undefined
  }

  private add(event: string, listener: Listener<never>, options: ListenerOptions | undefined): Subscription {
    checkFunction('listener', listener)
    checkListenerOptions(options)
    return this.registry.add(event, listener, listener, options)
  }

  private refuse(name: string, payload: unknown, cause: number, run: number): Dispatch {
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
    this.refusing = true
    dispatch.observers?.dispatchStart(dispatch)
    dispatch.fail(new EventError(name, '', dispatch.id, reason, `dispatch of "${name}" was refused`))
    dispatch.end()
    this.refusing = nested
    return dispatch
  }

  private async whenIdle(): Promise<void> {
    // A dispatch whose listener asks for this, on another bus, is pending only once it has returned.
    await undefined
    do {
      while (this.pending.size > 0) {
        this.idle ??= resolvable()
        await this.idle.promise
      }
      await this.driver?.wait()
    } while (this.pending.size > 0)
  }

  private async finish(options: WaitOptions | undefined): Promise<void> {
    const finished = await waitFor(this.whenIdle(), options)
    if (!finished) for (const dispatch of this.pending) dispatch.abort(new BusClosedError(this.name))
    await this.driver?.close()
  }
}
