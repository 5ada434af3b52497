/** Thrown into a dispatch that the outbox has no room for. */
export class OutboxFullError extends Error {
  override readonly name = 'OutboxFullError'

  constructor(event: string, bound: string) {
    super(
      `"${event}" was not put in the outbox, which holds at most ${bound}. Dispatch less while the driver is down, ` +
        'or give the outbox more room with `maxEntries` and `maxBytes`.',
    )
  }
}

/** The store of an outbox has failed. `cause` is what it threw. */
export class OutboxStoreError extends Error {
  override readonly name = 'OutboxStoreError'

  constructor(what: string, cause?: unknown) {
    super(cause === undefined ? what : `${what}: ${textOf(cause)}`, { cause })
  }
}

/** Thrown into a dispatch that comes after the outbox was closed. */
export class OutboxClosedError extends Error {
  override readonly name = 'OutboxClosedError'

  constructor(event: string) {
    super(`"${event}" was not put in the outbox, which is closed. Dispatch before close().`)
  }
}

/** One try to send has taken too long, and counts as failed. */
export class OutboxTimeoutError extends Error {
  override readonly name = 'OutboxTimeoutError'

  constructor(timeout: number) {
    super(`the driver did not settle within ${timeout} ms. It is tried again.`)
  }
}

/** What an error says, whatever was thrown. */
export function textOf(cause: unknown): string {
  try {
    return String(cause instanceof Error ? cause.message || cause.name : cause)
  } catch {
    return 'a value that cannot be shown'
  }
}
