import type { RecordingColumns } from 'eventscope/recorder'

/** A query over several columns at once, and what it asks for in plain words of the language of this page. */
interface Structured {
  /** As it is typed. */
  readonly text: string
  /** Whether a row is wanted, told without the recorder's query language and without any index of the panel. */
  asks(columns: RecordingColumns, row: number): boolean
}

export type StructuredQuery = 'common' | 'rare' | 'handful'

/** Queries over the events of the shop. */
export const STRUCTURED: Readonly<Record<StructuredQuery, Structured>> = {
  /** Some of a hundred rows: which have a synchronous part at all depends on the clock, which has steps of 5 µs. */
  common: {
    text: 'name:cart.* -name:cart.quantity* listener:checksum sync>0.001 payload.qty>=2',
    asks: (columns, row) =>
      isAdded(columns, row) &&
      columns.sync(row) > 0.001 &&
      columns.someListener(row, (name) => name === 'checksum') &&
      Number(valueAt(columns, row, 'qty')) >= 2,
  },
  /** One of a thousand rows. */
  rare: {
    text: 'name:cart.* -name:cart.quantity* listener:checksum dur<60000 payload.sku=B-440',
    asks: (columns, row) =>
      isAdded(columns, row) &&
      columns.someListener(row, (name) => name === 'checksum') &&
      valueAt(columns, row, 'sku') === 'B-440',
  },
  /** Some thirty rows of a million: nearly all of it is searched before the view is full. */
  handful: {
    text: 'status:failed error:"nothing to charge" payload.items=0 payload.total<2000',
    asks: (columns, row) =>
      columns.event(row) === 'checkout.submitted' &&
      columns.errorCount(row) > 0 &&
      columns.status(row) === 'failed' &&
      valueAt(columns, row, 'items') === 0 &&
      Number(valueAt(columns, row, 'total')) < 2_000,
  },
}

/** The shop has no other event whose name starts with `cart.`. */
function isAdded(columns: RecordingColumns, row: number): boolean {
  return columns.event(row) === 'cart.item_added'
}

function valueAt(columns: RecordingColumns, row: number, key: string): unknown {
  return (columns.payload(row) as Readonly<Record<string, unknown>>)[key]
}
