import type { Query, Recording } from 'eventscope/recorder'
import { RowList } from './row-list.ts'

/**
 * Rows looked at between two looks at the clock: few, for one with a large payload can take 0.1 ms. Reading it
 * so often costs a small part of looking at that many rows with small ones.
 */
const BATCH = 16
/** How often rows are looked at again that may come to match by time alone, ms. */
const AGAIN_MS = 200

/**
 * The rows of a recording that match a query, found in small steps: what arrives now first, then from the newest
 * to the oldest, so that what is in view while following live is right long before the search is through.
 */
export class FilteredRows {
  readonly found = new RowList()
  /** How much of the recording was looked at by the end of the last update, 0 … 1: what came since is not late. */
  progress = 0
  /** The rows from `low` to `high` − 1 were looked at. */
  private low: number
  private high: number
  /** Rows not settled when they were looked at: they may come to match, by an error or a listener, or cease to. */
  private open: number[] = []
  /** How many of them this look is through with, those it keeps, and the revision it began at. */
  private looked = 0
  private kept: number[] = []
  private lookedFor: number
  private lookedAt: number

  constructor(
    private readonly recording: Recording,
    private readonly query: Query,
    private readonly clock: () => number,
  ) {
    this.low = recording.columns.end
    this.high = this.low
    this.lookedFor = recording.revision
    this.lookedAt = clock()
  }

  /**
   * Goes on looking until that time.
   * @returns whether every row was looked at
   */
  update(until: number): boolean {
    const { first } = this.recording.columns
    this.found.dropBelow(first)
    this.low = Math.max(this.low, first)
    this.high = Math.max(this.high, first)
    const complete = this.lookForward(until) && this.lookBack(until) && this.lookAgain(until)
    this.progress = this.share()
    return complete
  }

  private share(): number {
    const { first, end } = this.recording.columns
    if (end === first) return 1
    return Math.min(1, Math.max(0, this.high - Math.max(this.low, first)) / (end - first))
  }

  private lookForward(until: number): boolean {
    const { columns } = this.recording
    while (this.high < columns.end) {
      const stop = Math.min(columns.end, this.high + BATCH)
      for (; this.high < stop; this.high++) if (this.look(this.high)) this.found.addNewer(this.high)
      if (this.clock() > until) return false
    }
    return true
  }

  private lookBack(until: number): boolean {
    const { columns } = this.recording
    while (this.low > columns.first) {
      const stop = Math.max(columns.first, this.low - BATCH)
      while (this.low > stop) if (this.look(--this.low)) this.found.addOlder(this.low)
      if (this.clock() > until) return false
    }
    return true
  }

  private look(row: number): boolean {
    const { columns } = this.recording
    if (columns.status(row) === 'waiting') this.open.push(row)
    return this.query.matches(columns, row)
  }

  /** Whether rows may come to match by time alone. */
  get growing(): boolean {
    return this.query.timed && this.open.length > 0
  }

  /** Looks at the open rows anew if any row has changed since the last look began, or time may have made a match. */
  private lookAgain(until: number): boolean {
    const { columns, revision } = this.recording
    if (this.looked === 0) {
      if (this.lookedFor === revision && !(this.growing && this.clock() - this.lookedAt >= AGAIN_MS))
        return true
      this.lookedFor = revision
      this.lookedAt = this.clock()
    }
    const late: number[] = []
    const gone: number[] = []
    let steps = 0
    while (this.looked < this.open.length) {
      if (++steps % BATCH === 0 && this.clock() > until) break
      const row = this.open[this.looked++]!
      if (row < columns.first) continue
      if (columns.status(row) === 'waiting') this.kept.push(row)
      const matches = this.query.matches(columns, row)
      if (matches !== this.found.indexOf(row) >= 0) (matches ? late : gone).push(row)
    }
    if (late.length > 0) this.found.insert(late.sort((a, b) => a - b))
    if (gone.length > 0) this.found.remove(gone.sort((a, b) => a - b))
    if (this.looked < this.open.length) return false
    this.open = this.kept
    this.kept = []
    this.looked = 0
    return this.lookedFor === revision
  }
}
