import type { RecordingColumns } from 'eventscope/recorder'
import { RowList } from '../row-list.ts'

/** Lines of runs that a lane has room for at most; the runs beyond are counted. */
export const MAX_RUN_LINES = 6

/** One line of dispatches, in the order of time. */
export interface LaneRows {
  readonly rows: RowList
  /** Those of them that failed. */
  readonly failed: RowList
  /** The most listeners that one of them had, up to `MAX_RUN_LINES`. */
  readonly lines: number
}

/** Where dispatches are, line by line. */
export interface LaneLayout {
  readonly lanes: readonly LaneRows[]
  /** The last lane takes what found no other, so dispatches overlap there. */
  readonly crowded: boolean
  /** Changes whenever a dispatch has got or changed its place. */
  readonly version: number
  /** The lane of a dispatch, or −1. */
  laneOf(row: number): number
  /** When it settled; Infinity while it waits. */
  endOf(row: number): number
  /** When `dispatch()` had returned. */
  returnedAt(row: number): number
}

/** The place in a lane of the first dispatch at `time` or later, looked for from the place `low` on. */
export function placeAt(columns: RecordingColumns, rows: RowList, time: number, low = 0): number {
  const { length } = rows
  // From one to the next of those that are drawn it is mostly a few steps only.
  let step = 1
  let high = low
  while (high < length && columns.time(rows.at(high)) < time) {
    low = high + 1
    high += step
    step *= 2
  }
  high = Math.min(high, length)
  while (low < high) {
    const middle = (low + high) >>> 1
    if (columns.time(rows.at(middle)) < time) low = middle + 1
    else high = middle
  }
  return low
}

/** How many dispatches of a layout can be seen between two times, and how many of those began before. */
export function countWithin(
  columns: RecordingColumns,
  layout: LaneLayout,
  from: number,
  to: number,
): { readonly count: number; readonly before: number } {
  let count = 0
  let before = 0
  for (const { rows } of layout.lanes) {
    const first = placeAt(columns, rows, from)
    count += placeAt(columns, rows, to, first) - first
    if (first > 0 && layout.endOf(rows.at(first - 1)) > from) before++
  }
  return { count: count + before, before }
}
