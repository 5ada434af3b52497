import type { ListenerStats } from 'eventscope/recorder'
import { together } from './together.ts'
import { MARK_LABELS, modeText, ownerText } from './labels.ts'

/** What the list of listeners can be sorted by. */
export type ListenerColumn =
  | 'listener'
  | 'event'
  | 'bus'
  | 'mode'
  | 'place'
  | 'state'
  | 'calls'
  | 'errors'
  | 'waiting'
  | 'syncP50'
  | 'syncP95'
  | 'syncMax'
  | 'waitP50'
  | 'waitP95'
  | 'waitMax'
  | 'share'

export interface ListenerSort {
  readonly column: ListenerColumn
  readonly desc: boolean
}

/** Which listeners are shown. */
export interface ListenerFilter {
  /** Words that each have to be in the event, the name, the bus, the owner, the place or a mark. */
  readonly text: string
  readonly markedOnly: boolean
  readonly hideRemoved: boolean
  /** Only those with a run that counts. */
  readonly ranOnly: boolean
  /** Living registrations that were made alike are one row, and so are instances that are gone. */
  readonly grouped: boolean
  /** The groups whose registrations are shown below them. */
  readonly open: ReadonlySet<number>
}

/** A line of the list: a registration, or several that were made alike. */
export interface ListenerRow {
  /** The same for the same line of a later result. */
  readonly key: string
  /** Of a group, all of them together. */
  readonly one: ListenerStats
  /** The registrations that it stands for. */
  readonly members: readonly ListenerStats[]
  /** Of a group: what it is opened by. */
  readonly group: number | undefined
  readonly isOpen: boolean
  /** Whether its group is the line above it, or above others of that. */
  readonly isMember: boolean
}

/** Where a listener was registered, in few words. */
type PlaceOf = (one: ListenerStats) => string | undefined

/** Numbers are looked at for the largest, texts from A on. */
const TEXTS: ReadonlySet<ListenerColumn> = new Set(['listener', 'event', 'bus', 'mode', 'place'])

/**
 * The listeners that pass the filter, in order: without a sort, what is marked first (but for never called), then
 * what takes most of the time.
 */
export function listenerRows(
  stats: readonly ListenerStats[],
  filter: ListenerFilter,
  sort: ListenerSort | undefined,
  placeOf: PlaceOf,
): ListenerRow[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean)
  const found = stats.filter(
    (one) =>
      (!filter.markedOnly || one.marks.length > 0) &&
      (!filter.hideRemoved || one.active) &&
      (!filter.ranOnly || one.calls > 0) &&
      hasWords(one, words, placeOf),
  )
  const rows = filter.grouped ? groupAlike(found, filter.open) : found.map((one) => rowOf(one, false))
  const compare = comparison(sort, placeOf)
  return rows.sort(compare).flatMap((row) => {
    if (!row.isOpen) return [row]
    return [row, ...row.members.map((one) => rowOf(one, true)).sort(compare)]
  })
}

/** A row for each kind of registrations that are alike, and for each other one. */
function groupAlike(found: readonly ListenerStats[], open: ReadonlySet<number>): ListenerRow[] {
  const byKind = new Map<number, ListenerStats[]>()
  for (const one of found) {
    const kind = kindOf(one)
    if (kind === undefined) continue
    const others = byKind.get(kind)
    if (others === undefined) byKind.set(kind, [one])
    else others.push(one)
  }
  return found.flatMap((one) => {
    const group = kindOf(one)
    const members = group === undefined ? undefined : byKind.get(group)
    if (group === undefined || members === undefined || members.length === 1) return [rowOf(one, false)]
    if (members[0] !== one) return []
    const isOpen = open.has(group)
    return [{ key: groupKey(group), one: together(members), members, group, isOpen, isMember: false }]
  })
}

/**
 * What is removed is looked at one by one, to see who removed what; but of instances, each went with its own: a list that
 * was shown and emptied would bury all else. Those are another kind than the living ones.
 */
function kindOf({ active, managed, alike }: ListenerStats): number | undefined {
  if (alike === undefined || !(active || managed)) return undefined
  return active ? alike.id : -alike.id
}

const groupKey = (group: number): string => `alike-${group}`

function rowOf(one: ListenerStats, isMember: boolean): ListenerRow {
  return { key: String(one.id), one, members: [one], group: undefined, isOpen: false, isMember }
}

/**
 * The row with a key, also where the list does not show it: its details stay open. Of a group that is none any more,
 * what is left of it.
 */
export function rowByKey(
  rows: readonly ListenerRow[],
  stats: readonly ListenerStats[],
  key: string | undefined,
): ListenerRow | undefined {
  if (key === undefined) return undefined
  const shown = rows.find((row) => row.key === key)
  if (shown !== undefined) return shown
  const members = stats.filter((one) => {
    const kind = kindOf(one)
    return String(one.id) === key || (kind !== undefined && groupKey(kind) === key)
  })
  const [first] = members
  if (first === undefined) return undefined
  return { ...rowOf(members.length === 1 ? first : together(members), false), key, members }
}

function comparison(
  sort: ListenerSort | undefined,
  placeOf: PlaceOf,
): (a: ListenerRow, b: ListenerRow) => number {
  if (sort === undefined) return (a, b) => compareStandard(a.one, b.one)
  const keys = new Map<ListenerRow, string | number | undefined>()
  const key = (row: ListenerRow): string | number | undefined => {
    if (!keys.has(row)) keys.set(row, keyOf(row.one, sort.column, placeOf))
    return keys.get(row)
  }
  return (a, b) => compareKeys(key(a), key(b), sort.desc) || compareStandard(a.one, b.one)
}

/** The way it is sorted at first, the other way round, then not any more. */
export function nextListenerSort(
  sort: ListenerSort | undefined,
  column: ListenerColumn,
): ListenerSort | undefined {
  const first = !TEXTS.has(column)
  if (sort?.column !== column) return { column, desc: first }
  return sort.desc === first ? { column, desc: !first } : undefined
}

function hasWords(one: ListenerStats, words: readonly string[], placeOf: PlaceOf): boolean {
  if (words.length === 0) return true
  const text = [
    one.event,
    one.name,
    one.bus,
    one.owner === undefined ? '' : ownerText(one.owner),
    placeOf(one) ?? '',
    ...one.marks.map(({ kind }) => MARK_LABELS[kind]),
  ]
    .join('\n')
    .toLowerCase()
  return words.every((word) => text.includes(word))
}

function keyOf(one: ListenerStats, column: ListenerColumn, placeOf: PlaceOf): string | number | undefined {
  switch (column) {
    case 'listener':
      return one.name
    case 'event':
      return one.event
    case 'bus':
      return one.bus
    case 'mode':
      return modeText(one)
    case 'place':
      return placeOf(one)
    case 'state':
      return one.active ? 0 : (one.removed ?? 0)
    case 'calls':
      return one.calls
    case 'errors':
      return one.failed
    case 'waiting':
      return one.waiting
    case 'syncP50':
      return one.sync?.p50
    case 'syncP95':
      return one.sync?.p95
    case 'syncMax':
      return one.sync?.max
    case 'waitP50':
      return one.wait?.p50
    case 'waitP95':
      return one.wait?.p95
    case 'waitMax':
      return one.wait?.max
    case 'share':
      return one.share
  }
}

/** What has no value comes last, either way. */
function compareKeys(a: string | number | undefined, b: string | number | undefined, desc: boolean): number {
  if (a === b) return 0
  if (a === undefined || b === undefined) return a === undefined ? 1 : -1
  return a < b !== desc ? -1 : 1
}

function compareStandard(a: ListenerStats, b: ListenerStats): number {
  return (
    Number(isBad(b)) - Number(isBad(a)) ||
    b.share - a.share ||
    b.calls - a.calls ||
    Number(b.active) - Number(a.active) ||
    a.id - b.id
  )
}

/** Most listeners have not been called at first: that alone does not put one before those that take time. */
function isBad({ marks }: ListenerStats): boolean {
  return marks.some(({ kind }) => kind !== 'never-called')
}
