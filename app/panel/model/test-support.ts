import { createBus } from 'eventscope'
import { createRecorder, type RecorderOptions, type RecordingColumns } from 'eventscope/recorder'
import type { Range } from './range.ts'
import { RowIndex } from './row-index.ts'
import type { Sort } from './sort.ts'

const STATUS_ORDER = { failed: 0, waiting: 1, ok: 2 }

/** What a row is sorted by, or undefined for one without a value. */
function valueOf(columns: RecordingColumns, row: number, { column }: Sort): number | string | undefined {
  switch (column) {
    case 'event':
      return columns.event(row)
    case 'source':
      return columns.bus(row)
    case 'origin':
      return columns.origin(row)?.via ?? 'local'
    case 'listeners':
      return columns.listenerCount(row)
    case 'sync':
      return columns.sync(row)
    case 'wait':
      return columns.wait(row) ?? (columns.status(row) === 'waiting' ? Number.MAX_VALUE : undefined)
    case 'status':
      return STATUS_ORDER[columns.status(row)] - columns.errorCount(row) / 1_000_000
    case 'parent':
      return columns.parent(row)
    case 'time':
      return row
  }
}

/** The rows as one plain stable sort puts them: equal ones by time, those without a value last. */
export function plainSort(columns: RecordingColumns, rows: readonly number[], sort: Sort): number[] {
  return [...rows].sort((a, b) => {
    const left = valueOf(columns, a, sort)
    const right = valueOf(columns, b, sort)
    if (left === right) return a - b
    if (left === undefined || right === undefined) return left === undefined ? 1 : -1
    return left < right !== sort.desc ? -1 : 1
  })
}

/** A clock that moves by so much whenever it is read: a budget below that allows one step. */
export function steppingClock(ms: number): () => number {
  let time = 0
  return () => (time += ms)
}

/** A bus, what is recorded of it, and an index over that. */
export function record(options: RecorderOptions = {}, clock: () => number = () => 0) {
  let time = 0
  const recorder = createRecorder({ clock: () => (time += 0.1), ...options })
  const bus = createBus({ onError: () => {} })
  recorder.attach(bus)
  const index = new RowIndex(recorder.recording, clock)
  return { recorder, recording: recorder.recording, columns: recorder.recording.columns, bus, index }
}

/** The rows of an index, in its order. */
export function rowsOf(index: RowIndex): number[] {
  return Array.from({ length: index.length }, (_, at) => index.rowAt(at))
}

/** The rows that a query finds within a range, by the recording itself. */
export function reference(
  { recording }: ReturnType<typeof record>,
  query: string,
  sort?: Sort,
  { from, to }: Range = { from: -Infinity, to: Infinity },
): number[] {
  const rows = recording
    .find(query)
    .filter(({ time }) => time >= from && time < to)
    .map(({ id }) => recording.rowOf(id))
  return sort === undefined ? rows : plainSort(recording.columns, rows, sort)
}
