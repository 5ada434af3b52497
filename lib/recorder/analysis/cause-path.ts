import type { Recording } from '../types.ts'
import { type Pass, STEP } from './refreshed.ts'

/** Dispatches on the way from the root, at most: a loop through async listeners goes on for as long as the page. */
const MAX_PATH = 10_000

/** The way to a dispatch from its first known cause. */
export interface CausePath {
  /** From the root on. */
  readonly rows: readonly number[]
  readonly missing: number | undefined
  readonly beyond: number | undefined
}

/** Undefined if the dispatch is not in the recording. Its rows may have been dropped since, the oldest first. */
export function* pathTo(recording: Recording, id: number): Pass<CausePath | undefined> {
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
    if (rows.length % STEP > 0) continue
    yield
    // The last ones found are the oldest.
    while (rows.length > 0 && rows.at(-1)! < columns.first) rows.pop()
    const oldest = rows.at(-1)
    if (oldest === undefined) return undefined
    row = oldest
  }
  return { rows: rows.reverse(), missing, beyond }
}
