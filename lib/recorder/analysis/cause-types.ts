import type { Origin } from '../../core/index.ts'
import type { Status } from '../recorded.ts'

/** One dispatch in the tree of causes, with what it caused. Times in ms. */
export interface CauseNode {
  readonly id: number
  readonly event: string
  readonly bus: string
  /** Where it comes from; undefined if it was dispatched here. */
  readonly origin: Origin | undefined
  /** When it was dispatched, since `recording.timeOrigin`. */
  readonly time: number
  /** As in `DispatchView`. */
  readonly sync: number
  readonly wait: number | undefined
  /** How long it has waited so far, or did; undefined if nothing was ever pending. */
  readonly waited: number | undefined
  readonly status: Status
  /** How many errors it has. */
  readonly errors: number
  /** The id of the dispatch that caused it, where known. */
  readonly parent: number | undefined
  /**
   * The name and registration id of the parent's listener that dispatched it. Undefined although there is a parent
   * where that is not known: links are exact, or not there.
   */
  readonly parentListener: string | undefined
  readonly parentListenerId: number | undefined
  /** In the order of dispatch. */
  readonly children: readonly CauseNode[]
  /** Children that are not among `children`, for there are too many dispatches in the tree. */
  readonly omitted: number
}

/** Dispatches that cause each other again and again. */
export interface CauseLoop {
  /** `currency.changed → prices.changed → currency.changed` */
  readonly name: string
  /** The events of one turn. */
  readonly events: readonly string[]
  /** For each of them, the listener that dispatched the next one. */
  readonly listeners: readonly string[]
  /** Complete turns, of the dispatches in the tree. */
  readonly repeats: number
  /** The ids of its first and its last dispatch in the tree. */
  readonly first: number
  readonly last: number
  /**
   * How it ended: the bus refused to go deeper (`DispatchDepthError`), not yet (its last dispatch waits), or by
   * itself.
   */
  readonly ended: 'refused' | 'running' | 'stopped'
}

/** Why a dispatch happened, and what came of it. Times in ms since `recording.timeOrigin`. */
export interface Causes {
  /** The first cause that is known, with all that came of it: at most 2 000 dispatches besides those of the path. */
  readonly root: CauseNode
  /** The ids from the root to the dispatch itself, at most 10 000. */
  readonly path: readonly number[]
  /** The id of the root's own cause, where that is not in the recording: not any more, or it was paused. */
  readonly missing: number | undefined
  /** The id of the root's own cause, where the path is too long to go on. */
  readonly beyond: number | undefined
  /** Dispatches that came of the root, itself included, and how many of them are not in the tree. */
  readonly size: number
  readonly cut: number
  /** When the root was dispatched, and when the last of the chain had settled; undefined while one waits. */
  readonly start: number
  readonly end: number | undefined
  /** From start to end; while one waits, until this was read. */
  readonly total: number
  /** How long the chain held the page: what was dispatched inside a listener's run is part of that run. */
  readonly sync: number
  /** The loop that the dispatch is in, leads to, or came of. */
  readonly loop: CauseLoop | undefined
}
