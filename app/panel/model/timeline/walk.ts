import { firstRowAt, type Recording } from 'eventscope/recorder'
import { parentOf } from './path.ts'
import type { Timeline } from './timeline.ts'

/** Rows looked at for the next one that matches, at most. */
const MAX_LOOKED = 20_000

export type Step = 'next' | 'previous' | 'cause' | 'effect' | 'first' | 'last'

/** Where a step by the keyboard leads from a row (−1: from nowhere), or −1 where it leads nowhere. */
export function stepFrom(recording: Recording, timeline: Timeline, row: number, step: Step): number {
  const { first, end } = recording.columns
  switch (step) {
    case 'cause':
      return row < 0 ? -1 : parentOf(recording, row)
    case 'effect':
      return row < 0 ? -1 : timeline.lanes.firstChild(row)
    case 'first':
      return look(timeline, first, end, 1)
    case 'last':
      return look(timeline, end - 1, first - 1, -1)
    case 'next':
      return row < 0 ? nearest(recording, timeline) : look(timeline, row + 1, end, 1)
    case 'previous':
      return row < 0 ? nearest(recording, timeline) : look(timeline, row - 1, first - 1, -1)
  }
}

/** The next row that is shown and not dimmed. */
function look(timeline: Timeline, from: number, stop: number, by: 1 | -1): number {
  let left = MAX_LOOKED
  for (let row = from; row !== stop && (stop - row) * by > 0 && left > 0; row += by, left--) {
    if (timeline.layout.laneOf(row) >= 0 && timeline.matches.isMatch(row)) return row
  }
  return -1
}

/** The first dispatch in view, or the newest of all. */
function nearest({ columns }: Recording, timeline: Timeline): number {
  const { from, to } = timeline.view
  const row = look(timeline, firstRowAt(columns, from), columns.end, 1)
  return row >= 0 && columns.time(row) < to ? row : look(timeline, columns.end - 1, columns.first - 1, -1)
}
