import { type DispatchView, type ErrorGroup, queryTerm, type Recording } from 'eventscope/recorder'
import { failingText, stateText } from './labels.ts'

/** What the list of errors can be sorted by. */
export type ErrorColumn = 'message' | 'event' | 'listener' | 'count' | 'first' | 'last' | 'state'

export interface ErrorSort {
  readonly column: ErrorColumn
  readonly desc: boolean
}

const TEXTS: ReadonlySet<ErrorColumn> = new Set(['message', 'event', 'listener', 'state'])

/** The groups in order: without a sort, what failed last comes first. */
export function sortGroups(
  groups: readonly ErrorGroup[],
  sort: ErrorSort | undefined,
): readonly ErrorGroup[] {
  if (sort === undefined) return groups
  const sign = sort.desc ? -1 : 1
  const keyed = groups.map((group) => ({ group, key: keyOf(group, sort.column) }))
  // A stable sort: equal ones stay with the newest first.
  keyed.sort((a, b) => (a.key === b.key ? 0 : a.key < b.key ? -sign : sign))
  return keyed.map(({ group }) => group)
}

/** The way it is sorted at first, the other way round, then not any more. */
export function nextErrorSort(sort: ErrorSort | undefined, column: ErrorColumn): ErrorSort | undefined {
  const first = !TEXTS.has(column)
  if (sort?.column !== column) return { column, desc: first }
  return sort.desc === first ? { column, desc: !first } : undefined
}

function keyOf(group: ErrorGroup, column: ErrorColumn): string | number {
  switch (column) {
    case 'listener':
      return failingText(group)
    case 'state':
      return stateText(group)
    default:
      return group[column]
  }
}

/** The error of a group in one of its dispatches, and the registration that it came from, as far as both are kept. */
export function occurrenceIn(
  view: DispatchView,
  group: ErrorGroup,
): { readonly cause: unknown; readonly listenerId: number | undefined } | undefined {
  if (group.listener === undefined) {
    const ofRuns = new Set(view.runs.map(({ error }) => error))
    const others = view.errors.filter((one) => !ofRuns.has(one) && one.kind === group.kind)
    const error = others.find(({ message }) => message.includes(group.message)) ?? others[0]
    return error === undefined ? undefined : { cause: error.cause, listenerId: undefined }
  }
  // One that failed in another way belongs to another group.
  const failed = view.runs.filter(({ listener, error }) => listener === group.listener && error !== undefined)
  const run =
    failed.find(({ error }) => error?.message.endsWith(`: ${group.message}`)) ??
    // Of a long message, the group has the beginning.
    failed.find(({ error }) => error?.message.includes(group.message)) ??
    failed[0]
  return run === undefined ? undefined : { cause: run.error?.cause, listenerId: run.listenerId }
}

/** The registration that is asked to run again: the one that failed, else one of the same name that is there now. */
export function registrationToRun(
  recording: Pick<Recording, 'listener'>,
  group: ErrorGroup,
  failed: number | undefined,
): number | undefined {
  const isActive = (id: number): boolean => recording.listener(id)?.active === true
  if (failed !== undefined && isActive(failed)) return failed
  return group.listenerIds.find(isActive) ?? failed
}

/** The query for the dispatches of a group. */
export function groupQuery({ event, listener, message }: ErrorGroup): string {
  const terms = [queryTerm('name', event), 'status:failed']
  if (listener !== undefined) terms.push(queryTerm('listener', listener))
  const words = message.slice(0, MAX_ASKED)
  if (words.trim() !== '') terms.push(queryTerm('error', words, { operator: ':' }))
  return terms.join(' ')
}

/** Characters of a message that are asked for: it may be longer than is sensible in a query. */
const MAX_ASKED = 200
