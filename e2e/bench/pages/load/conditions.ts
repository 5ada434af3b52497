import type { Recording, RecordingColumns } from 'eventscope/recorder'
import type { Shown } from './api.ts'
import type { ShownGrid } from './shown-grid.ts'
import { STRUCTURED, type StructuredQuery } from './structured.ts'

/** What has to be known of the grid. */
type Grid = Pick<ShownGrid, 'rows' | 'places' | 'isFilled' | 'foundCount'>

/** Rows that may arrive, and move a place along the recording, between the order and the input that obeys it. */
const ARRIVING = 20_000

/** Whether the grid shows that, as a condition to ask again and again; what it needs to know is found out now. */
export function condition(shown: Shown, recording: Recording, grid: Grid): () => boolean {
  if (shown.kind === 'counted') return countedRows(shown.query, recording.columns, grid)
  const isRight = rightRows(shown, recording, grid)
  // Looked at last: it is what costs a layout.
  return () => isRight() && grid.isFilled()
}

function rightRows(
  shown: Exclude<Shown, { kind: 'counted' }>,
  recording: Recording,
  grid: Grid,
): () => boolean {
  const { columns } = recording
  switch (shown.kind) {
    case 'newest': {
      const newest = columns.end - 1
      return () => grid.rows().some((row) => row >= newest)
    }
    case 'filtered':
      return newestRows(wordTest(shown.word, columns), columns, grid)
    case 'found':
      return newestRows((row) => STRUCTURED[shown.query].asks(columns, row), columns, grid)
    case 'sorted':
      return shown.by === 'sync' ? longestFirst(columns, grid) : namesInOrder(columns, grid)
    case 'place':
      return placedRows(shown.share, columns, grid)
  }
}

type RowTest = (row: number) => boolean

function wordTest(word: string, columns: RecordingColumns): RowTest {
  return (row) => columns.event(row).includes(word) || JSON.stringify(columns.payload(row)).includes(word)
}

function newestRows(matches: RowTest, columns: RecordingColumns, grid: Grid): () => boolean {
  let newest = columns.end - 1
  while (newest >= columns.first && !matches(newest)) newest--
  return () => {
    const rows = grid.rows()
    return rows.every(matches) && rows.some((row) => row >= newest)
  }
}

/**
 * While rows arrive and are dropped, a count is right if it was so at any time from now on: rows that are wanted now
 * are counted, unless they were dropped since; those that arrived since, or waited, may be.
 */
function countedRows(query: StructuredQuery, columns: RecordingColumns, grid: Grid): () => boolean {
  const { asks } = STRUCTURED[query]
  const { end } = columns
  const wanted: number[] = []
  let waiting = 0
  for (let row = columns.first; row < end; row++) {
    if (asks(columns, row)) wanted.push(row)
    else if (columns.status(row) === 'waiting') waiting++
  }
  return () => {
    const count = grid.foundCount()
    if (count === undefined) return false
    let dropped = 0
    while (dropped < wanted.length && wanted[dropped]! < columns.first) dropped++
    let arrived = 0
    for (let row = Math.max(end, columns.first); row < columns.end; row++) if (asks(columns, row)) arrived++
    return count >= wanted.length - dropped && count <= wanted.length + waiting + arrived
  }
}

function longestFirst(columns: RecordingColumns, grid: Grid): () => boolean {
  let longest = columns.first
  for (let row = columns.first; row < columns.end; row++) {
    if (columns.sync(row) > columns.sync(longest)) longest = row
  }
  const most = columns.sync(longest)
  return () => {
    const syncs = keptOf(grid.rows(), columns).map((row) => columns.sync(row))
    // The longest may have been dropped since, to make room.
    const isFirst = longest < columns.first || (syncs[0] ?? 0) >= most
    return syncs.length > 0 && isFirst && inOrder(syncs, (a, b) => a >= b)
  }
}

function namesInOrder(columns: RecordingColumns, grid: Grid): () => boolean {
  let least = columns.event(columns.end - 1)
  for (let row = columns.first; row < columns.end; row++) {
    if (columns.event(row) < least) least = columns.event(row)
  }
  return () => {
    const names = keptOf(grid.rows(), columns).map((row) => columns.event(row))
    return names.length > 0 && names[0] === least && inOrder(names, (a, b) => a <= b)
  }
}

function placedRows(share: number, columns: RecordingColumns, grid: Grid): () => boolean {
  const wanted = columns.first + Math.round(share * (columns.end - 1 - columns.first))
  return () => {
    const rows = grid.rows()
    const first = rows[0] ?? Number.NaN
    const last = rows.at(-1) ?? Number.NaN
    if (!inOrder(rows, (a, b) => b === a + 1)) return false
    if (share === 0) return grid.places().from === 0 && first >= wanted && first <= wanted + ARRIVING
    if (share === 1) return last >= wanted
    return first <= wanted + ARRIVING && wanted - ARRIVING <= last
  }
}

function keptOf(rows: readonly number[], { first }: RecordingColumns): number[] {
  return rows.filter((row) => row >= first)
}

function inOrder<Value>(values: readonly Value[], isBefore: (a: Value, b: Value) => boolean): boolean {
  return values.every((value, index) => index === 0 || isBefore(values[index - 1]!, value))
}
