import type { Waiting } from './waiting.ts'

/** What the line of an event asks of its outbox. */
export interface LineHost {
  /** Whether it is this outbox's turn to send that one. */
  maySend(waiting: Waiting): boolean
  /** One try; a rejection says that it has failed. */
  send(waiting: Waiting): Promise<void>
  /** How long to wait after so many failures in a row, in ms. */
  delayAfter(failures: number): number
}

/** The entries of one event: sent strictly one after the other, each until it succeeds. */
export class Line {
  private readonly waiting = new Set<Waiting>()
  private failures = 0
  private timer: ReturnType<typeof setTimeout> | undefined
  private busy = false
  /** Whether it was woken since the try under way began. */
  private woken = false

  constructor(private readonly host: LineHost) {}

  get empty(): boolean {
    return this.waiting.size === 0
  }

  add(waiting: Waiting): void {
    this.waiting.add(waiting)
  }

  delete(waiting: Waiting): void {
    const [first] = this.waiting
    if (!this.waiting.delete(waiting) || waiting !== first) return
    // The next one has not failed yet.
    this.wake()
  }

  /** Empties it; what it waits for before its next try, it goes on waiting for. */
  clear(): void {
    this.waiting.clear()
  }

  /** Sends the first, unless one is under way, or has just failed. */
  advance(): void {
    const [first] = this.waiting
    if (first === undefined || this.busy || this.timer !== undefined || !this.host.maySend(first)) return
    void this.attempt(first)
  }

  /** Tries at once: what made the last one fail may be over. */
  wake(): void {
    this.stop()
    this.failures = 0
    this.woken = true
    this.advance()
  }

  stop(): void {
    clearTimeout(this.timer)
    this.timer = undefined
  }

  private async attempt(first: Waiting): Promise<void> {
    this.busy = true
    this.woken = false
    let failed = false
    try {
      await this.host.send(first)
      this.failures = 0
    } catch {
      failed = !first.gone
    }
    this.busy = false
    if (failed && !this.woken && this.host.maySend(first)) this.pause()
    this.advance()
  }

  private pause(): void {
    this.failures++
    this.timer = setTimeout(() => {
      this.timer = undefined
      this.advance()
    }, this.host.delayAfter(this.failures))
  }
}
