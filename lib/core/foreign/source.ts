import { activeRunOf, Dispatch, type DispatchHost } from '../dispatch.ts'
import { ErrorLog } from '../error-log.ts'
import type { EventError } from '../errors.ts'
import type { ListenerInfo, Observer } from '../observer.ts'
import { attach, type Observed, type ObserverGroup } from '../observers.ts'
import { Registration } from '../registrations.ts'
import { run } from '../run.ts'
import { active, announce, page } from '../page.ts'
import type { DispatchHandle, Listener, ListenerOptions, Subscription } from '../types.ts'

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
export class Source implements Observed {
  readonly id: number = ++page.last.source
  readonly name: string
  private readonly log: ErrorLog
  private readonly listeners = new Set<Registration>()
  /** @internal */
  observers: ObserverGroup | undefined
  private readonly host: DispatchHost

  constructor({ name, onError, maxErrors }: SourceOptions) {
    this.name = name
    this.log = new ErrorLog(onError, maxErrors)
    announce(this)
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

  /**
   * Attaches an observer. It first hears of every listener registered already.
   * @throws {TypeError} when `observer` is no object
   */
  observe(observer: Observer): Subscription {
    return attach(this, observer, [...this.listeners])
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

  /** What is running now, for a `start` that comes later. */
  cause(): Cause {
    const { id } = active
    return { id, run: activeRunOf(id || undefined) }
  }

  /** Something was dispatched, and waits for its one listener to run. Its parent is the cause: what is running now. */
  start(event: string, payload: unknown, cause?: Cause): StartedDispatch {
    const dispatch = new Dispatch(this.host, event, payload, cause?.id ?? active.id, this.observers)
    dispatch.listenerCount = 1
    dispatch.hold()
    if (this.observers !== undefined) {
      dispatch.parentRun = cause ? cause.run : activeRunOf(dispatch.parent)
      this.observers.dispatchStart(dispatch)
      this.observers.dispatchReturn(dispatch, true)
    }
    dispatch.end()
    return new StartedDispatch(dispatch)
  }
}

/** The run that causes a dispatch. */
export interface Cause {
  /** The id of its dispatch; 0 where there is none. */
  readonly id: number
  /** Its index, as far as it is known. */
  readonly run: number | undefined
}

/** Made by `source.start()`. One of `run` and `drop` ends it, once. */
export class StartedDispatch {
  constructor(private readonly dispatch: Dispatch) {}

  get handle(): DispatchHandle {
    return this.dispatch as DispatchHandle
  }

  /**
   * Runs the listener, unless an observer has it passed over. Its failure is an error on the handle.
   * @param isMutable whether observers are asked
   * @returns a promise that resolves when it has settled; undefined where it has
   */
  run(listener: ListenerInfo, isMutable = true): Promise<void> | undefined {
    const { dispatch } = this
    const { observers } = dispatch
    if (!isMutable || observers === undefined || observers.shouldRun(dispatch, listener, 0)) {
      run(dispatch, listener as Registration, 0)
    }
    dispatch.release()
    return dispatch.settled ? undefined : dispatch.done
  }

  /** It is not going to run. */
  drop(error: EventError): void {
    this.dispatch.fail(error)
    this.dispatch.release()
  }
}
