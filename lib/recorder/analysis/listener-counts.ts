import type { EventError } from '../../core/index.ts'
import type { Recording, RecordingColumns } from '../types.ts'
import { DurationHistogram } from './histogram.ts'
import type { DurationStats } from './listener-types.ts'
import type { RowPredicate } from '../query/compile.ts'
import { isInside } from './nesting.ts'
import { ASKING } from './options.ts'
import { STEP } from './refreshed.ts'

/** Bars of a small histogram, at most. */
const BARS = 16
/** What a listener that was not counted before takes of a step: there is much to be made for it. */
const FRESH = STEP / 64

/** Durations, and the dispatch with the longest. */
class Durations {
  /** Made for the first: most listeners never wait. */
  private histogram: DurationHistogram | undefined = undefined
  private slowest = 0

  add(ms: number, id: number): void {
    const histogram = (this.histogram ??= new DurationHistogram())
    if (ms > histogram.max || histogram.count === 0) this.slowest = id
    histogram.add(ms)
  }

  stats(): DurationStats | undefined {
    const { histogram, slowest } = this
    if (histogram === undefined) return undefined
    const { count, max, sum } = histogram
    const p50 = histogram.quantile(0.5)
    const p95 = histogram.quantile(0.95)
    return { count, p50, p95, max, sum, bars: histogram.bars(BARS), slowest }
  }
}

/** What is counted of one listener. */
export class ListenerCount {
  calls = 0
  failed = 0
  waiting = 0
  slow = 0
  selfTime = 0
  lastRun = 0
  lastFailure: EventError | undefined = undefined
  readonly sync: Durations = new Durations()
  readonly wait: Durations = new Durations()
}

/** Counts runs of listeners, from the newest dispatch to older ones. */
export class ListenerCounts {
  /** Of all listeners. */
  selfTime = 0
  private readonly counts = new Map<number, ListenerCount>()
  private readonly columns: RecordingColumns
  /** By row of a run that is yet to be counted: how much of its time was that of runs dispatched in it. */
  private readonly nested = new Map<number, number>()
  /** One past the newest row when it began. */
  private readonly stop: number

  /**
   * @param first the oldest row that counts
   * @param asked which of the rows count; all, if left out
   */
  constructor(
    private readonly recording: Recording,
    private readonly slowMs: number,
    private readonly first: number,
    private readonly asked?: RowPredicate,
  ) {
    this.columns = recording.columns
    this.stop = this.columns.end
  }

  of(listener: number): ListenerCount | undefined {
    return this.counts.get(listener)
  }

  /**
   * Looks at a step's rows from `row` on, which do not count, for runs inside of those that do.
   * @returns the next row to look at, or −1 where none is left
   */
  nestOn(row: number): number {
    const { columns } = this
    const to = Math.min(this.stop, row + STEP / 8)
    // A dispatch made inside a run has a cause: from the first one without, all were made later.
    for (let at = Math.max(row, columns.first); at < to; at++) {
      if (columns.parent(at) === undefined) return -1
      this.nest(at)
    }
    return to < this.stop ? to : -1
  }

  /**
   * Counts the runs of a step's rows before `end`, down to `first`.
   * @returns the last row it counted
   */
  countBack(end: number, first: number): number {
    const { columns } = this
    let row = end
    const each = this.asked === undefined ? 1 : ASKING
    for (let left = STEP; left > 0 && row > first;) {
      const known = this.counts.size
      this.countRow(--row)
      left -= columns.listenerCount(row) + each + FRESH * (this.counts.size - known)
    }
    return row
  }

  private countRow(row: number): void {
    const { columns } = this
    const from = columns.firstRun(row)
    const to = from + columns.listenerCount(row)
    if (from === to) return
    this.nest(row)
    if (this.asked?.(columns, row) === false) {
      for (let run = from; run < to && this.nested.size > 0; run++) this.nested.delete(run)
      return
    }
    const time = columns.time(row)
    const id = columns.id(row)
    for (let run = from; run < to; run++) {
      const status = columns.runStatus(run)
      if (status === 'none') continue
      const count = this.countOf(columns.runListener(run))
      const sync = columns.runSync(run)
      this.countSelf(count, run, sync)
      count.calls++
      count.sync.add(sync, id)
      if (sync >= this.slowMs) count.slow++
      const start = time + columns.runStart(run)
      if (start > count.lastRun) count.lastRun = start
      if (status === 'waiting') {
        count.waiting++
        continue
      }
      const wait = columns.runWait(run)
      if (wait !== undefined) count.wait.add(wait, id)
      if (status === 'failed') {
        count.failed++
        count.lastFailure ??= columns.runError(run)
      }
    }
  }

  private countSelf(count: ListenerCount, run: number, sync: number): void {
    let self = sync
    if (this.nested.size > 0) {
      const nested = this.nested.get(run)
      if (nested !== undefined) {
        this.nested.delete(run)
        self = Math.max(0, sync - nested)
      }
    }
    count.selfTime += self
    this.selfTime += self
  }

  /** Notes how long the runs of a dispatch were part of the run that made it. That one is older, and counted later. */
  private nest(row: number): void {
    const { columns } = this
    const index = columns.parentRun(row)
    const sync = columns.sync(row)
    if (index < 0 || sync === 0) return
    const parent = this.recording.rowOf(columns.parent(row)!)
    if (parent < this.first || index >= columns.listenerCount(parent)) return
    const outer = columns.firstRun(parent) + index
    const from = columns.firstRun(row)
    let inside = 0
    for (let run = from; run < from + columns.listenerCount(row); run++) {
      if (columns.runStatus(run) !== 'none' && isInside(columns, row, run, parent, outer))
        inside += columns.runSync(run)
    }
    if (inside > 0) this.nested.set(outer, (this.nested.get(outer) ?? 0) + inside)
  }

  private countOf(listener: number): ListenerCount {
    const known = this.counts.get(listener)
    if (known !== undefined) return known
    const count = new ListenerCount()
    this.counts.set(listener, count)
    return count
  }
}
