import type { EventError, Observer, Subscription } from 'eventscope'

/** What was told, one thing a line. */
export interface Told {
  readonly lines: string[]
  readonly payloads: unknown[]
  readonly errors: unknown[]
  /** Names of the listeners there are. */
  listeners(): string[]
  /** Dispatches and runs that have begun and not ended. */
  open(): number
  stop(): void
}

/** Attaches an observer that writes down what it is told. */
export function told(observation: { observe(observer: Observer): Subscription }): Told {
  const lines: string[] = []
  const payloads: unknown[] = []
  const errors: unknown[] = []
  const listeners = new Map<number, string>()
  let open = 0
  const fail = (error: EventError | undefined): void => {
    if (error !== undefined) errors.push(error.cause)
  }
  const stop = observation.observe({
    registered: (_, { id, event, name }) => listeners.set(id, `${event} ${name}`),
    unregistered: (_, { id }) => listeners.delete(id),
    dispatchStart: (_, { event, payload }) => {
      open++
      lines.push(event)
      payloads.push(payload)
    },
    dispatchEnd: () => open--,
    runStart: (_, { event, listenerCount }, { name }, index) => {
      open++
      lines.push(`${event} > ${name}${index < listenerCount ? '' : ' without a row'}`)
    },
    runEnd: (_, __, ___, ____, error) => {
      open--
      fail(error)
    },
  })
  return { lines, payloads, errors, listeners: () => [...listeners.values()], open: () => open, stop }
}

/** Until all tasks that are due have run. */
export function task(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve)
  })
}
