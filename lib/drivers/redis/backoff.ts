const FIRST = 50
const LONGEST = 2_000

/** Timers for trying again: each wait is up to twice as long as the one before, and none is as long as another's. */
export class Backoff {
  private tries = 0
  private timer: ReturnType<typeof setTimeout> | undefined
  private stopped = false

  /** Calls it after a while, unless a call is on its way already. */
  again(attempt: () => void): void {
    if (this.timer !== undefined || this.stopped) return
    const longest = Math.min(FIRST * 2 ** this.tries++, LONGEST)
    this.timer = setTimeout(
      () => {
        this.timer = undefined
        attempt()
      },
      longest * (0.5 + Math.random() / 2),
    )
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
