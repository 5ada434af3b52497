import type { RecordingColumns } from '../types.ts'

/**
 * Starts and lengths of runs are kept in single precision, and lengths are summed up in it: where two times differ by
 * less than this share of what is added up, they may be the same.
 */
const ROUNDING = 2 ** -20

/**
 * Whether a run was made in the synchronous part of another, which made its dispatch: before the end of that one, for
 * it can't be before its start. Where that is too close to tell, it took no longer than the difference.
 * @param row the run's dispatch
 * @param outerRow the dispatch of the other
 */
export function isInside(
  columns: RecordingColumns,
  row: number,
  run: number,
  outerRow: number,
  outer: number,
): boolean {
  const start = columns.runStart(run)
  const end = columns.runStart(outer) + columns.runSync(outer)
  return columns.time(row) - columns.time(outerRow) + start < end - ROUNDING * (start + end)
}

/** As `isInside`, where it is not known that the other one made the dispatch. */
export function isWithin(
  columns: RecordingColumns,
  row: number,
  run: number,
  outerRow: number,
  outer: number,
): boolean {
  const start = columns.runStart(run)
  const outerStart = columns.runStart(outer)
  const time = columns.time(row) - columns.time(outerRow) + start
  return time >= outerStart - ROUNDING * (start + outerStart) && isInside(columns, row, run, outerRow, outer)
}
