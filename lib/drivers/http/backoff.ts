/** How long is waited before the first retry at most, and before any, in ms, unless told otherwise. */
const FIRST = 500
const LONGEST = 30_000

/** How long the driver waits before it connects again. */
export interface BackoffOptions {
  /**
   * At most so long before the first retry, in ms. Each failure in a row doubles it. A server's `retry:` takes its place.
   * @default 500
   */
  readonly first?: number | undefined
  /**
   * At most so long before any retry, in ms.
   * @default 30000
   */
  readonly longest?: number | undefined
}

/**
 * Exponential backoff with full jitter: all between 0 and the longest is equally likely, so that many clients do not
 * come back at the same time. https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export class Backoff {
  private first: number
  private readonly longest: number
  private failures = 0

  constructor({ first = FIRST, longest = LONGEST }: BackoffOptions = {}) {
    this.first = first
    this.longest = longest
  }

  /** How long to wait now, in ms. */
  next(): number {
    const ceiling = Math.min(this.longest, this.first * 2 ** this.failures)
    // Any more would not change the ceiling, and 2 ** 1024 is Infinity.
    this.failures = Math.min(this.failures + 1, 32)
    return Math.random() * ceiling
  }

  /** All is well again. */
  reset(): void {
    this.failures = 0
  }

  /** The server asks for this. */
  startFrom(ms: number): void {
    this.first = Math.min(ms, this.longest)
  }
}
