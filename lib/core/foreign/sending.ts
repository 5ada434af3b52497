import type { ListenerInfo } from '../observer.ts'
import type { Report, Reporter } from './report.ts'

/**
 * One thing that is sent, whose listeners are called by whoever sends it: their runs get their indexes as they come.
 * Where nobody observes, it only calls.
 * @example
 * const listener = reporter.added('saved', onSaved)
 * const sending = new Sending(reporter, 'saved', payload, 1)
 * sending.during(() => sending.run(listener, () => onSaved(payload)))
 */
export class Sending {
  private next = 0
  private isOver = false
  private readonly report: Report | undefined

  /** @param listenerCount how many listeners it starts with */
  constructor(
    reporter: Reporter,
    readonly event: string,
    payload: unknown,
    private readonly listenerCount: number,
  ) {
    this.report = reporter.begin(event, payload, listenerCount)
  }

  /**
   * Calls a listener; of more than there were at the start it tells nothing, as they have no row, nor of what is called when
   * it is over.
   */
  run<Result>(listener: ListenerInfo, call: () => Result): Result | undefined {
    const { report } = this
    if (report === undefined || this.isOver || this.next >= this.listenerCount) return call()
    return report.run(listener, this.next++, call)
  }

  /** Makes the call that sends it, and is over with that. What it throws is its failure, unless a listener has thrown it. */
  during<Result>(send: () => Result): Result {
    try {
      return send()
    } catch (error) {
      this.report?.fail(error)
      throw error
    } finally {
      this.end()
    }
  }

  /** It is over, but for promises of its listeners. */
  end(): void {
    if (this.isOver) return
    this.isOver = true
    this.report?.returned()
  }
}

/**
 * What is being sent, where that is known only by the calls of listeners: one `Sending` for each key, be it an event
 * object or whatever else they are given. The first listener that is called with a key starts it.
 * @example
 * const arrivals = new Arrivals()
 * const onMessage = (event: MessageEvent) => {
 *   const sending = arrivals.get(event) ?? arrivals.start(event, new Sending(reporter, 'message', event.data, 1))
 *   sending.run(listener, () => onSaved(event.data))
 * }
 */
export class Arrivals {
  /** How many are not over. */
  open = 0
  private readonly sendings = new Map<unknown, Sending>()

  get(key: unknown): Sending | undefined {
    return this.sendings.get(key)
  }

  /** What is sent with that key, until the task of the page is over: nobody says when the last listener was called. */
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

  /** What is sent with that key, for as long as `send` runs. */
  during<Result>(key: unknown, sending: Sending, send: () => Result): Result {
    const outer = this.sendings.get(key)
    this.sendings.set(key, sending)
    this.open++
    try {
      return sending.during(send)
    } finally {
      this.open--
      if (outer === undefined) this.sendings.delete(key)
      else this.sendings.set(key, outer)
    }
  }
}
