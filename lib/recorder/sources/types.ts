import type { DriverChange, DriverCounts, DriverState } from '../../core/index.ts'

/** What a recorder is attached to: `emitter` for what can only be observed. */
export type SourceKind = 'bus' | 'stream' | 'emitter'

/** How full one queue is. */
export interface QueueView {
  readonly name: string
  /** What waits in it. */
  readonly depth: number
  /** How much it takes; Infinity where there is no limit. */
  readonly capacity: number
  /** What waits for room in it. */
  readonly waiting: number
}

/** The driver of a source, as it is now. Times in ms since the Unix epoch, as drivers tell them. */
export interface DriverView {
  readonly name: string
  readonly state: DriverState
  /** Since when; undefined where it was so already when the recorder was attached. */
  readonly since: number | undefined
  /** Why, in the driver's words; undefined where it said nothing. */
  readonly reason: string | undefined
  readonly counts: DriverCounts
  /** Its newest 50 changes since the recorder was attached, the oldest first. */
  readonly changes: readonly DriverChange[]
  /** Older changes that are not kept. */
  readonly droppedChanges: number
}

/** A bus, a stream or another emitter that the recorder is attached to, made when asked for and never kept. */
export interface SourceView {
  /** As `RecordingColumns.busId`, where it has one. */
  readonly id: number
  readonly name: string
  readonly kind: SourceKind
  /** In ms since the Unix epoch. */
  readonly attachedAt: number
  /** Whether it dispatches no more. */
  readonly closed: boolean
  readonly driver: DriverView | undefined
  /** Its own and its driver's, at most 256. */
  readonly queues: readonly QueueView[]
  /** Queues beyond these. */
  readonly omittedQueues: number
}
