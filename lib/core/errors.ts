/**
 * What failed of a dispatch: a `listener`; a `check` that lets the listeners run all the same; the dispatch as it was
 * `refused`, so that none ran; its `publish` by the driver, which the listeners here do not depend on; the `source` itself,
 * where that is no bus: an emitter that throws, a request without an answer.
 */
export type FailureKind = 'listener' | 'check' | 'refused' | 'publish' | 'source'

/**
 * One failure of a dispatch. Most are runs: a listener threw, rejected or timed out; `kind` tells the others. `cause` is
 * what was thrown, also when it is not an `Error`.
 * @example
 * const handle = bus.dispatch('checkout.submitted', { cartId: 'c1' })
 * await handle.wait()
 * for (const error of handle.errors) console.warn(error.listener, error.cause)
 */
export class EventError extends Error {
  override readonly name = 'EventError'
  /** The event's name. */
  readonly event: string
  readonly kind: FailureKind
  /** The listener's name; empty when the failure was not a listener's. */
  readonly listener: string
  /** The id of the dispatch. */
  readonly dispatchId: number

  constructor(
    event: string,
    listener: string,
    dispatchId: number,
    cause: unknown,
    kind: FailureKind = 'listener',
  ) {
    const what: Readonly<Record<FailureKind, string>> = {
      listener: `listener "${listener}" of "${event}" failed`,
      check: `"${event}" fails a check`,
      refused: `dispatch of "${event}" was refused`,
      publish: `the driver failed to publish "${event}"`,
      source: `"${event}" failed`,
    }
    super(`${what[kind]}: ${describe(cause)}`, { cause })
    this.kind = kind
    this.event = event
    this.listener = listener
    this.dispatchId = dispatchId
  }
}

/** The cause of an `EventError` whose listener was given a `timeout` and did not settle in time. */
export class ListenerTimeoutError extends Error {
  override readonly name = 'ListenerTimeoutError'

  constructor(timeout: number) {
    super(`not settled within its timeout of ${timeout} ms. Pass dispatch.signal to what it waits for.`)
  }
}

/** Thrown by `handle.wait()`, `handle.done` and `bus.wait()` inside a listener: it would wait for itself. */
export class SelfWaitError extends Error {
  override readonly name = 'SelfWaitError'

  constructor(where: string) {
    super(`a listener ${where} waits for its own dispatch, for ever. Wait where it was dispatched instead.`)
  }
}

/** The cause of the `EventError` on a handle whose bus was closed before the dispatch. */
export class BusClosedError extends Error {
  override readonly name = 'BusClosedError'

  constructor(bus: string) {
    super(`bus "${bus}" is closed. Dispatch before close(), or create another bus.`)
  }
}

/**
 * The cause of the `EventError` on a handle that was nested too deep in other dispatches. Once one is, all that
 * the listeners around it go on to dispatch is refused with it too.
 */
export class DispatchDepthError extends Error {
  override readonly name = 'DispatchDepthError'

  constructor(event: string, depth: number) {
    super(
      `"${event}" was dispatched ${depth} levels deep, as in an endless loop. Break it by an \`async\` listener.`,
    )
  }
}

/** Thrown by `bus.consume()` on a bus whose driver, if it has one, has no consumers. */
export class NoConsumersError extends Error {
  override readonly name = 'NoConsumersError'

  constructor(bus: string) {
    super(`bus "${bus}" has no driver that consumes. Pass one, or use consume() of eventscope/drivers.`)
  }
}

/** Thrown by `handle.throwIfFailed()`: all the errors of one dispatch. */
export class DispatchFailedError extends AggregateError {
  override readonly name = 'DispatchFailedError'
  declare readonly errors: EventError[]

  constructor(event: string, errors: readonly EventError[]) {
    super(errors, `dispatch of "${event}" failed: ${errors.map((error) => error.message).join('; ')}`)
  }
}

function describe(cause: unknown): string {
  try {
    return String(cause instanceof Error ? cause.message || cause.name : cause)
  } catch {
    return 'a value that cannot be shown'
  }
}

/**
 * The last resort for an error nobody handles: `globalThis.reportError`, so `window.onerror` and error trackers
 * see it, or `console.error` where there is none.
 */
export function reportUnhandled(error: unknown): void {
  try {
    // oxlint-disable-next-line no-console -- there is no other way to report where there is no `reportError`.
    ;(globalThis.reportError ?? console.error)(error)
  } catch {
    // Reporting must not fail the dispatch; there is nobody left to tell.
  }
}

/** Calls what is not the library's own: whatever it throws, or rejects with, goes to `failed`. */
export async function attempt(action: () => unknown, failed: (cause: unknown) => unknown): Promise<void> {
  try {
    await action()
  } catch (cause) {
    failed(cause)
  }
}
