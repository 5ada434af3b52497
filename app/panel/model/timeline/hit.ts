import type { RecordingColumns } from 'eventscope/recorder'
import { type LaneLayout, placeAt } from './lane.ts'

/**
 * The dispatch of a lane at a moment, or the nearest one within `slack` ms; −1 for none.
 * Where dispatches overlap, in the lane that is shared, it is the last that began.
 */
export function dispatchAt(
  columns: RecordingColumns,
  layout: LaneLayout,
  lane: number,
  time: number,
  slack: number,
): number {
  const rows = layout.lanes[lane]?.rows
  if (rows === undefined || rows.length === 0) return -1
  const after = placeAt(columns, rows, time)
  const next = after < rows.length ? rows.at(after) : -1
  const toNext = next < 0 ? Infinity : columns.time(next) - time
  if (toNext === 0) return next
  const before = after > 0 ? rows.at(after - 1) : -1
  const fromLast = before < 0 ? Infinity : Math.max(0, time - layout.endOf(before))
  if (fromLast === 0) return before
  return Math.min(toNext, fromLast) > slack ? -1 : toNext < fromLast ? next : before
}

/** The run of a dispatch on a line below its bar, or −1. */
export function runAt(columns: RecordingColumns, row: number, line: number): number {
  if (line < 0 || line >= columns.listenerCount(row)) return -1
  const run = columns.firstRun(row) + line
  return columns.runStatus(run) === 'none' ? -1 : run
}
