import type { Recording } from '../types.ts'

/** Dispatches on the way from the root, at most: a loop through async listeners goes on for as long as the page. */
const MAX_PATH = 10_000

/** The way to a dispatch from its first known cause. */
export interface CausePath {
  /** From the root on. */
  readonly rows: readonly number[]
  readonly missing: number | undefined
  readonly beyond: number | undefined
}

/** Undefined if the dispatch is not in the recording. */
export function pathTo(recording: Recording, id: number): CausePath | undefined {
  const { columns } = recording
  let row = recording.rowOf(id)
  if (row < 0) return undefined
  const rows = [row]
  let missing: number | undefined
  let beyond: number | undefined
  for (let parent = columns.parent(row); parent !== undefined; parent = columns.parent(row)) {
    const parentRow = recording.rowOf(parent)
    if (parentRow < 0) missing = parent
    else if (rows.length === MAX_PATH) beyond = parent
    if (missing !== undefined || beyond !== undefined) break
    row = parentRow
    rows.push(row)
  }
  return { rows: rows.reverse(), missing, beyond }
}
