import type { RecordingColumns } from 'eventscope/recorder'
import type { Sort } from './sort.ts'

const STATUS_ORDER = { failed: 0, waiting: 1, ok: 2 }

/** What a row is sorted by, or undefined for one without a value. */
function valueOf(columns: RecordingColumns, row: number, { column }: Sort): number | string | undefined {
  switch (column) {
    case 'event':
      return columns.event(row)
    case 'source':
      return columns.bus(row)
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
