import { type Dispatch, RunContext } from './dispatch.ts'
import type { DriverLink } from './driver-link.ts'
import { attempt, type EventError, ListenerTimeoutError } from './errors.ts'
import { active, MAX_DEPTH } from './page.ts'
import type { Line, Registration } from './registrations.ts'

/** Runs the listeners of a dispatch that nobody observes. */
export function runAll(dispatch: Dispatch, { items, plain }: Line): void {
  const { id, host, depth } = active
  const { payload } = dispatch
  active.id = dispatch.id
  active.host = dispatch.host
  active.depth = depth + 1
  try {
    // Short, so that engines can build it into `dispatch`: what seldom happens is in functions of its own.
    for (let at = 0; at < plain.length; at++) {
      const listener = plain[at]
      if (listener === undefined) {
        start(dispatch, items[at]!, at)
        continue
      }
      try {
        const result = listener(payload, dispatch)
        if (result !== undefined) follow(dispatch, items[at]!, at, result)
      } catch (cause) {
        failed(dispatch, items[at]!, cause)
      }
    }
  } finally {
    // Nothing above throws, except when the stack overflows. Then a call from here may overflow, too, so what the
    // next dispatches rely on comes first, and without a call.
    active.id = id
    active.host = host
    active.depth = depth
    if (depth === 0) active.limit = MAX_DEPTH
    dispatch.end()
  }
}

/** As `runAll`, and tells observers and the driver. */
export function runWatched(dispatch: Dispatch, { items }: Line, driver: DriverLink | undefined): void {
  const { id, host, depth } = active
  const { observers } = dispatch
  dispatch.listenerCount = items.length
  active.depth = depth + 1
  try {
    try {
      observers?.dispatchStart(dispatch)
      // First, so that what the listeners dispatch leaves after it, as others are to hear it.
      driver?.publish(dispatch)
      for (let at = 0; at < items.length; at++) start(dispatch, items[at]!, at)
    } finally {
      active.id = id
      active.host = host
      observers?.dispatchReturn(dispatch, dispatch.pending)
      dispatch.end()
    }
  } finally {
    active.depth = depth
    if (depth === 0) active.limit = MAX_DEPTH
  }
}

function failed(dispatch: Dispatch, registration: Registration, cause: unknown): EventError {
  return dispatch.failBy(cause, 'listener', registration.name)
}

function start(dispatch: Dispatch, registration: Registration, index: number): void {
  if (dispatch.observers?.shouldRun(dispatch, registration, index) === false) return
  if (registration.once) {
    // A dispatch nested in this one may have had its only run already.
    if (registration.spent) return
    registration.spent = true
    registration.remove?.()
  }
  if (!registration.async) return run(dispatch, registration, index)
  dispatch.hold()
  queueMicrotask(() => {
    run(dispatch, registration, index)
    dispatch.release()
  })
}

/** Runs one listener of a dispatch, and tells observers. */
export function run(dispatch: Dispatch, registration: Registration, index: number): void {
  const { observers } = dispatch
  const { listener, timeout, takesContext } = registration
  const timer = timeout === undefined ? undefined : new AbortController()
  const told = observers && index
  const context = timer || (observers && takesContext) ? new RunContext(dispatch, told, timer) : dispatch
  const { id, host, run, runOf } = active
  active.id = dispatch.id
  active.host = dispatch.host
  active.run = index
  active.runOf = observers ? dispatch.id : 0
  observers?.runStart(dispatch, registration, index)
  let error: EventError | undefined
  let waiting: boolean | undefined
  try {
    waiting = follow(dispatch, registration, index, listener(dispatch.payload, context), timer)
  } catch (cause) {
    error = failed(dispatch, registration, cause)
  }
  active.id = id
  active.host = host
  active.run = run
  active.runOf = runOf
  if (waiting) observers?.runWait(dispatch, registration, index)
  else observers?.runEnd(dispatch, registration, index, error)
}

/**
 * Waits for what a listener has returned, if it is a promise. The run settles once: by the promise, or by its timeout.
 * @param timer aborts when it has timed out
 * @returns whether there is something to wait for
 */
function follow(
  dispatch: Dispatch,
  registration: Registration,
  index: number,
  result: unknown,
  timer?: AbortController,
): boolean {
  if (typeof (result as PromiseLike<unknown> | null | undefined)?.then !== 'function') return false
  const { timeout = 0 } = registration
  let settled = false
  const settle = (error?: EventError): void => {
    settled = true
    clearTimeout(timeoutId)
    dispatch.observers?.runEnd(dispatch, registration, index, error)
    dispatch.release()
  }
  const fail = (cause: unknown): void => {
    if (!settled) settle(failed(dispatch, registration, cause))
  }
  const expire = (): void => {
    const cause = new ListenerTimeoutError(timeout)
    fail(cause)
    timer?.abort(cause)
  }
  const timeoutId = timer && setTimeout(expire, timeout)
  dispatch.hold()
  void attempt(() => result, fail).then(() => settled || settle())
  return true
}
