import type { RecordingColumns, Status } from 'eventscope/recorder'

/** The columns of the events grid. */
export const COLUMN_IDS = [
  'time',
  'event',
  'source',
  'listeners',
  'sync',
  'wait',
  'status',
  'parent',
] as const
export type ColumnId = (typeof COLUMN_IDS)[number]

export interface Sort {
  readonly column: ColumnId
  readonly desc: boolean
}

const STATUS_ORDER: Record<Status, number> = { failed: 0, waiting: 1, ok: 2 }

/** A number a row is sorted by; `none` for a row without a value. */
function numericKey(columns: RecordingColumns, column: ColumnId, row: number, none: number): number {
  switch (column) {
    case 'listeners':
      return columns.listenerCount(row)
    case 'sync':
      return columns.sync(row)
    case 'wait':
      return columns.wait(row) ?? (columns.status(row) === 'waiting' ? Number.MAX_VALUE : none)
    case 'status':
      return STATUS_ORDER[columns.status(row)] - columns.errorCount(row) / 1_000_000
    case 'parent':
      return columns.parent(row) ?? none
    default:
      return row
  }
}

/** Texts as numbers in the order of the texts: each distinct one is compared once, not each row. */
function rankTexts(rows: readonly number[], text: (row: number) => string): Float64Array {
  const names = new Set<string>()
  for (const row of rows) names.add(text(row))
  const ranks = new Map([...names].sort().map((name, rank) => [name, rank]))
  return Float64Array.from(rows, (row) => ranks.get(text(row)) ?? 0)
}

/** The rows in the order of a column; equal ones stay in the order of time, those without a value come last. */
export function sortRows(columns: RecordingColumns, rows: readonly number[], sort: Sort): number[] {
  const none = sort.desc ? -Infinity : Infinity
  const keys =
    sort.column === 'event'
      ? rankTexts(rows, (row) => columns.event(row))
      : sort.column === 'source'
        ? rankTexts(rows, (row) => columns.bus(row))
        : Float64Array.from(rows, (row) => numericKey(columns, sort.column, row, none))
  const sign = sort.desc ? -1 : 1
  const order = Uint32Array.from(rows, (_row, at) => at)
  // Infinity minus Infinity is NaN, so keys are compared, not subtracted.
  order.sort((a, b) => {
    const left = keys[a]!
    const right = keys[b]!
    return left === right ? a - b : left < right ? -sign : sign
  })
  return Array.from(order, (at) => rows[at]!)
}
