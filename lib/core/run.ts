import { active, type Dispatch, MAX_DEPTH, RunContext } from './dispatch.ts'
import type { DriverLink } from './driver-link.ts'
import { type EventError, ListenerTimeoutError } from './errors.ts'
import type { Line, ListenerList, Registration } from './registrations.ts'

type Remove = (registration: Registration) => void

/** Runs the listeners of a dispatch that nobody observes, as they are when it starts. */
export function runAll(dispatch: Dispatch, line: Line, remove: Remove): void {
  const { id: outer, host, depth } = active
  active.id = dispatch.id
  active.host = dispatch.host
  active.depth = depth + 1
  line.running++
  const { payload } = dispatch
  const { items, plain } = line
  const { length } = plain
  try {
    // Short, so that engines can build it into `dispatch`: what seldom happens is in functions of its own.
    for (let at = 0; at < length; at++) {
      const listener = plain[at]
      if (listener === undefined) {
        startAt(dispatch, items[at], remove)
        continue
      }
      try {
        const result = listener(payload, dispatch)
        if (result !== undefined) follow(dispatch, items[at]!, result)
      } catch (cause) {
        failed(dispatch, items[at]!, cause)
      }
    }
  } finally {
    // Nothing above throws, except when the stack overflows. Then a call from here may overflow, too, so what the
    // next dispatches rely on comes first, and without a call.
    line.running--
    active.id = outer
    active.host = host
    active.depth = depth
    if (depth === 0) active.limit = MAX_DEPTH
    dispatch.end()
  }
}

function startAt(dispatch: Dispatch, registration: Registration | undefined, remove: Remove): void {
  // Nobody asks for the places of its runs.
  if (registration !== undefined) start(dispatch, registration, -1, remove)
}

function follow(dispatch: Dispatch, registration: Registration, result: unknown): void {
  if (isThenable(result)) void new PendingRun(dispatch, registration, 0, undefined).follow(result)
}

function failed(dispatch: Dispatch, registration: Registration, cause: unknown): void {
  dispatch.failBy(cause, 'listener', registration.name)
}

/** As `runAll`, and tells observers and the driver. */
export function runWatched(
  dispatch: Dispatch,
  list: ListenerList,
  remove: Remove,
  driver: DriverLink | undefined,
): void {
  const { id: outer, host, depth } = active
  const { observers } = dispatch
  const { line } = list
  const { items } = line
  const { length } = items
  active.depth = depth + 1
  line.running++
  dispatch.listenerCount = list.size
  try {
    try {
      observers?.dispatchStart(dispatch)
      // First, so that what the listeners dispatch leaves after it, as others are to hear it.
      driver?.publish(dispatch)
      for (let at = 0, index = 0; at < length; at++) {
        const registration = items[at]
        if (registration !== undefined) start(dispatch, registration, index++, remove)
      }
    } finally {
      line.running--
      active.id = outer
      active.host = host
      observers?.dispatchReturn(dispatch, dispatch.pending)
      dispatch.end()
    }
  } finally {
    active.id = outer
    active.host = host
    active.depth = depth
    if (depth === 0) active.limit = MAX_DEPTH
  }
}

function resume(id: number, host: object | undefined): void {
  active.id = id
  active.host = host
}

function start(dispatch: Dispatch, registration: Registration, index: number, remove: Remove): void {
  const { observers } = dispatch
  if (observers !== undefined && !observers.shouldRun(dispatch, registration, index)) return
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

/** Runs one listener of a dispatch, and tells observers. */
export function run(dispatch: Dispatch, registration: Registration, index: number): void {
  const { observers } = dispatch
  const { listener, timeout } = registration
  const timed = timeout !== undefined
  const told = observers !== undefined && registration.takesContext
  const context = timed || told ? new RunContext(dispatch, index, timed) : undefined
  const { id: outer, host, run: outerRun, runOf } = active
  resume(dispatch.id, dispatch.host)
  active.run = index
  active.runOf = observers === undefined ? 0 : dispatch.id
  observers?.runStart(dispatch, registration, index)
  let error: EventError | undefined
  let waiting = false
  try {
    const result = listener(dispatch.payload, context ?? dispatch)
    if (isThenable(result)) {
      void new PendingRun(dispatch, registration, index, context).follow(result)
      waiting = true
    }
  } catch (cause) {
    error = dispatch.failBy(cause, 'listener', registration.name)
  }
  resume(outer, host)
  active.run = outerRun
  active.runOf = runOf
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
    if (!this.settled) this.end(this.dispatch.failBy(cause, 'listener', this.registration.name))
  }

  private end(error: EventError | undefined): void {
    if (this.settled) return
    this.settled = true
    clearTimeout(this.timer)
    this.dispatch.observers?.runEnd(this.dispatch, this.registration, this.index, error)
    this.dispatch.release()
  }
}
