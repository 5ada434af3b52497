import type { RecordingColumns } from '../types.ts'

/** Fields that are texts. */
export type TextField = 'name' | 'bus' | 'listener' | 'error' | 'payload'

/** What a query says of where dispatches come from: from here, or from elsewhere. */
export const ORIGINS = ['local', 'remote'] as const

/** Fields that are numbers, by the name of the column they read. */
export type NumberField = 'dur' | 'sync' | 'wait' | 'id' | 'parent' | 'time' | 'listeners' | 'errors'

/** A field a query can ask about. */
export type Field =
  | { readonly type: 'text'; readonly field: TextField }
  | { readonly type: 'status' }
  | { readonly type: 'origin' }
  | { readonly type: 'number'; readonly field: NumberField; readonly duration: boolean }
  | { readonly type: 'moment'; readonly operator: '>=' | '<' }

/** A field with what to say about it in help and completion. */
export interface QueryField {
  /** As it is written; `payload.…` stands for a path into the payload. */
  readonly name: string
  /** One line, with an example. */
  readonly detail: string
}

interface DescribedField extends QueryField {
  readonly is: Field | 'path'
  /** How a query goes on after it, as a completion writes it. */
  readonly next: string
}

const text = (field: TextField): Field => ({ type: 'text', field })
const count = (field: NumberField): Field => ({ type: 'number', field, duration: false })
const duration = (field: NumberField): Field => ({ type: 'number', field, duration: true })

/** What is before a path into the payload. */
export const PATH_PREFIX = 'payload'

/** Every field, those asked about most first. */
export const FIELDS: readonly DescribedField[] = [
  { name: 'name', next: ':', is: text('name'), detail: 'event, as name:cart.* or name=cart.item_added' },
  { name: 'status', next: ':', is: { type: 'status' }, detail: 'ok, failed or waiting' },
  { name: 'listener', next: ':', is: text('listener'), detail: 'name of a listener that was called' },
  { name: 'bus', next: ':', is: text('bus'), detail: 'name of the bus' },
  {
    name: 'origin',
    next: ':',
    is: { type: 'origin' },
    detail: 'local, remote, or what brought it in or sent it, as origin:redis',
  },
  { name: 'dur', next: '>', is: duration('dur'), detail: 'sync and wait together, as dur>16 or dur>1.5s' },
  { name: 'sync', next: '>', is: duration('sync'), detail: 'how long it held the page, as sync>4' },
  { name: 'wait', next: '>', is: duration('wait'), detail: 'how long it was pending, as wait>=200ms' },
  { name: 'error', next: ':', is: text('error'), detail: 'message of an error, as error:declined' },
  { name: 'payload', next: ':', is: text('payload'), detail: 'any key or value of the payload' },
  {
    name: 'payload.…',
    next: '',
    is: 'path',
    detail: 'one value, as payload.total>100 or payload.items.*.sku=A1',
  },
  { name: 'id', next: ':', is: count('id'), detail: 'id of the dispatch' },
  { name: 'parent', next: ':', is: count('parent'), detail: 'id of the dispatch that caused it, or none' },
  {
    name: 'after',
    next: ':',
    is: { type: 'moment', operator: '>=' },
    detail: "since the page's start, as after:10s",
  },
  {
    name: 'before',
    next: ':',
    is: { type: 'moment', operator: '<' },
    detail: "since the page's start, as before:2m",
  },
  { name: 'listeners', next: '>', is: count('listeners'), detail: 'how many it had when it started' },
  { name: 'errors', next: '>', is: count('errors'), detail: 'how many of its runs failed' },
]

/** The fields a query can ask about, for help. */
export const QUERY_FIELDS: readonly QueryField[] = Object.freeze(
  FIELDS.map(({ name, detail }) => Object.freeze({ name, detail })),
)

/** Other names for fields: `DispatchView` has `event`, and a bus is where a dispatch comes from. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ['event', 'name'],
  ['source', 'bus'],
])

const BY_NAME = new Map<string, Field>()
for (const { name, is } of FIELDS) if (is !== 'path') BY_NAME.set(name, is)
for (const [alias, name] of ALIASES) BY_NAME.set(alias, BY_NAME.get(name)!)

/** The field of that name, in upper or lower case; paths into payloads are not looked up. */
export function fieldOf(name: string): Field | undefined {
  return BY_NAME.get(name.toLowerCase())
}

/** Whether it is a path into the payload, well written or not. */
export function isPath(name: string): boolean {
  return /^payload[.[]/i.test(name)
}

/** The name of a field that was perhaps meant. */
export function similarField(name: string): string | undefined {
  const typed = name.toLowerCase()
  let best: string | undefined
  // So far off and no farther, for nearly every short word is two letters off from a field.
  let bestDistance = typed.length > 4 ? 3 : 2
  for (const known of BY_NAME.keys()) {
    const distance = editDistance(typed, known, bestDistance)
    if (distance >= bestDistance) continue
    best = known
    bestDistance = distance
  }
  return best ?? [...BY_NAME.keys()].find((known) => typed.length > 1 && known.startsWith(typed))
}

/** How many letters have to be changed, added or taken out; `limit` where it is that or more. */
function editDistance(from: string, to: string, limit: number): number {
  if (Math.abs(from.length - to.length) >= limit) return limit
  let above = Array.from({ length: to.length + 1 }, (_, at) => at)
  for (let row = 1; row <= from.length; row++) {
    const current = [row]
    for (let at = 1; at <= to.length; at++) {
      const changed = above[at - 1]! + (from[row - 1] === to[at - 1] ? 0 : 1)
      current.push(Math.min(changed, above[at]! + 1, current[at - 1]! + 1))
    }
    above = current
  }
  return Math.min(limit, above[to.length]!)
}

/** A number of a row; undefined where it has none. */
export type NumberReader = (columns: RecordingColumns, row: number) => number | undefined

/** How to read each field. Durations have the precision of the columns, so that `sync=0.1` can be true. */
export const NUMBER_READERS: Readonly<Record<NumberField, NumberReader>> = {
  dur: (columns, row) => Math.fround(columns.sync(row) + (columns.waited(row) ?? 0)),
  sync: (columns, row) => columns.sync(row),
  wait: (columns, row) => {
    const waited = columns.waited(row)
    return waited === undefined ? undefined : Math.fround(waited)
  },
  id: (columns, row) => columns.id(row),
  parent: (columns, row) => columns.parent(row),
  time: (columns, row) => columns.time(row),
  listeners: (columns, row) => columns.listenerCount(row),
  errors: (columns, row) => columns.errorCount(row),
}
