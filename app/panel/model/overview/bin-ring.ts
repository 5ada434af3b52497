/** How many bins there are at most; when time outgrows them, two become one. A power of two. */
export const MAX_BINS = 2_048
/** The shortest bin, ms. */
export const MIN_WIDTH = 1 / 64

/** What happened in one bin, or in some together. */
export interface BinCounts {
  readonly events: number
  readonly errors: number
  readonly longWaits: number
  /** The longest that one dispatch held the page, ms. */
  readonly slowest: number
}

/**
 * Counts by time: successive bins of one width, numbered from time 0, so that a bin stays where it is while older
 * ones leave. Columns are rings: a bin's slot is the low bits of its number.
 */
export class BinRing {
  /** Length of a bin, ms: a power of two. */
  width = MIN_WIDTH
  /** The oldest bin, and one past the newest. */
  first = 0
  end = 0
  /** Grows with every change. */
  version = 0
  events = new Float64Array(MAX_BINS)
  errors = new Float64Array(MAX_BINS)
  longWaits = new Float64Array(MAX_BINS)
  slowest = new Float64Array(MAX_BINS)

  /** Makes bins so wide that all of that time has room. */
  reserve(from: number, to: number): void {
    while (Math.floor(to / this.width) - Math.floor(from / this.width) >= MAX_BINS) this.widen()
  }

  /** The slot for what happened at a time; what is older than the oldest bin is put there. */
  slotFor(time: number): number {
    let bin = Math.floor(time / this.width)
    if (this.first === this.end) this.first = this.end = bin
    while (bin - this.first >= MAX_BINS) {
      this.widen()
      bin = Math.floor(time / this.width)
    }
    while (this.end <= bin) this.empty(this.end++)
    return slotOf(Math.max(bin, this.first))
  }

  /** Gives up the bins that end before a time. */
  dropBefore(time: number): void {
    const bin = Math.min(Math.floor(time / this.width), this.end)
    if (bin <= this.first) return
    this.first = bin
    this.version++
  }

  private widen(): void {
    const { first, end, events, errors, longWaits, slowest } = this
    this.width *= 2
    this.first = Math.floor(first / 2)
    this.end = first === end ? this.first : Math.ceil(end / 2)
    this.events = new Float64Array(MAX_BINS)
    this.errors = new Float64Array(MAX_BINS)
    this.longWaits = new Float64Array(MAX_BINS)
    this.slowest = new Float64Array(MAX_BINS)
    for (let bin = first; bin < end; bin++) {
      const from = slotOf(bin)
      const to = slotOf(Math.floor(bin / 2))
      this.events[to]! += events[from]!
      this.errors[to]! += errors[from]!
      this.longWaits[to]! += longWaits[from]!
      this.slowest[to] = Math.max(this.slowest[to]!, slowest[from]!)
    }
    this.version++
  }

  private empty(bin: number): void {
    const slot = slotOf(bin)
    this.events[slot] = 0
    this.errors[slot] = 0
    this.longWaits[slot] = 0
    this.slowest[slot] = 0
  }
}

/** Bins may be too many for an int32; their low bits are not. */
export const slotOf = (bin: number): number => bin & (MAX_BINS - 1)
