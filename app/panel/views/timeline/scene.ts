import type { Recording, RecordingColumns } from 'eventscope/recorder'
import type { ListenerNames } from '../../model/timeline/names.ts'
import type { Timeline } from '../../model/timeline/timeline.ts'
import type { Colors } from './colors.ts'
import type { Labels } from './text.ts'

/** Height of the axis, px. */
export const AXIS_HEIGHT = 24
/** Room above the first lane, px. */
export const TOP_PADDING = 6
/** Dispatches in view up to which every cause is drawn, not only those of the selection. */
export const ALL_ARROWS = 60

/** What is dragged over, ms since `timeOrigin`. */
export interface Brush {
  readonly from: number
  readonly to: number
}

/** All that one frame is drawn from. */
export interface Scene {
  readonly context: CanvasRenderingContext2D
  readonly columns: RecordingColumns
  readonly recording: Recording
  readonly timeline: Timeline
  readonly names: ListenerNames
  readonly labels: Labels
  /** Of runs, which are smaller. */
  readonly runLabels: Labels
  readonly colors: Colors
  readonly waits: CanvasPattern
  readonly failedWaits: CanvasPattern
  readonly timeOrigin: number
  readonly now: number
  /** px, without the axis. */
  readonly width: number
  readonly height: number
  /** How far the lanes are scrolled, px. */
  readonly top: number
  /** How far the runs are unfolded, 0 … 1. */
  readonly detail: number
  readonly hoverRow: number
  /** Where the pointer is, px from the left; undefined elsewhere. */
  readonly cursorX: number | undefined
  readonly brush: Brush | undefined
  /** px of a moment. */
  readonly x: (time: number) => number
  /** px of a lane's top, from the canvas's. */
  readonly y: (lane: number) => number
}

/** How much of a dispatch is drawn that the filter has not found, or that is not on the selection's path. */
export const DIMMED = 0.2
export const ASIDE = 0.45

/** How strongly a dispatch is drawn. */
export function emphasisOf({ timeline }: Scene, row: number): number {
  if (!timeline.matches.isMatch(row)) return DIMMED
  const { path } = timeline
  return path === undefined || path.rows.length === 1 || path.has.has(row) ? 1 : ASIDE
}

/** How strongly what is neither found nor on the path is drawn. */
export function backgroundOf({ timeline }: Scene): number {
  if (timeline.matches.found !== undefined) return DIMMED
  const { path } = timeline
  return path === undefined || path.rows.length === 1 || timeline.folded ? 1 : ASIDE
}
