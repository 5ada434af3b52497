import { type Backoff, delayAfter } from '../backoff.ts'

const MIN = 250
const MAX = 30_000

/** The waits before a stream is opened again. */
export class Retries {
  private limits: Backoff
  private failures = 0

  constructor({ min = MIN, max = MAX }: Partial<Backoff> = {}) {
    this.limits = { min, max }
  }

  /** How long to wait now, in ms. */
  next(): number {
    return delayAfter(++this.failures, this.limits, Math.random)
  }

  /** All is well again. */
  reset(): void {
    this.failures = 0
  }

  /** The server asks for at least so many ms. */
  startFrom(ms: number): void {
    this.limits = { ...this.limits, min: Math.min(ms, this.limits.max) }
  }
}
