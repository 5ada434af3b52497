import { DispatchFailedError, EventError, type FailureKind, SelfWaitError } from './errors.ts'
import type { DispatchInfo } from './observer.ts'
import type { ObserverGroup } from './observers.ts'
import type { Origin } from './origin.ts'
import { type Active, page } from './page.ts'
import type { DispatchContext, DispatchHandle, WaitOptions } from './types.ts'
import { checkWaitOptions } from './validate.ts'
import { waitFor } from './wait.ts'

/** What a dispatch needs of its bus. */
export interface DispatchHost {
  /** `cause` is the id of the dispatch that caused it, or 0; `run` the index of its run, or −1 for the one that is active. */
  send(name: string, payload: unknown, cause: number, run?: number): Dispatch
  collect(error: EventError): void
  /** A dispatch that was pending when it returned is so no more. */
  settled(dispatch: Dispatch): void
}

/** Dispatches nested deeper, each in a listener of the one before, are taken for an endless loop. */
export const MAX_DEPTH = 500

/** One for the page: dispatches nest across buses, and across copies of this library. */
export const active: Active = (page.active ??= {
  id: 0,
  host: undefined,
  run: -1,
  runOf: 0,
  depth: 0,
  limit: MAX_DEPTH,
})

const { last } = page

/** The index of the run of a dispatch that is in its synchronous part, where it is observed; else −1. */
export function activeRunOf(dispatch: number): number {
  return dispatch !== 0 && active.id === dispatch && active.runOf === dispatch ? active.run : -1
}

const NO_ERRORS: readonly EventError[] = Object.freeze([])

/** What few dispatches need. */
class Extras {
  failures: EventError[] | undefined = undefined
  controller: AbortController | undefined = undefined
  aborted: Error | undefined = undefined
  resolve: (() => void) | undefined = undefined
  promise: Promise<void> | undefined = undefined
  origin: Origin | undefined = undefined
}

/**
 * One dispatch: the handle that `dispatch()` returns and the context its listeners get. It is made for every
 * dispatch, so it is small: everything but the bare fields is made when it is first asked for.
 */
export class Dispatch implements DispatchHandle, DispatchInfo {
  readonly id: number
  listenerCount: number
  /** The index of the cause's run, or −1. Set where somebody observes. */
  causeRun: number
  /** The synchronous part counts as one, each pending run as another. */
  private holds: number
  private extras: Extras | undefined

  // All is assigned here: initializers would be one more function for engines to build into `dispatch`.
  constructor(
    readonly host: DispatchHost,
    readonly event: string,
    readonly payload: unknown,
    /** The id of the dispatch that caused it, or 0. */
    private readonly cause: number,
    readonly observers: ObserverGroup | undefined,
  ) {
    this.id = ++last.dispatch
    this.listenerCount = 0
    this.causeRun = -1
    this.holds = 1
    this.extras = undefined
  }

  get parent(): number | undefined {
    return this.cause === 0 ? undefined : this.cause
  }

  get parentRun(): number | undefined {
    return this.causeRun < 0 ? undefined : this.causeRun
  }

  get origin(): Origin | undefined {
    return this.extras?.origin
  }

  set origin(origin: Origin | undefined) {
    if (origin !== undefined) (this.extras ??= new Extras()).origin = origin
  }

  get settled(): boolean {
    return this.holds === 0
  }

  /** Before it has returned: whether there is more to wait for than its synchronous part. */
  get pending(): boolean {
    return this.holds > 1
  }

  get errors(): readonly EventError[] {
    return this.extras?.failures ?? NO_ERRORS
  }

  get done(): Promise<void> {
    if (active.id === this.id) throw new SelfWaitError(`of "${this.event}"`)
    const extras = (this.extras ??= new Extras())
    if (extras.promise === undefined) {
      extras.promise = this.settled
        ? Promise.resolve()
        : new Promise((resolve) => {
            extras.resolve = resolve
          })
    }
    return extras.promise
  }

  get signal(): AbortSignal {
    const extras = (this.extras ??= new Extras())
    if (extras.controller === undefined) {
      extras.controller = new AbortController()
      if (extras.aborted !== undefined) extras.controller.abort(extras.aborted)
    }
    return extras.controller.signal
  }

  wait(options?: WaitOptions): Promise<boolean> {
    checkWaitOptions(options)
    return this.settled ? Promise.resolve(true) : waitFor(this.done, options)
  }

  throwIfFailed(): void {
    const failures = this.extras?.failures
    if (failures !== undefined) throw new DispatchFailedError(this.event, failures)
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
    this.extras?.resolve?.()
  }

  fail(error: EventError): void {
    const extras = (this.extras ??= new Extras())
    if (extras.failures === undefined) extras.failures = [error]
    else extras.failures.push(error)
    this.host.collect(error)
  }

  /** As `fail`, for what is no `EventError` yet. */
  failBy(cause: unknown, kind: FailureKind, listener = ''): EventError {
    const error = new EventError(this.event, listener, this.id, cause, kind)
    this.fail(error)
    return error
  }

  abort(reason: Error): void {
    const extras = (this.extras ??= new Extras())
    extras.aborted = reason
    extras.controller?.abort(reason)
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
  readonly #owner: Dispatch
  readonly #run: number
  readonly #timed: boolean
  #controller: AbortController | undefined = undefined
  #combined: AbortSignal | undefined = undefined
  #aborted: Error | undefined = undefined

  constructor(owner: Dispatch, run: number, timed: boolean) {
    this.id = owner.id
    this.event = owner.event
    this.payload = owner.payload
    this.#owner = owner
    this.#run = run
    this.#timed = timed
  }

  get parent(): number | undefined {
    return this.#owner.parent
  }

  get origin(): Origin | undefined {
    return this.#owner.origin
  }

  get signal(): AbortSignal {
    if (!this.#timed) return this.#owner.signal
    if (this.#combined === undefined) {
      this.#controller = new AbortController()
      if (this.#aborted !== undefined) this.#controller.abort(this.#aborted)
      this.#combined = AbortSignal.any([this.#owner.signal, this.#controller.signal])
    }
    return this.#combined
  }

  dispatch(name: string, payload?: unknown): Dispatch {
    return this.#owner.host.send(name, payload, this.#owner.id, this.#run)
  }

  abort(reason: Error): void {
    this.#aborted = reason
    this.#controller?.abort(reason)
  }
}
