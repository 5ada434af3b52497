import type { RowPredicate } from '../query/compile.ts'
import type { RecordedListener } from '../recorded.ts'
import type { Recording } from '../types.ts'
import { ListenerCount, ListenerCounts } from './listener-counts.ts'
import { DEFAULT_SLOW_MS, marksOf, type Unmarked } from './listener-marks.ts'
import type { ListenerMark, ListenerStats, ListenerStatsOptions } from './listener-types.ts'
import { askedBy, checkAnalysisOptions } from './options.ts'
import { type Pass, Refreshed, STEP } from './refreshed.ts'
import { RegistrationPlaces } from './registration-place.ts'
import { rowsWithin } from './rows.ts'
import type { TimeRange } from './time-range.ts'

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
  private readonly asked: RowPredicate | undefined
  private readonly places = new RegistrationPlaces()
  private done = 0

  /**
   * @throws {TypeError} for an option that is unknown or ill-typed
   * @throws {QuerySyntaxError} for a query that can't be understood
   */
  constructor(
    private readonly recording: Recording,
    options: ListenerStatsOptions = {},
  ) {
    checkAnalysisOptions(options, ['range', 'query', 'slowMs'])
    const { range, slowMs = DEFAULT_SLOW_MS } = options
    this.range = range
    this.slowMs = slowMs
    this.asked = askedBy(options.query)
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
   * Goes on until that time, or a little longer: what is done between two looks at the clock takes well below 1 ms.
   * @returns whether `stats` are those of the recording as it is now; if not, call it again in the next frame
   */
  update(until: number, clock: () => number): boolean {
    return this.refreshed.update(until, clock)
  }

  private *pass(): Pass<readonly ListenerStats[]> {
    const { columns } = this.recording
    const { first, end } = rowsWithin(columns, this.range)
    const counts = new ListenerCounts(this.recording, this.slowMs, first, this.asked)
    this.done = 0
    // What was dispatched inside the last runs of the range comes right after it.
    for (let row = counts.nestOn(end); row >= 0; row = counts.nestOn(row)) yield
    // From the newest on: while it goes on, the oldest may be dropped.
    for (let row = end; row > Math.max(first, columns.first);) {
      row = counts.countBack(row, Math.max(first, columns.first))
      this.done = (end - row) / (end - first)
      yield
    }
    this.done = 1
    return yield* this.sumUp(counts)
  }

  private *sumUp(counts: ListenerCounts): Pass<readonly ListenerStats[]> {
    const { recording } = this
    const ids: number[] = []
    let isSorted = true
    for (const id of recording.listenerIds()) {
      isSorted &&= ids.length === 0 || id > ids.at(-1)!
      if (ids.push(id) % STEP === 0) yield
    }
    // They are not where a bus was attached late: then they are a few runs in order, which are sorted fast.
    if (!isSorted) ids.sort((a, b) => a - b)
    yield
    const stats: ListenerStats[] = []
    for (const [at, id] of ids.entries()) {
      const listener = recording.listener(id)
      if (listener !== undefined) stats.push(this.statsOf(listener, counts))
      if (at % LISTENER_STEP === 0) yield
    }
    return stats
  }

  /** Field by field: an object of so many that is copied from others takes an engine many times as long. */
  private statsOf(listener: RecordedListener, counts: ListenerCounts): ListenerStats {
    const count = counts.of(listener.id) ?? NEVER
    const { stack } = listener
    const stats: Unmarked & { marks: readonly ListenerMark[] } = {
      id: listener.id,
      bus: listener.bus,
      busId: listener.busId,
      event: listener.event,
      name: listener.name,
      async: listener.async,
      once: listener.once,
      timeout: listener.timeout,
      owner: listener.owner,
      managed: listener.managed,
      time: listener.time,
      removed: listener.removed,
      active: listener.active,
      ran: listener.ran,
      stack,
      stackGiven: listener.stackGiven,
      alike: listener.alike,
      calls: count.calls,
      failed: count.failed,
      waiting: count.waiting,
      totalCalls: listener.calls,
      totalFailed: listener.errors,
      sync: count.sync.stats(),
      wait: count.wait.stats(),
      selfTime: count.selfTime,
      share: count.selfTime === 0 ? 0 : count.selfTime / counts.selfTime,
      lastRun: count.calls === 0 ? undefined : count.lastRun,
      lastFailure: count.lastFailure,
      place: stack === undefined ? undefined : this.places.of(stack, listener.stackGiven),
      marks: NO_MARKS,
    }
    stats.marks = marksOf(stats, count.slow, this.slowMs)
    return stats
  }
}

const NEVER = new ListenerCount()
const NO_MARKS: readonly ListenerMark[] = Object.freeze([])

/** How each listener did, of all kept dispatches or those of a range, in the order of registration. */
export function listenerStats(
  recording: Recording,
  options?: ListenerStatsOptions,
): readonly ListenerStats[] {
  const tally = new ListenerTally(recording, options)
  tally.update(Infinity, () => 0)
  return tally.stats
}
