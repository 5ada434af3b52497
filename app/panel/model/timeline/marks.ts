import type { RecordingColumns } from 'eventscope/recorder'
import type { Range } from '../range.ts'
import { type LaneLayout, type LaneRows, placeAt } from './lane.ts'

/** Where what is drawn goes: nothing is made for a mark. */
export interface MarkSink {
  /**
   * A dispatch that can be told from its neighbours.
   * @param end when it ends, or its lane's next one begins, where they overlap; Infinity while it waits
   * @param next when the next dispatch in its lane begins; Infinity for none
   */
  bar(row: number, start: number, end: number, next: number): void
  /**
   * Several dispatches within one px: the places in the lane from `from` to `to` − 1.
   * @param x the px's place from the left edge
   */
  dense(x: number, from: number, to: number, failed: boolean): void
}

/**
 * Goes over what can be seen of a lane, from left to right: for each px at most two steps, each a short search,
 * however many dispatches there are.
 */
export function eachMark(
  columns: RecordingColumns,
  layout: LaneLayout,
  lane: LaneRows,
  view: Range,
  width: number,
  sink: MarkSink,
): void {
  const { rows } = lane
  const { length } = rows
  const msPerPx = (view.to - view.from) / width
  // The last one before the view may reach into it.
  let at = Math.max(0, placeAt(columns, rows, view.from) - 1)
  while (at < length) {
    const row = rows.at(at)
    const start = columns.time(row)
    if (start >= view.to) return
    const next = at + 1 < length ? columns.time(rows.at(at + 1)) : Infinity
    const x = Math.floor((start - view.from) / msPerPx)
    const edge = view.from + (x + 1) * msPerPx
    if (next >= edge) {
      const end = Math.min(layout.endOf(row), next)
      if (end > view.from || start >= view.from) sink.bar(row, start, end, next)
      at++
      continue
    }
    const beyond = Math.max(placeAt(columns, rows, edge, at + 1), at + 2)
    const last = rows.at(beyond - 1)
    // Only the last of them can be longer than the px.
    const isLong = layout.endOf(last) > edge + msPerPx
    const to = isLong ? beyond - 1 : beyond
    if (to - at === 1) sink.bar(row, start, Math.min(layout.endOf(row), next), next)
    else sink.dense(x, at, to, someBetween(lane, row, rows.at(to - 1)))
    if (isLong) {
      const after = beyond < length ? columns.time(rows.at(beyond)) : Infinity
      sink.bar(last, columns.time(last), Math.min(layout.endOf(last), after), after)
    }
    at = beyond
  }
}

function someBetween({ failed }: LaneRows, first: number, last: number): boolean {
  const at = failed.countBelow(first)
  return at < failed.length && failed.at(at) <= last
}
