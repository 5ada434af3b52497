import type { EventError } from '../../core/index.ts'
import type { RecordedListener } from '../recorded.ts'
import type { HistogramBar } from './histogram.ts'
import type { TimeRange } from './time-range.ts'

/** What `recording.listenerStats()` may be told. */
export interface ListenerStatsOptions {
  /** Which runs count: those of the dispatches in it. All that are kept, if left out. */
  readonly range?: TimeRange | undefined
  /** Only the runs of dispatches that this query finds count: `recording.find` says how it is written. */
  readonly query?: string | undefined
  /**
   * A run that held the page for so many ms is slow.
   * @default 16
   */
  readonly slowMs?: number | undefined
}

/** Many durations in few numbers. Times in ms. */
export interface DurationStats {
  readonly count: number
  /** By nearest rank, with an error of at most `QUANTILE_ERROR`. */
  readonly p50: number
  readonly p95: number
  readonly max: number
  readonly sum: number
  /** A small histogram, from the shortest to the longest on a logarithmic scale. */
  readonly bars: readonly HistogramBar[]
  /** The id of the dispatch with the longest. */
  readonly slowest: number
}

/** One thing that a listener should be looked at for. */
export interface ListenerMark {
  readonly kind: 'never-called' | 'slow' | 'leaking' | 'duplicate' | 'always-failing'
  /** In a sentence, with the numbers. */
  readonly reason: string
  /** What `reason` calls the place of the registration, where it names it: for who knows a better name. */
  readonly placeName?: string
  /** How many calls, or registrations, it is about; undefined for a listener that was never called. */
  readonly count: number | undefined
}

/** How one registration did in a recording, or in a range of it. Times in ms. */
export interface ListenerStats extends Omit<RecordedListener, 'calls' | 'errors'> {
  /** Runs in the range that are kept, those of them that failed, and those of them that still wait. */
  readonly calls: number
  readonly failed: number
  readonly waiting: number
  /** Runs since the last clear, kept or not and in whatever range, and those of them that failed. */
  readonly totalCalls: number
  readonly totalFailed: number
  /** Of the synchronous parts, with all that was dispatched in them; undefined without calls. */
  readonly sync: DurationStats | undefined
  /** Of the waits that are over; undefined where there are none. */
  readonly wait: DurationStats | undefined
  /**
   * Its own time: the synchronous parts, without those of the runs that were dispatched in them. Where the run that
   * dispatched is not known, or not in the range, nothing is taken off.
   */
  readonly selfTime: number
  /** Its own time, as a share of that of all listeners: 0 … 1. All shares together are 1. */
  readonly share: number
  /** When it was called last, since `recording.timeOrigin`. */
  readonly lastRun: number | undefined
  /** Of the newest dispatch in which it failed. */
  readonly lastFailure: EventError | undefined
  /**
   * Where it was registered: the frame under those of this library, as the engine writes it, and the first one where
   * `stackGiven`. Undefined without a stack, and where the library's frames can't be told from the page's.
   */
  readonly place: string | undefined
  readonly marks: readonly ListenerMark[]
}
