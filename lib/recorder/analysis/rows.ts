import type { RecordingColumns } from '../types.ts'
import type { TimeRange } from './time-range.ts'

/** Rows from `first` on, `end` not included. */
export interface RowSpan {
  readonly first: number
  readonly end: number
}

/**
 * The rows dispatched within a range, or all; rows are in the order of time.
 * @example
 * const { first, end } = rowsWithin(recording.columns, { from: 1_000, to: 2_000 })
 */
export function rowsWithin(columns: RecordingColumns, range: TimeRange | undefined): RowSpan {
  const { first, end } = columns
  if (range === undefined) return { first, end }
  return { first: firstRowAt(columns, range.from), end: firstRowAt(columns, range.to) }
}

/**
 * The first row dispatched at that time (ms since `timeOrigin`) or later, or one past the last.
 * @example
 * const row = firstRowAt(recording.columns, 2_000)
 * recording.at(row - recording.columns.first)?.event // what was dispatched first after two seconds
 */
export function firstRowAt(columns: RecordingColumns, time: number): number {
  let low = columns.first
  let high = columns.end
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (columns.time(middle) < time) low = middle + 1
    else high = middle
  }
  return low
}
