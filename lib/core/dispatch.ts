import { DispatchFailedError, EventError, type FailureKind, SelfWaitError } from './errors.ts'
import type { DispatchInfo } from './observer.ts'
import type { ObserverGroup } from './observers.ts'
import type { Origin } from './origin.ts'
import { active, page } from './page.ts'
import type { Line } from './registrations.ts'
import type { DispatchContext, DispatchHandle, WaitOptions } from './types.ts'
import { checkOptions, WAIT_RULES } from './validate.ts'
import { waitFor } from './wait.ts'

/** What is dispatched because it came in from elsewhere. */
export interface Arrival {
  readonly origin: Origin
  /** Why it can't be dispatched. */
  readonly failure?: Error | undefined
  /** Who is to hear it, if not the listeners of its event. */
  readonly line?: Line | undefined
  /** Whether it is the bus's own driver that has brought it, and is not to carry it on. */
  readonly isCarried?: boolean
}

/** What a dispatch needs of its bus. */
export interface DispatchHost {
  /** `cause` is the id of the dispatch that caused it, or 0; `run` the index of its run, if it is not the active one. */
  send(name: string, payload: unknown, cause: number, run?: number, arrival?: Arrival): Dispatch
  collect(error: EventError): void
  /** A dispatch that was pending when it returned is so no more. */
  settled(dispatch: Dispatch): void
}

const { last } = page

/** The index of the run of a dispatch that is in its synchronous part, where it is observed. */
export function activeRunOf(dispatch: number | undefined): number | undefined {
  return active.id === dispatch && active.runOf === dispatch ? active.run : undefined
}

const NO_ERRORS: readonly EventError[] = Object.freeze([])

/** What few dispatches need. */
interface Extras {
  failures?: EventError[]
  controller?: AbortController
  done?: Promise<void>
  resolve?: () => void
}

/**
 * One dispatch: the handle that `dispatch()` returns and the context its listeners get. It is made for every
 * dispatch, so it is small: everything but the bare fields is made when it is first asked for.
 */
export class Dispatch implements DispatchHandle, DispatchInfo {
  readonly id: number
  readonly parent: number | undefined
  origin: Origin | undefined
  // Set where somebody observes.
  parentRun: number | undefined
  listenerCount: number
  /** The synchronous part counts as one, each pending run as another. */
  private holds: number
  private rest: Extras | undefined

  // All is assigned here: initializers would be one more function for engines to build into `dispatch`.
  constructor(
    readonly host: DispatchHost,
    readonly event: string,
    readonly payload: unknown,
    cause: number,
    public observers: ObserverGroup | undefined,
  ) {
    this.id = ++last.dispatch
    this.parent = cause || undefined
    this.origin = undefined
    this.parentRun = undefined
    this.listenerCount = 0
    this.holds = 1
    this.rest = undefined
  }

  get settled(): boolean {
    return this.holds === 0
  }

  /** Before it has returned: whether there is more to wait for than its synchronous part. */
  get pending(): boolean {
    return this.holds > 1
  }

  get errors(): readonly EventError[] {
    return this.rest?.failures ?? NO_ERRORS
  }

  get done(): Promise<void> {
    if (active.id === this.id) throw new SelfWaitError(`of "${this.event}"`)
    const { extras } = this
    return (extras.done ??= new Promise((resolve) => {
      if (this.settled) resolve()
      extras.resolve = resolve
    }))
  }

  get signal(): AbortSignal {
    return this.controller.signal
  }

  /** Aborts its signal. */
  get controller(): AbortController {
    return (this.extras.controller ??= new AbortController())
  }

  wait(options?: WaitOptions): Promise<boolean> {
    checkOptions(options, WAIT_RULES)
    return this.settled ? Promise.resolve(true) : waitFor(this.done, options)
  }

  throwIfFailed(): void {
    const { errors } = this
    if (errors.length > 0) throw new DispatchFailedError(this.event, errors)
  }

  dispatch(name: string, payload?: unknown): Dispatch {
    return this.host.send(name, payload, this.id)
  }

  /** One more thing to wait for; `release` when it has settled. */
  hold(): void {
    this.holds++
  }

  release(): void {
    this.end()
    if (this.settled) this.host.settled(this)
  }

  /** The synchronous part is over. The host hears of it by the return of `send`. */
  end(): void {
    if (--this.holds > 0) return
    this.observers?.dispatchEnd(this)
    this.rest?.resolve?.()
  }

  fail(error: EventError): void {
    ;(this.extras.failures ??= []).push(error)
    this.host.collect(error)
  }

  /** As `fail`, for what is no `EventError` yet. */
  failBy(cause: unknown, kind: FailureKind, listener = ''): EventError {
    const error = new EventError(this.event, listener, this.id, cause, kind)
    this.fail(error)
    return error
  }

  private get extras(): Extras {
    return (this.rest ??= {})
  }
}

/**
 * What a listener gets instead of the dispatch where its run has to be told from others: with a `timeout` it has a
 * signal of its own, and for observers it says which run dispatched something, also after an `await`.
 */
export class RunContext implements DispatchContext {
  // As properties of its own, as the dispatch has them: whoever copies the context gets the same from both.
  readonly id: number
  readonly event: string
  readonly payload: unknown
  readonly parent: number | undefined
  readonly origin: Origin | undefined
  readonly #owner: Dispatch
  readonly #run: number | undefined
  readonly #timer: AbortController | undefined
  #signal: AbortSignal | undefined

  /** @param timer aborts its signal, too */
  constructor(owner: Dispatch, run: number | undefined, timer: AbortController | undefined) {
    this.id = owner.id
    this.event = owner.event
    this.payload = owner.payload
    this.parent = owner.parent
    this.origin = owner.origin
    this.#owner = owner
    this.#run = run
    this.#timer = timer
  }

  get signal(): AbortSignal {
    const { signal } = this.#owner
    return (this.#signal ??= this.#timer ? AbortSignal.any([signal, this.#timer.signal]) : signal)
  }

  dispatch(name: string, payload?: unknown): Dispatch {
    return this.#owner.host.send(name, payload, this.id, this.#run)
  }
}
