import type { EventError } from '../../core/index.ts'
import type { FailureKind } from '../../core/index.ts'
import type { TimeRange } from './time-range.ts'

/** What `recording.errorGroups()` may be told. */
export interface ErrorGroupsOptions {
  /** Which errors count: those of the dispatches in it, and nothing later. All that are kept, if left out. */
  readonly range?: TimeRange | undefined
  /**
   * Only errors of dispatches that this query finds count: `recording.find` says how it is written. Whether something
   * still fails is told by all dispatches of the range.
   */
  readonly query?: string | undefined
}

/** Parts that the time of a sparkline is divided into. */
export const ERROR_BINS = 32

/**
 * Whether it still fails. Of the dispatches of the event in which the same listener ran and settled: `failing` if the
 * last one failed after one before had failed too, or with another message since; `recovered` if the last one went
 * well; `not-run-since` if the listener was fine, or never ran, before its last failure, and has not run again.
 */
export type ErrorState = 'failing' | 'recovered' | 'not-run-since'

/**
 * The failed runs of one listener, by its name, for one event of a bus, with one message; or what else failed of the
 * dispatches of that event, each kind for itself. Times in ms since `recording.timeOrigin`, of the dispatches.
 */
export interface ErrorGroup {
  /** The same for the same group in a later result. */
  readonly key: string
  /** The name and id of its bus: several may have the same name, and are in groups of their own. */
  readonly bus: string
  readonly busId: number
  readonly event: string
  readonly kind: FailureKind
  /** The listener's name; undefined where no listener failed: `kind` says what did. */
  readonly listener: string | undefined
  /** Of what was thrown; the first 500 characters. */
  readonly message: string
  /** Failed runs. */
  readonly count: number
  /** The ids of the dispatches they were for, the newest first, at most 1 000. */
  readonly dispatches: readonly number[]
  readonly first: number
  readonly last: number
  /** The newest one. */
  readonly latest: EventError
  /** How many registrations failed so (counted up to 10 000), the ids of those that did last, at most 100, and whether any is registered still. */
  readonly registrations: number
  readonly listenerIds: readonly number[]
  readonly active: boolean
  /** How many in each part of the time from `ErrorGroups.from` to `to`. */
  readonly perBin: readonly number[]
  readonly state: ErrorState
  /** In how many later dispatches of the event the listener ran without failing, or what else failed did not. */
  readonly okSince: number
}

/** The errors of a recording, or of a range of it. */
export interface ErrorGroups {
  /** The group that failed last comes first. */
  readonly groups: readonly ErrorGroup[]
  /** All errors, in a group or not. */
  readonly total: number
  /** Older errors that are in none of the groups, for there are too many. */
  readonly omitted: number
  /** What time the sparklines span. */
  readonly from: number
  readonly to: number
}
