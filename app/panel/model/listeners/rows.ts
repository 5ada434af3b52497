import type { ListenerStats } from 'eventscope/recorder'
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
): ListenerStats[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean)
  const found = stats.filter(
    (one) =>
      (!filter.markedOnly || one.marks.length > 0) &&
      (!filter.hideRemoved || one.active) &&
      hasWords(one, words, placeOf),
  )
  if (sort === undefined) return found.sort(compareStandard)
  const keyed = found.map((one) => ({ one, key: keyOf(one, sort.column, placeOf) }))
  keyed.sort((a, b) => compareKeys(a.key, b.key, sort.desc) || compareStandard(a.one, b.one))
  return keyed.map(({ one }) => one)
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
  return Number(isBad(b)) - Number(isBad(a)) || b.share - a.share || b.calls - a.calls || a.id - b.id
}

/** Most listeners have not been called at first: that alone does not put one before those that take time. */
function isBad({ marks }: ListenerStats): boolean {
  return marks.some(({ kind }) => kind !== 'never-called')
}
