import { type Backoff, delayAfter } from '../backoff.ts'

const WAITS: Backoff = { min: 25, max: 2_000 }

/** Tries again, after longer and longer waits. */
export class Retry {
  private tries = 0
  private timer: ReturnType<typeof setTimeout> | undefined
  private stopped = false

  /** Calls it after a while, unless a call is on its way already. */
  again(attempt: () => void): void {
    if (this.timer !== undefined || this.stopped) return
    const wait = delayAfter(++this.tries, WAITS, Math.random)
    this.timer = setTimeout(() => {
      this.timer = undefined
      attempt()
    }, wait)
  }

  /** It worked: the next wait is a short one. */
  reset(): void {
    this.tries = 0
  }

  /** Calls nothing any more: what fails after the end is not tried again. */
  stop(): void {
    this.stopped = true
    clearTimeout(this.timer)
    this.timer = undefined
  }
}
