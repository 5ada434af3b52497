import { completeQuery } from 'eventscope/recorder'
import type { KnownNames } from './known-names.ts'

/** What the list under the filter box offers. */
export interface Suggestion {
  readonly label: string
  readonly detail: string
  /** What the box says once it is taken, and where the caret is then. */
  readonly filter: string
  readonly caret: number
}

/** How what is being written at the caret may go on; empty where nothing would change. */
export function completions(filter: string, caret: number, names: KnownNames): readonly Suggestion[] {
  const { from, to, items } = completeQuery(filter, caret, names)
  return items
    .map(({ text, label, detail }) => ({
      label,
      detail,
      filter: filter.slice(0, from) + text + filter.slice(to),
      caret: from + text.length,
    }))
    .filter((suggestion) => suggestion.filter !== filter)
}

/** The queries asked last. */
export function recentQueries(recent: readonly string[]): readonly Suggestion[] {
  return recent.map((filter) => ({ label: filter, detail: '', filter, caret: filter.length }))
}

/** Whether the word at the caret is not written to its end: it has a field, but no value yet. */
export function goesOn({ filter, caret }: Pick<Suggestion, 'filter' | 'caret'>): boolean {
  return /[:=<>.|]$/.test(filter.slice(0, caret))
}

/**
 * Whether a change of the text is somebody writing a word, one letter after the other: who pastes a query, takes
 * something away from it, or ends a word, asks for no help with it.
 */
export function isWriting(before: string, after: string, caret: number): boolean {
  return after.length === before.length + 1 && /\S/.test(after.charAt(caret - 1))
}
