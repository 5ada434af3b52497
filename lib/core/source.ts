import { active, Dispatch, type DispatchHost } from './dispatch.ts'
import { ErrorLog } from './error-log.ts'
import type { EventError } from './errors.ts'
import type { BusInfo, ListenerInfo, Observer } from './observer.ts'
import { ObserverGroup } from './observers.ts'
import { Registration } from './registrations.ts'
import { run } from './run.ts'
import { nextSourceId } from './source-id.ts'
import { disposable } from './subscription.ts'
import type { DispatchHandle, Listener, ListenerOptions, Subscription } from './types.ts'

const DEFAULT_MAX_ERRORS = 1_000

/** What `new Source()` may be told. */
export interface SourceOptions {
  /** What recordings and the panel call it. */
  readonly name: string
  /** As a bus has it. */
  readonly onError?: ((error: EventError) => void) | undefined
  /** As a bus has it. */
  readonly maxErrors?: number | undefined
}

/**
 * What is no bus and runs listeners in its own way, as observers see it: they are told of what it does as they are of a
 * bus's dispatches, and a listener that fails is an `EventError`. Streams are made of it.
 */
export class Source implements BusInfo {
  readonly id: number = nextSourceId()
  readonly name: string
  private readonly log: ErrorLog
  private readonly listeners = new Set<Registration>()
  private observers: ObserverGroup | undefined
  private readonly host: DispatchHost

  constructor({ name, onError, maxErrors = DEFAULT_MAX_ERRORS }: SourceOptions) {
    this.name = name
    this.log = new ErrorLog(onError, maxErrors)
    this.host = {
      send: () => {
        throw new TypeError(`"${name}" is no bus: what it runs can't dispatch by its context`)
      },
      collect: (error) => this.log.add(error),
      settled: () => undefined,
    }
  }

  /** As `bus.errors`. */
  get errors(): readonly EventError[] {
    return this.log.errors
  }

  /** As `bus.droppedErrors`. */
  get droppedErrors(): number {
    return this.log.dropped
  }

  /** As `bus.clearErrors()`. */
  clearErrors(): void {
    this.log.clear()
  }

  /** Attaches an observer. It first hears of every listener registered already. */
  observe(observer: Observer): Subscription {
    this.watch([...(this.observers?.members ?? []), observer])
    const fresh = new ObserverGroup(this, [observer])
    for (const listener of this.listeners) fresh.registered(listener)
    return disposable(() => {
      const members = this.observers?.members ?? []
      this.watch(members.filter((member) => member !== observer))
    })
  }

  /** Adds a listener, which runs when `run` is called for it. */
  register(event: string, listener: Listener<never>, options?: ListenerOptions): ListenerInfo {
    const registration = new Registration(event, listener as Listener<unknown>, listener, options)
    this.listeners.add(registration)
    this.observers?.registered(registration)
    return registration
  }

  /** Removes a listener. */
  unregister(listener: ListenerInfo): void {
    if (this.listeners.delete(listener as Registration)) this.observers?.unregistered(listener)
  }

  /**
   * Something was dispatched, and waits for its one listener to run. Its parent is whatever dispatch's listener is
   * running now.
   */
  start(event: string, payload: unknown): StartedDispatch {
    const dispatch = new Dispatch(this.host, event, payload, active.id, this.observers)
    dispatch.listenerCount = 1
    dispatch.hold()
    this.observers?.dispatchStart(dispatch)
    this.observers?.dispatchReturn(dispatch, true)
    dispatch.end()
    return {
      handle: dispatch as DispatchHandle,
      run: (listener) => {
        run(dispatch, listener as Registration, 0)
        dispatch.release()
        return dispatch.done
      },
      drop: (error) => {
        dispatch.fail(error)
        dispatch.release()
      },
    }
  }

  private watch(observers: readonly Observer[]): void {
    this.observers = observers.length === 0 ? undefined : new ObserverGroup(this, observers)
  }
}

/** Made by `source.start()`. One of `run` and `drop` ends it, once. */
export interface StartedDispatch {
  readonly handle: DispatchHandle
  /** Runs the listener; resolves when it has settled. Its failure is an error on the handle. */
  run(listener: ListenerInfo): Promise<void>
  /** It is not going to run. */
  drop(error: EventError): void
}
