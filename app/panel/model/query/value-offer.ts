import type { Origin } from 'eventscope'
import { payloadField, queryTerm, type RecordingColumns } from 'eventscope/recorder'
import { textOf } from '../payload-tree.ts'
import { type ColumnId, LOCAL } from '../sort.ts'

/** What can be done with a value that is shown somewhere. */
export interface ValueOffer {
  /** Terms that ask for dispatches with this value; each is offered. */
  readonly show: readonly string[]
  /** Terms whose dispatches can be left out. */
  readonly hide: readonly string[]
  /** What is copied. */
  readonly copy: string
}

/** Fields with a value that is asked for as it is. */
export type ValueField =
  | 'name'
  | 'bus'
  | 'origin'
  | 'listener'
  | 'error'
  | 'status'
  | 'id'
  | 'parent'
  | 'listeners'

/** Longer texts are copied, but not asked for: a query has an end. */
const MAX_TEXT = 1_000

/** The value of a field: an event's name, a bus, a listener. */
export function fieldOffer(field: ValueField, value: string | number): ValueOffer {
  return equal(field, value)
}

/** A duration: what took as long or longer. */
export function durationOffer(field: 'sync' | 'wait' | 'dur', ms: number): ValueOffer | undefined {
  // Rounded down, so that what has the value is found by it.
  const least = Math.floor(ms * 1_000) / 1_000
  return least > 0
    ? both(queryTerm(field, least, { operator: '>=' }), String(Number(ms.toFixed(3))))
    : undefined
}

/** A moment, in ms since the recording's `timeOrigin`: what was dispatched then or later, or before. */
export function timeOffer(time: number): ValueOffer {
  const from = (Math.floor(time * 1_000) / 1_000).toFixed(3)
  return { show: [`after:${from}`, `before:${from}`], hide: [], copy: from }
}

/** Where a dispatch comes from: what brought it in, or from elsewhere at all; undefined for what is of here. */
export function originOffer(origin: Origin | undefined): ValueOffer {
  if (origin === undefined) return both(queryTerm('origin', undefined), LOCAL)
  const { show, copy } = fieldOffer('origin', origin.via)
  const terms = [...show, 'origin=remote']
  return { show: terms, hide: terms, copy }
}

/** A value inside of the payload; one that others are in is asked for by being there. */
export function payloadOffer(path: string, value: unknown): ValueOffer | undefined {
  if (path === '') return undefined
  const field = payloadField(keysOf(path))
  return isPrimitive(value) ? equal(field, value) : both(`${field}:*`, textOf(value))
}

/** The keys in a path as code has it: `items[0]["a key"].sku`. */
function keysOf(path: string): string[] {
  const parts = path.match(/\["(?:[^"\\]|\\.)*"\]|\[\d+\]|[^.[\]]+/g) ?? []
  return parts.map((part) => {
    if (!part.startsWith('[')) return part
    return String(JSON.parse(part.slice(1, -1)))
  })
}

/** What a cell of the grid shows. */
export function cellOffer(columns: RecordingColumns, row: number, column: ColumnId): ValueOffer | undefined {
  switch (column) {
    case 'time':
      return timeOffer(columns.time(row))
    case 'event':
      return fieldOffer('name', columns.event(row))
    case 'source':
      return fieldOffer('bus', columns.bus(row))
    case 'origin':
      return originOffer(columns.origin(row))
    case 'listeners':
      return fieldOffer('listeners', columns.listenerCount(row))
    case 'sync':
      return durationOffer('sync', columns.sync(row))
    case 'wait': {
      const wait = columns.wait(row)
      if (wait !== undefined) return durationOffer('wait', wait)
      return columns.status(row) === 'waiting' ? fieldOffer('status', 'waiting') : undefined
    }
    case 'status':
      return fieldOffer('status', columns.status(row))
    case 'parent':
      return fieldOffer('parent', columns.parent(row) ?? 'none')
  }
}

/** All that tells a dispatch from others, for who has no pointer to choose a cell with. */
export function rowOffer(columns: RecordingColumns, row: number): ValueOffer {
  const told = [
    'event',
    'source',
    ...(columns.isRemote(row) ? (['origin'] as const) : []),
    'status',
    'parent',
  ] as const
  const offers = told.map((column) => cellOffer(columns, row, column))
  return {
    show: offers.flatMap((offer) => offer?.show ?? []),
    hide: offers.flatMap((offer) => offer?.hide ?? []),
    copy: columns.event(row),
  }
}

function equal(field: string, value: string | number | boolean | null | undefined): ValueOffer {
  const copy = String(value)
  return copy.length > MAX_TEXT ? { show: [], hide: [], copy } : both(queryTerm(field, value), copy)
}

function both(term: string, copy: string): ValueOffer {
  return { show: [term], hide: [term], copy }
}

function isPrimitive(value: unknown): value is string | number | boolean | null | undefined {
  return value === undefined || value === null || ['string', 'number', 'boolean'].includes(typeof value)
}
