import { active, activeRunOf, Dispatch, type DispatchHost } from './dispatch.ts'
import type { EventError } from './errors.ts'
import type { ListenerInfo, Observer } from './observer.ts'
import { attach, type Observed, type ObserverGroup } from './observers.ts'
import { announce, page, withdraw } from './page.ts'
import { Registration } from './registrations.ts'
import type { Listener, ListenerOptions, Subscription } from './types.ts'

/** What `new Reporter()` may be told. */
export interface ReporterOptions {
  /** What recordings and the panel call it. */
  readonly name: string
  /**
   * Whether the emitter does nothing with what its listeners return, as most do: then a promise that rejects is still
   * an unhandled rejection of the page. Else it is the emitter's.
   * @default true
   */
  readonly ignoresResults?: boolean
}

/**
 * What somebody else's emitter does, as observers see it. It runs nothing by itself and keeps nothing from happening:
 * adapters tell it of what the emitter does, and what a listener throws is thrown on.
 * @example
 * const reporter = new Reporter({ name: 'app' })
 * const listener = reporter.added('saved', onSaved)
 * const report = reporter.begin('saved', payload, 1)
 * if (report === undefined) onSaved(payload)
 * else {
 *   try { report.run(listener, 0, () => onSaved(payload)) } finally { report.returned() }
 * }
 */
export class Reporter implements Observed {
  readonly id: number = ++page.last.source
  readonly name: string
  /** @internal */
  readonly ignoresResults: boolean
  private readonly listeners = new Set<Registration>()
  /** @internal */
  observers: ObserverGroup | undefined

  constructor({ name, ignoresResults = true }: ReporterOptions) {
    this.name = name
    this.ignoresResults = ignoresResults
    announce(this)
  }

  /**
   * Attaches an observer. It first hears of every listener registered already.
   * @throws {TypeError} when `observer` is no object
   */
  observe(observer: Observer): Subscription {
    return attach(this, observer, this.listeners)
  }

  /** The emitter has got a listener. The function is looked at for its name only. */
  added(event: string, listener: (...args: never[]) => unknown, options?: ListenerOptions): ListenerInfo {
    const registration = new Registration(event, listener as Listener<unknown>, listener, options)
    this.listeners.add(registration)
    this.observers?.registered(registration)
    return registration
  }

  /** It has lost one. */
  removed(listener: ListenerInfo): void {
    const registration = listener as Registration
    if (!this.listeners.delete(registration)) return
    registration.removed = true
    this.observers?.unregistered(registration)
  }

  /** Nothing more will be told: its listeners are gone, as far as observers know. */
  end(): void {
    for (const listener of this.listeners) this.removed(listener)
    withdraw(this)
  }

  /**
   * Something is sent. `returned()` must follow, whatever happens.
   * @param listenerCount how many listeners it starts with; their runs have the indexes 0 … `listenerCount` − 1
   * @returns undefined where nobody observes
   */
  begin(event: string, payload: unknown, listenerCount: number): Report | undefined {
    if (this.observers === undefined) return undefined
    const dispatch = new Dispatch(HOST, event, payload, active.id, this.observers)
    dispatch.listenerCount = listenerCount
    dispatch.causeRun = activeRunOf(active.id)
    this.observers.dispatchStart(dispatch)
    return new Report(dispatch, this)
  }
}

/** Made by `reporter.begin()`: one thing that is sent. */
export class Report {
  constructor(
    private readonly dispatch: Dispatch,
    private readonly reporter: Reporter,
  ) {}

  /** The id of the dispatch. */
  get id(): number {
    return this.dispatch.id
  }

  /**
   * Calls a listener, and tells of it: it returns what `call` returns and throws what `call` throws. It is not called
   * where an observer has it passed over. Of promises only those of the language are waited for: the `then` of others
   * may do things.
   */
  run<Result>(listener: ListenerInfo, index: number, call: () => Result): Result | undefined {
    const { dispatch } = this
    const observers = dispatch.observers!
    if (!observers.shouldRun(dispatch, listener, index)) return undefined
    const { id, host, run, runOf } = active
    active.id = active.runOf = dispatch.id
    active.host = HOST
    active.run = index
    observers.runStart(dispatch, listener, index)
    let result: Result
    let failure: EventError | undefined
    let waiting = false
    try {
      result = call()
      waiting = result instanceof Promise
      if (waiting) this.follow(result as Promise<unknown>, listener, index)
      return result
    } catch (cause) {
      failure = dispatch.failBy(cause, 'listener', listener.name)
      throw cause
    } finally {
      active.id = id
      active.host = host
      active.run = run
      active.runOf = runOf
      if (waiting) observers.runWait(dispatch, listener, index)
      else observers.runEnd(dispatch, listener, index, failure)
    }
  }

  /** It failed for another reason than a listener. */
  fail(cause: unknown): void {
    this.dispatch.failBy(cause, 'publish')
  }

  /** More is to come after it has returned, until `release()`. */
  hold(): void {
    this.dispatch.hold()
  }

  release(): void {
    this.dispatch.end()
  }

  /** The emitter's function returns, or throws. */
  returned(): void {
    const { dispatch } = this
    dispatch.observers!.dispatchReturn(dispatch, dispatch.pending)
    dispatch.end()
  }

  private follow(result: Promise<unknown>, listener: ListenerInfo, index: number): void {
    const { dispatch, reporter } = this
    dispatch.hold()
    const settle = (failure: EventError | undefined): void => {
      dispatch.observers!.runEnd(dispatch, listener, index, failure)
      dispatch.end()
    }
    // By the function of the language: a subclass may have another.
    void Promise.prototype.then.call(
      result,
      () => settle(undefined),
      (cause: unknown) => {
        settle(dispatch.failBy(cause, 'listener', listener.name))
        // Having been listened to here, it would no more be the unhandled rejection that it is.
        if (reporter.ignoresResults) throw cause
      },
    )
  }
}

/** Its errors are thrown to where they always were, and reported there. */
const HOST: DispatchHost = {
  send: () => {
    throw new TypeError('What is observed is no bus: it has no context to dispatch by')
  },
  collect: () => undefined,
  settled: () => undefined,
}
