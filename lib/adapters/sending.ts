import type { ListenerInfo, Report, Reporter } from '../core/index.ts'

/**
 * One thing that is sent, whose listeners are called by whoever sends it: their runs get their indexes as they come.
 * Where nobody observes, it only calls.
 */
export class Sending {
  private next = 0
  private thrown: unknown = this
  private readonly report: Report | undefined

  constructor(
    reporter: Reporter,
    event: string,
    payload: unknown,
    private readonly listenerCount: number,
  ) {
    this.report = reporter.begin(event, payload, listenerCount)
  }

  /** Calls a listener; of more than there were at the start it tells nothing, as they have no row. */
  run<Result>(listener: ListenerInfo, call: () => Result): Result | undefined {
    const { report } = this
    if (report === undefined || this.next >= this.listenerCount) return call()
    try {
      return report.run(listener, this.next++, call)
    } catch (error) {
      this.thrown = error
      throw error
    }
  }

  /** It throws, and not what a listener of it has thrown. */
  fail(cause: unknown): void {
    if (cause !== this.thrown) this.report?.fail(cause)
  }

  end(): void {
    this.report?.returned()
  }
}

/**
 * Things of which is known that they are sent only because listeners are called: one for each key, which is over with
 * the task of the page.
 */
export class Arrivals {
  /** How many are not over. */
  open = 0
  private readonly sendings = new Map<unknown, Sending>()

  get(key: unknown): Sending | undefined {
    return this.sendings.get(key)
  }

  start(key: unknown, sending: Sending): Sending {
    this.sendings.set(key, sending)
    this.open++
    // Not a microtask: the browser runs these between two listeners of the same event.
    setTimeout(() => {
      this.open--
      if (this.sendings.get(key) === sending) this.sendings.delete(key)
      sending.end()
    })
    return sending
  }

  /** What is sent by `send` is `sending`, for as long as that runs. */
  during<Result>(key: unknown, sending: Sending, send: () => Result): Result {
    const outer = this.sendings.get(key)
    this.sendings.set(key, sending)
    this.open++
    try {
      return send()
    } finally {
      this.open--
      if (outer === undefined) this.sendings.delete(key)
      else this.sendings.set(key, outer)
      sending.end()
    }
  }
}
