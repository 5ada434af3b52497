import { DispatchFailedError, type EventError, SelfWaitError } from './errors.ts'
import type { DispatchInfo } from './observer.ts'
import type { ObserverGroup } from './observers.ts'
import type { DispatchContext, DispatchHandle, WaitOptions } from './types.ts'
import { checkWaitOptions } from './validate.ts'
import { waitFor } from './wait.ts'

/** What a dispatch needs of its bus. */
export interface DispatchHost {
  send(name: string, payload: unknown, parent: number | undefined): Dispatch
  collect(error: EventError): void
  settled(dispatch: Dispatch): void
}

/** Dispatches nested deeper, each in a listener of the one before, are taken for an endless loop. */
export const MAX_DEPTH = 500

/**
 * Whose listener is in its synchronous part right now, on whichever bus, how deep dispatches are nested, and how
 * deep they may be.
 */
export const active: { dispatch: Dispatch | undefined; depth: number; limit: number } = {
  dispatch: undefined,
  depth: 0,
  limit: MAX_DEPTH,
}

let lastId = 0

const NO_ERRORS: readonly EventError[] = Object.freeze([])

/**
 * One dispatch: the handle that `dispatch()` returns and the context its listeners get. Everything but the
 * bare fields is made when it is first asked for.
 */
export class Dispatch implements DispatchHandle, DispatchInfo {
  readonly id: number = ++lastId
  listenerCount = 0
  /** The synchronous part counts as one, each pending run as another. */
  private pending = 1
  private failures: EventError[] | undefined = undefined
  private controller: AbortController | undefined = undefined
  private aborted: Error | undefined = undefined
  private resolve: (() => void) | undefined = undefined
  private promise: Promise<void> | undefined = undefined

  constructor(
    readonly host: DispatchHost,
    readonly event: string,
    readonly payload: unknown,
    readonly parent: number | undefined,
    readonly observers: ObserverGroup | undefined,
  ) {}

  get settled(): boolean {
    return this.pending === 0
  }

  get errors(): readonly EventError[] {
    return this.failures ?? NO_ERRORS
  }

  get done(): Promise<void> {
    if (active.dispatch === this) throw new SelfWaitError(this.event)
    if (this.promise === undefined) {
      this.promise = this.settled
        ? Promise.resolve()
        : new Promise((resolve) => {
            this.resolve = resolve
          })
    }
    return this.promise
  }

  get signal(): AbortSignal {
    if (this.controller === undefined) {
      this.controller = new AbortController()
      if (this.aborted !== undefined) this.controller.abort(this.aborted)
    }
    return this.controller.signal
  }

  wait(options?: WaitOptions): Promise<boolean> {
    checkWaitOptions(options)
    return this.settled ? Promise.resolve(true) : waitFor(this.done, options)
  }

  throwIfFailed(): void {
    if (this.failures !== undefined) throw new DispatchFailedError(this.event, this.failures)
  }

  dispatch(name: string, payload?: unknown): Dispatch {
    return this.host.send(name, payload, this.id)
  }

  /** One more thing to wait for; `release` when it has settled. */
  hold(): void {
    this.pending++
  }

  release(): void {
    if (--this.pending > 0) return
    this.observers?.dispatchEnd(this)
    this.resolve?.()
    this.resolve = undefined
    this.host.settled(this)
  }

  fail(error: EventError): void {
    if (this.failures === undefined) this.failures = [error]
    else this.failures.push(error)
    this.host.collect(error)
  }

  abort(reason: Error): void {
    this.aborted = reason
    this.controller?.abort(reason)
  }
}

/** What a listener with a `timeout` gets instead of the dispatch: the same, with a signal of its own. */
export class RunContext implements DispatchContext {
  readonly id: number
  readonly event: string
  readonly payload: unknown
  readonly parent: number | undefined
  private readonly owner: Dispatch
  private controller: AbortController | undefined = undefined
  private combined: AbortSignal | undefined = undefined
  private aborted: Error | undefined = undefined

  constructor(owner: Dispatch) {
    this.owner = owner
    this.id = owner.id
    this.event = owner.event
    this.payload = owner.payload
    this.parent = owner.parent
  }

  get signal(): AbortSignal {
    if (this.combined === undefined) {
      this.controller = new AbortController()
      if (this.aborted !== undefined) this.controller.abort(this.aborted)
      this.combined = AbortSignal.any([this.owner.signal, this.controller.signal])
    }
    return this.combined
  }

  dispatch(name: string, payload?: unknown): Dispatch {
    return this.owner.dispatch(name, payload)
  }

  abort(reason: Error): void {
    this.aborted = reason
    this.controller?.abort(reason)
  }
}
