import { firstRowAt, type Recording } from 'eventscope/recorder'
import type { Range } from '../range.ts'
import { endOf } from './spans.ts'

/** Dispatches before a range that are looked at, at most: those nearest to it. */
const MAX_LOOKED = 100_000
/** What is shown beside them on each side, as a share of their time. */
const MARGIN = 0.1

/** Dispatches that began before a range and were still running or waiting in it. */
export interface GoingOn {
  readonly count: number
  /** Of the one that began last. */
  readonly id: number
  /** When the first of them began until the last had ended, or now, with some room at both sides. */
  readonly span: Range
}

/** What was going on in a range though it began before; undefined where nothing was. */
export function goingOnIn(recording: Recording, { from }: Range): GoingOn | undefined {
  const { columns } = recording
  const end = firstRowAt(columns, from)
  let count = 0
  let [last, first, until] = [-1, Infinity, -Infinity]
  for (let row = end - 1; row >= Math.max(columns.first, end - MAX_LOOKED); row--) {
    const ended = endOf(columns, row)
    if (ended <= from) continue
    count++
    if (last < 0) last = row
    first = columns.time(row)
    until = Math.max(until, ended === Infinity ? recording.now() : ended)
  }
  if (last < 0) return undefined
  const room = Math.max(0, until - first) * MARGIN
  return { count, id: columns.id(last), span: { from: first - room, to: until + room } }
}
