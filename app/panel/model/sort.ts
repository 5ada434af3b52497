import type { RecordingColumns, Status } from 'eventscope/recorder'

/** The columns of the events grid. */
export const COLUMN_IDS = [
  'time',
  'event',
  'source',
  'origin',
  'listeners',
  'sync',
  'wait',
  'status',
  'parent',
] as const
export type ColumnId = (typeof COLUMN_IDS)[number]

/** What is shown as the origin of what was dispatched here. */
export const LOCAL = 'local'

export interface Sort {
  readonly column: ColumnId
  readonly desc: boolean
}

/** What rows are sorted by: unsigned 32-bit numbers in the order of a column's values, or texts to be ranked. */
export type SortKey =
  | { readonly kind: 'number'; of(columns: RecordingColumns, row: number): number }
  | { readonly kind: 'text'; of(columns: RecordingColumns, row: number): string }

/** The key of a row without a value: it comes last, ascending or descending. */
export const NO_KEY = 0xffff_ffff
/** The largest key of a value. */
const MAX_KEY = NO_KEY - 1
const STATUS_KEY: Record<Status, number> = { failed: 0, waiting: 1, ok: 2 }
const ERRORS_MAX = 0x3fff_ffff

/**
 * @param firstId the id of the oldest row: ids outgrow 32 bits, their distances don't
 */
export function sortKeyOf(column: ColumnId, firstId: number): SortKey {
  switch (column) {
    case 'event':
      return { kind: 'text', of: (columns, row) => columns.event(row) }
    case 'source':
      return { kind: 'text', of: (columns, row) => columns.bus(row) }
    case 'origin':
      return { kind: 'text', of: (columns, row) => columns.origin(row)?.via ?? LOCAL }
    case 'listeners':
      return { kind: 'number', of: (columns, row) => Math.min(columns.listenerCount(row), MAX_KEY) }
    case 'sync':
      return { kind: 'number', of: (columns, row) => floatKey(columns.sync(row)) }
    case 'wait':
      return { kind: 'number', of: waitKey }
    case 'status':
      return { kind: 'number', of: statusKey }
    case 'parent':
      return { kind: 'number', of: (columns, row) => parentKey(columns.parent(row), firstId) }
    case 'time':
      throw new Error('By time, rows are in order already')
  }
}

/** The key that puts the other way round whatever has a value. */
export function reversedKey(key: number): number {
  return key === NO_KEY ? NO_KEY : MAX_KEY - key
}

function waitKey(columns: RecordingColumns, row: number): number {
  const wait = columns.wait(row)
  if (wait !== undefined) return floatKey(wait)
  // What still waits has waited longest.
  return columns.status(row) === 'waiting' ? MAX_KEY : NO_KEY
}

/** Failed ones first, those with more errors before those with fewer. */
function statusKey(columns: RecordingColumns, row: number): number {
  const errors = Math.min(columns.errorCount(row), ERRORS_MAX)
  return STATUS_KEY[columns.status(row)] * (ERRORS_MAX + 1) + ERRORS_MAX - errors
}

/** A parent is older than its children, by less than the 2³¹ dispatches that would have to pass meanwhile. */
function parentKey(parent: number | undefined, firstId: number): number {
  if (parent === undefined) return NO_KEY
  return Math.min(MAX_KEY, Math.max(0, parent - firstId + 0x8000_0000))
}

const float = new Float32Array(1)
const bits = new Uint32Array(float.buffer)

/** A number that orders as the durations do, kept in single precision: bits of a float ≥ 0 are in its order. */
function floatKey(ms: number): number {
  float[0] = Math.max(0, ms)
  return bits[0]!
}
