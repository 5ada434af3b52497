import { active, type Dispatch, RunContext } from './dispatch.ts'
import { EventError, ListenerTimeoutError } from './errors.ts'
import type { Registration } from './registrations.ts'

/** Runs a dispatch's listeners, as they were when it started: `items` up to `length`. */
export function runAll(
  dispatch: Dispatch,
  items: readonly (Registration | undefined)[],
  length: number,
  remove: (registration: Registration) => void,
): void {
  const outer = active.dispatch
  active.dispatch = dispatch
  const { payload, observers } = dispatch
  let index = 0
  for (let at = 0; at < length; at++) {
    const registration = items[at]
    if (registration === undefined) continue
    if (observers === undefined && registration.plain) {
      try {
        const { listener } = registration
        const result = listener(payload, dispatch)
        if (isThenable(result)) void new PendingRun(dispatch, registration, index, undefined).follow(result)
      } catch (cause) {
        dispatch.fail(new EventError(dispatch.event, registration.name, dispatch.id, cause))
      }
    } else {
      start(dispatch, registration, index, remove)
    }
    index++
  }
  active.dispatch = outer
}

function start(
  dispatch: Dispatch,
  registration: Registration,
  index: number,
  remove: (registration: Registration) => void,
): void {
  if (registration.once) {
    // A dispatch nested in this one may have had its only run already.
    if (registration.spent) return
    registration.spent = true
    remove(registration)
  }
  if (!registration.async) {
    run(dispatch, registration, index)
    return
  }
  dispatch.hold()
  queueMicrotask(() => {
    run(dispatch, registration, index)
    dispatch.release()
  })
}

function run(dispatch: Dispatch, registration: Registration, index: number): void {
  const { observers } = dispatch
  const context = registration.timeout === undefined ? undefined : new RunContext(dispatch)
  const outer = active.dispatch
  active.dispatch = dispatch
  observers?.runStart(dispatch, registration, index)
  let error: EventError | undefined
  let waiting = false
  try {
    const { listener } = registration
    const result = listener(dispatch.payload, context ?? dispatch)
    if (isThenable(result)) {
      void new PendingRun(dispatch, registration, index, context).follow(result)
      waiting = true
    }
  } catch (cause) {
    error = new EventError(dispatch.event, registration.name, dispatch.id, cause)
    dispatch.fail(error)
  }
  active.dispatch = outer
  if (waiting) observers?.runWait(dispatch, registration, index)
  else observers?.runEnd(dispatch, registration, index, error)
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return (
    value !== null &&
    (typeof value === 'object' || typeof value === 'function') &&
    typeof (value as { then?: unknown }).then === 'function'
  )
}

/** A run whose promise is pending. It settles once: by the promise, or by the timeout. */
class PendingRun {
  private settled = false
  private timer: ReturnType<typeof setTimeout> | undefined = undefined

  constructor(
    private readonly dispatch: Dispatch,
    private readonly registration: Registration,
    private readonly index: number,
    private readonly context: RunContext | undefined,
  ) {}

  /** Never rejects: `await` also catches what a hostile `then` or `constructor` throws. */
  async follow(result: PromiseLike<unknown>): Promise<void> {
    this.dispatch.hold()
    const { timeout } = this.registration
    if (timeout !== undefined) this.timer = setTimeout(() => this.expire(timeout), timeout)
    try {
      await result
    } catch (cause) {
      // Also after the timeout, so that a late rejection is not an unhandled one.
      this.fail(cause)
      return
    }
    this.end(undefined)
  }

  private expire(timeout: number): void {
    const cause = new ListenerTimeoutError(timeout)
    this.fail(cause)
    this.context?.abort(cause)
  }

  private fail(cause: unknown): void {
    if (this.settled) return
    const error = new EventError(this.dispatch.event, this.registration.name, this.dispatch.id, cause)
    this.dispatch.fail(error)
    this.end(error)
  }

  private end(error: EventError | undefined): void {
    if (this.settled) return
    this.settled = true
    clearTimeout(this.timer)
    this.dispatch.observers?.runEnd(this.dispatch, this.registration, this.index, error)
    this.dispatch.release()
  }
}
