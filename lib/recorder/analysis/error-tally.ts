import type { EventError } from '../../core/index.ts'
import type { RowPredicate } from '../query/compile.ts'
import type { Recording, RecordingColumns } from '../types.ts'
import { groupKey, GroupCount } from './error-group.ts'
import { ErrorOutcomes } from './error-outcomes.ts'
import type { ErrorGroup, ErrorGroups, ErrorGroupsOptions } from './error-types.ts'
import { askedBy, ASKING, checkAnalysisOptions } from './options.ts'
import { type Pass, Refreshed, STEP } from './refreshed.ts'
import { rowsWithin } from './rows.ts'
import type { TimeRange } from './time-range.ts'

/** Groups at most; those that failed last are there. */
const MAX_GROUPS = 500
/** Between two passes, ms. */
const PAUSE = { least: 250, most: Infinity }
/** Groups that are summed up in a step. */
const GROUP_STEP = 8

const NONE: ErrorGroups = Object.freeze({ groups: Object.freeze([]), total: 0, omitted: 0, from: 0, to: 0 })

/**
 * The errors of a recording in groups, kept up to date in small steps while it grows. Where nothing failed, it looks
 * at one column only; the runs of other dispatches are looked at to say whether what failed has gone well since.
 * @example
 * const tally = new ErrorTally(recorder.recording)
 * const frame = () => {
 *   tally.update(performance.now() + 1, () => performance.now())
 *   draw(tally.result.groups)
 *   requestAnimationFrame(frame)
 * }
 */
export class ErrorTally {
  private readonly refreshed: Refreshed<ErrorGroups>
  private readonly range: TimeRange | undefined
  private readonly asked: RowPredicate | undefined
  private done = 0

  /**
   * @throws {TypeError} for an option that is unknown or ill-typed
   * @throws {QuerySyntaxError} for a query that can't be understood
   */
  constructor(
    private readonly recording: Recording,
    options: ErrorGroupsOptions = {},
  ) {
    checkAnalysisOptions(options, ['range', 'query'])
    this.range = options.range
    this.asked = askedBy(options.query)
    this.refreshed = new Refreshed(recording, NONE, () => this.pass(), PAUSE)
  }

  /** The same object until there is a new result. */
  get result(): ErrorGroups {
    return this.refreshed.value
  }

  /** How much of the rows the pass under way, or the last one, has searched for errors: 0 … 1. */
  get progress(): number {
    return this.done
  }

  /**
   * Goes on until that time, or a little longer: what is done between two looks at the clock takes some 50 µs.
   * @returns whether `result` is that of the recording as it is now; if not, call it again in the next frame
   */
  update(until: number, clock: () => number): boolean {
    return this.refreshed.update(until, clock)
  }

  private *pass(): Pass<ErrorGroups> {
    const { recording, range } = this
    const { columns } = recording
    const { first, end } = rowsWithin(columns, range)
    const none = { from: 0, to: 0 }
    const span = range ?? (first === end ? none : { from: columns.time(first), to: columns.time(end - 1) })
    const errors = new Errors(recording, span, this.asked)
    this.done = 0
    // From the newest on: while it goes on, the oldest may be dropped.
    for (let row = end; row > Math.max(first, columns.first);) {
      row = errors.countBack(row, Math.max(first, columns.first))
      this.done = (end - row) / (end - first)
      yield
    }
    this.done = 1
    const counts = [...errors.groups.values()]
    const outcomes = new ErrorOutcomes(recording, counts)
    for (let row = end; row > Math.max(first, columns.first) && outcomes.open;) {
      row = outcomes.lookBack(row, Math.max(first, columns.first))
      yield
    }
    outcomes.finish()
    const groups: ErrorGroup[] = []
    for (const count of counts) {
      groups.push(count.group(recording))
      if (groups.length % GROUP_STEP === 0) yield
    }
    const { total, omitted } = errors
    return { groups, total, omitted, ...span }
  }
}

/** The errors of all kept dispatches or those of a range, in groups. */
export function errorGroups(recording: Recording, options?: ErrorGroupsOptions): ErrorGroups {
  const tally = new ErrorTally(recording, options)
  tally.update(Infinity, () => 0)
  return tally.result
}

class Errors {
  total = 0
  omitted = 0
  /** In the order of their last failures, the latest first. */
  readonly groups: Map<string, GroupCount> = new Map()
  private readonly columns: RecordingColumns

  constructor(
    private readonly recording: Recording,
    private readonly span: TimeRange,
    private readonly asked: RowPredicate | undefined,
  ) {
    this.columns = recording.columns
  }

  /**
   * Counts the errors of a step's rows before `end`, down to `first`.
   * @returns the last row it looked at
   */
  countBack(end: number, first: number): number {
    const { columns } = this
    let row = end
    for (let left = STEP; left > 0 && row > first; left--) {
      if (columns.errorCount(--row) === 0) continue
      left -= columns.listenerCount(row) + (this.asked === undefined ? 0 : ASKING)
      if (this.asked === undefined || this.asked(columns, row)) this.countRow(row)
    }
    return row
  }

  private countRow(row: number): void {
    const { columns } = this
    const from = columns.firstRun(row)
    const ofRuns = new Set<EventError>()
    for (let run = from + columns.listenerCount(row) - 1; run >= from; run--) {
      const error = columns.runError(run)
      if (error === undefined) continue
      ofRuns.add(error)
      const id = columns.runListener(run)
      this.count(row, error, this.recording.listener(id)?.name ?? error.listener, id)
    }
    for (const error of columns.errors(row))
      if (!ofRuns.has(error)) this.count(row, error, undefined, undefined)
  }

  private count(
    row: number,
    error: EventError,
    listener: string | undefined,
    registration: number | undefined,
  ): void {
    const { columns, groups } = this
    this.total++
    const bus = columns.bus(row)
    const kind = listener === undefined ? error.kind : 'listener'
    const failing = { bus, busId: columns.busId(row), event: columns.event(row), kind, listener }
    const key = groupKey(failing, error)
    let group = groups.get(key)
    if (group === undefined) {
      if (groups.size === MAX_GROUPS) {
        this.omitted++
        return
      }
      group = new GroupCount(key, failing, error, this.span, columns, row)
      groups.set(key, group)
    }
    group.add(columns, row, registration)
  }
}
