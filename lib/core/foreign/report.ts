import { activeRunOf, Dispatch, type DispatchHost } from '../dispatch.ts'
import type { EventError } from '../errors.ts'
import type { ListenerInfo, Observer } from '../observer.ts'
import { attach, type Observed, type ObserverGroup } from '../observers.ts'
import { active, announce, page } from '../page.ts'
import { Registration } from '../registrations.ts'
import type { ListenerOptions, Subscription } from '../types.ts'

/** What `new Reporter()` may be told. */
export interface ReporterOptions {
  /** What recordings and the panel call it. */
  readonly name: string
  /**
   * Whether the emitter does nothing with what its listeners return, as most do. Then only the promises of async functions
   * are waited for, which nobody else can have: one that rejects is still an unhandled rejection of the page. Of others,
   * to wait would hide that, or make one of what the page handles.
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
  /** Called before each observer is attached: for an adapter that hears of no listener, and looks at them then. */
  beforeObserve: (() => void) | undefined
  private readonly listeners = new Set<Registration>()
  /** Those that are async functions. */
  private readonly asyncOnes = new WeakSet<ListenerInfo>()
  /** @internal */
  observers: ObserverGroup | undefined
  private readonly withdraw: () => void

  constructor({ name, ignoresResults = true }: ReporterOptions) {
    this.name = name
    this.ignoresResults = ignoresResults
    this.withdraw = announce(this)
  }

  /**
   * Attaches an observer. It first hears of every listener registered already.
   * @throws {TypeError} when `observer` is no object
   */
  observe(observer: Observer): Subscription {
    this.beforeObserve?.()
    return attach(this, observer, [...this.listeners])
  }

  /** The emitter has got a listener. The function is looked at for its name and whether it is async, and is not kept. */
  added(event: string, listener: (...args: never[]) => unknown, options?: ListenerOptions): ListenerInfo {
    const name = options?.name || nameOf(listener)
    const registration = new Registration(event, standIn, standIn, { ...options, name })
    this.listeners.add(registration)
    if (isAsync(listener)) this.asyncOnes.add(registration)
    this.observers?.registered(registration)
    return registration
  }

  /** @internal Whether the page can't tell that a promise of this listener is waited for. */
  mayWaitFor(listener: ListenerInfo): boolean {
    return !this.ignoresResults || this.asyncOnes.has(listener)
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
    this.withdraw()
  }

  /**
   * Something is sent. `returned()` must follow, whatever happens.
   * @param listenerCount how many listeners it starts with; their runs have the indexes 0 … `listenerCount` − 1
   * @param cause the id of the dispatch that has caused it; what runs now, where nothing else is said
   * @returns undefined where nobody observes
   */
  begin(
    event: string,
    payload: unknown,
    listenerCount: number,
    cause: number = active.id,
  ): Report | undefined {
    if (this.observers === undefined) return undefined
    const dispatch = new Dispatch(HOST, event, payload, cause, this.observers)
    dispatch.listenerCount = listenerCount
    dispatch.parentRun = activeRunOf(dispatch.parent)
    this.observers.dispatchStart(dispatch)
    return new Report(dispatch, this)
  }
}

/** Made by `reporter.begin()`: one thing that is sent. */
export class Report {
  /** What a listener has thrown last. */
  private thrown: unknown = this

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
   * where an observer has it passed over; whether a `once` listener then stays is up to the emitter. Of promises only the
   * plain ones of the language are waited for, as the `then` of others may do things; where the emitter ignores them, only
   * those of async functions.
   */
  run<Result>(listener: ListenerInfo, index: number, call: () => Result): Result | undefined {
    const { dispatch } = this
    const observers = dispatch.observers!
    if (!observers.shouldRun(dispatch, listener, index)) return undefined
    const { id, host, run, runOf } = active
    let failure: EventError | undefined
    let waiting = false
    try {
      active.id = active.runOf = dispatch.id
      active.host = HOST
      active.run = index
      observers.runStart(dispatch, listener, index)
      const result = call()
      waiting = this.follow(result, listener, index)
      return result
    } catch (cause) {
      this.thrown = cause
      failure = dispatch.failBy(cause, 'listener', listener.name)
      throw cause
    } finally {
      // First, and without a call, which may overflow the stack: what the next dispatches rely on.
      active.id = id
      active.host = host
      active.run = run
      active.runOf = runOf
      if (waiting) observers.runWait(dispatch, listener, index)
      else observers.runEnd(dispatch, listener, index, failure)
    }
  }

  /** It has failed by itself: what a listener has thrown, and goes on to be thrown by the emitter, is told already. */
  fail(cause: unknown): void {
    if (cause !== this.thrown) this.dispatch.failBy(cause, 'source')
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

  /** @returns whether it is a promise to wait for */
  private follow(result: unknown, listener: ListenerInfo, index: number): boolean {
    const { dispatch, reporter } = this
    const settle = (failure: EventError | undefined): void => {
      dispatch.observers!.runEnd(dispatch, listener, index, failure)
      dispatch.end()
    }
    try {
      if (!isPlainPromise(result) || !reporter.mayWaitFor(listener)) return false
      void then.call(
        result,
        () => settle(undefined),
        (cause: unknown) => {
          settle(dispatch.failBy(cause, 'listener', listener.name))
          // Having been listened to here, it would no more be the unhandled rejection that it is.
          if (reporter.ignoresResults) throw cause
        },
      )
    } catch {
      // A proxy: what it stands for is none of ours.
      return false
    }
    dispatch.hold()
    return true
  }
}

const { then } = Promise.prototype

/** Whether its own `then` is that of the language and runs no code of others, as a subclass's constructor is. */
function isPlainPromise(value: unknown): value is Promise<unknown> {
  return (
    value instanceof Promise &&
    Object.getPrototypeOf(value) === Promise.prototype &&
    !Object.hasOwn(value, 'constructor')
  )
}

const ASYNC: unknown = Object.getPrototypeOf(async () => undefined)

/** Also one that is bound. */
function isAsync(listener: object): boolean {
  try {
    return Object.getPrototypeOf(listener) === ASYNC
  } catch {
    // A proxy that would not have been asked.
    return false
  }
}

const standIn = (): void => undefined

function nameOf(listener: (...args: never[]) => unknown): string {
  try {
    return String(listener.name || 'anonymous')
  } catch {
    // The emitter would not have asked.
    return 'anonymous'
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
