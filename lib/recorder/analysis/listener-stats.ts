import type { EventError } from '../../core/index.ts'
import type { RecordedListener } from '../recorded.ts'
import type { Recording, RecordingColumns } from '../types.ts'
import { DurationHistogram } from './histogram.ts'
import { DEFAULT_SLOW_MS, type Marked, marksOf, type PlaceGroup, PlaceGroups } from './listener-marks.ts'
import type { DurationStats, ListenerStats, ListenerStatsOptions } from './listener-types.ts'
import { checkAnalysisOptions } from './options.ts'
import { type Pass, Refreshed, STEP } from './refreshed.ts'
import { RegistrationPlaces } from './registration-place.ts'
import { rowsWithin } from './rows.ts'
import type { TimeRange } from './time-range.ts'

/** Bars of a small histogram, at most. */
const BARS = 16
/** Between two passes, ms. */
const PAUSE = { least: 250, most: Infinity }
/** Listeners that are summed up in a step: each takes some µs. */
const LISTENER_STEP = 8

const NONE: readonly ListenerStats[] = Object.freeze([])

/**
 * How each listener did, kept up to date in small steps while the recording grows. It goes over the kept rows from
 * the newest to the oldest, and shows what it found when it is through; until then, what it found before.
 * @example
 * const tally = new ListenerTally(recorder.recording, { slowMs: 8 })
 * const frame = () => {
 *   tally.update(performance.now() + 1, () => performance.now())
 *   draw(tally.stats)
 *   requestAnimationFrame(frame)
 * }
 */
export class ListenerTally {
  private readonly refreshed: Refreshed<readonly ListenerStats[]>
  private readonly range: TimeRange | undefined
  private readonly slowMs: number
  private readonly places = new RegistrationPlaces()
  private done = 0

  /** @throws {TypeError} for an option that is unknown or ill-typed */
  constructor(
    private readonly recording: Recording,
    options: ListenerStatsOptions = {},
  ) {
    checkAnalysisOptions(options, ['range', 'slowMs'])
    const { range, slowMs = DEFAULT_SLOW_MS } = options
    this.range = range
    this.slowMs = slowMs
    this.refreshed = new Refreshed(recording, NONE, () => this.pass(), PAUSE)
  }

  /** In the order of registration; the same array until there is a new result. */
  get stats(): readonly ListenerStats[] {
    return this.refreshed.value
  }

  /** How much of the rows the pass under way, or the last one, has looked at: 0 … 1. */
  get progress(): number {
    return this.done
  }

  /**
   * Goes on until that time, or a little longer: what is done between two looks at the clock takes some 50 µs.
   * @returns whether `stats` are those of the recording as it is now; if not, call it again in the next frame
   */
  update(until: number, clock: () => number): boolean {
    return this.refreshed.update(until, clock)
  }

  private *pass(): Pass<readonly ListenerStats[]> {
    const { columns } = this.recording
    const counts = new Counts(columns, this.slowMs)
    const { first, end } = rowsWithin(columns, this.range)
    this.done = 0
    // From the newest on: while it goes on, the oldest may be dropped.
    for (let row = end; row > Math.max(first, columns.first);) {
      row = counts.countBack(row, Math.max(first, columns.first))
      this.done = (end - row) / (end - first)
      yield
    }
    this.done = 1
    return yield* this.sumUp(counts)
  }

  private *sumUp(counts: Counts): Pass<readonly ListenerStats[]> {
    const { listeners } = this.recording
    const groups = new PlaceGroups(this.places)
    const groupOf: (PlaceGroup | undefined)[] = []
    for (const listener of listeners) {
      groupOf.push(groups.add(listener))
      if (groupOf.length % STEP === 0) yield
    }
    const stats: ListenerStats[] = []
    for (const [at, listener] of listeners.entries()) {
      stats.push(statsOf(listener, counts, groupOf[at], this.slowMs))
      if (stats.length % LISTENER_STEP === 0) yield
    }
    return stats
  }
}

/** How each listener did, of all kept dispatches or those of a range, in the order of registration. */
export function listenerStats(
  recording: Recording,
  options?: ListenerStatsOptions,
): readonly ListenerStats[] {
  const tally = new ListenerTally(recording, options)
  tally.update(Infinity, () => 0)
  return tally.stats
}

/** Durations, and the dispatch with the longest. */
class Durations {
  readonly histogram = new DurationHistogram()
  private slowest = 0

  add(ms: number, id: number): void {
    if (ms > this.histogram.max || this.histogram.count === 0) this.slowest = id
    this.histogram.add(ms)
  }

  stats(): DurationStats | undefined {
    const { histogram, slowest } = this
    const { count, max, sum } = histogram
    if (count === 0) return undefined
    const p50 = histogram.quantile(0.5)
    const p95 = histogram.quantile(0.95)
    return { count, p50, p95, max, sum, bars: histogram.bars(BARS), slowest }
  }
}

/** What is counted of one listener. */
class Count {
  calls = 0
  failed = 0
  waiting = 0
  slow = 0
  lastRun = 0
  lastFailure: EventError | undefined = undefined
  readonly sync = new Durations()
  readonly wait = new Durations()
}

class Counts {
  /** The synchronous time of all listeners. */
  sync = 0
  private readonly counts = new Map<number, Count>()

  constructor(
    private readonly columns: RecordingColumns,
    private readonly slowMs: number,
  ) {}

  of(listener: number): Count | undefined {
    return this.counts.get(listener)
  }

  /**
   * Counts the runs of a step's rows before `end`, down to `first`.
   * @returns the last row it counted
   */
  countBack(end: number, first: number): number {
    const { columns } = this
    let row = end
    for (let left = STEP; left > 0 && row > first; left -= columns.listenerCount(row) + 1)
      this.countRow(--row)
    return row
  }

  private countRow(row: number): void {
    const { columns } = this
    const from = columns.firstRun(row)
    const to = from + columns.listenerCount(row)
    if (from === to) return
    const time = columns.time(row)
    const id = columns.id(row)
    for (let run = from; run < to; run++) {
      const status = columns.runStatus(run)
      if (status === 'none') continue
      const count = this.countOf(columns.runListener(run))
      const sync = columns.runSync(run)
      this.sync += sync
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

  private countOf(listener: number): Count {
    const known = this.counts.get(listener)
    if (known !== undefined) return known
    const count = new Count()
    this.counts.set(listener, count)
    return count
  }
}

const NEVER = new Count()

function statsOf(
  listener: RecordedListener,
  counts: Counts,
  group: PlaceGroup | undefined,
  slowMs: number,
): ListenerStats {
  const { calls: totalCalls, errors: totalFailed, ...fields } = listener
  const count = counts.of(listener.id) ?? NEVER
  const { calls, failed, waiting, slow: slowCalls, lastFailure } = count
  const sync = count.sync.stats()
  const stats = {
    ...fields,
    calls,
    failed,
    waiting,
    totalCalls,
    totalFailed,
    sync,
    wait: count.wait.stats(),
    share: sync === undefined || counts.sync === 0 ? 0 : sync.sum / counts.sync,
    lastRun: calls === 0 ? undefined : count.lastRun,
    lastFailure,
    place: group?.frame,
  }
  const marked: Marked = { ...stats, slowCalls, slowMs }
  return { ...stats, marks: marksOf(marked, group) }
}
