import { type CompletionItem, eventItems, fieldItems, type QueryWords, valueItems } from './completions.ts'
import { type Span, type TermToken, tokenize, unquoted, type ValueToken } from './tokens.ts'

/** Completions offered at once, at most. */
const MAX_ITEMS = 12

/** What may stand at the caret. */
export interface Completion {
  /** The place in the query that an item takes. */
  readonly from: number
  /** One past that place. */
  readonly to: number
  /** The likeliest first; none where nothing is known, or where what stands there is complete. */
  readonly items: readonly CompletionItem[]
}

/**
 * What may stand at the caret of a query: fields, values of a field, and event names for a word. Never throws.
 * @example
 * const query = 'status:fa'
 * const { from, to, items } = completeQuery(query, query.length, { events: [], buses: [], listeners: [] })
 * const completed = query.slice(0, from) + items[0]?.text + query.slice(to) // status:failed
 */
export function completeQuery(text: string, caret: number, words: QueryWords): Completion {
  const at = Math.min(Math.max(0, Math.trunc(caret) || 0), text.length)
  const term = tokenize(text).find(
    (token): token is TermToken => token.type === 'term' && token.start < at && at <= token.end,
  )
  if (term === undefined) {
    const isFree = at === text.length || /[\s)]/.test(text[at]!)
    return { from: at, to: at, items: isFree ? ranked(fieldItems(true), '', '') : [] }
  }
  const value = term.values.find(({ start, end }) => start <= at && at <= end)
  if (value === undefined) return completeField(text, at, term)
  const place = placeOf(at, value)
  const items = itemsFor(text, term, value, words)
  return { ...place, items: ranked(items, typedOf(text, at, value), text.slice(place.from, place.to)) }
}

function itemsFor(
  text: string,
  { field, operator, values }: TermToken,
  value: ValueToken,
  words: QueryWords,
) {
  const inQuotes = value.quote !== undefined
  if (field !== undefined) return valueItems(text.slice(field.start, field.end), operator, inQuotes, words)
  if (values.length > 1) return valueItems('name', operator, inQuotes, words)
  return inQuotes ? eventItems(words.events) : [...fieldItems(true), ...eventItems(words.events)]
}

/** The name of a field that has an operator already. */
function completeField(text: string, at: number, { start, field }: TermToken): Completion {
  if (field === undefined || at > field.end) return { from: at, to: at, items: [] }
  const items = ranked(fieldItems(false), text.slice(start, at), text.slice(start, field.end))
  return { from: start, to: field.end, items }
}

/** A quote that is not closed yet has the whole rest of the query in it, which was not meant. */
function placeOf(at: number, { start, end, closed }: ValueToken & Span): { from: number; to: number } {
  return { from: start, to: closed ? end : at }
}

/** What was typed of a value, up to the caret. */
function typedOf(text: string, at: number, { start, quote }: ValueToken): string {
  const typed = text.slice(start, at)
  return quote === undefined || typed === '' ? typed : unquoted(typed)
}

/**
 * Those that start with what was typed, then those that contain it, each in their order; without what stands there
 * already.
 */
function ranked(items: readonly CompletionItem[], typed: string, present: string): CompletionItem[] {
  const wanted = typed.toLowerCase()
  const starting: CompletionItem[] = []
  const containing: CompletionItem[] = []
  const seen = new Set([present])
  for (const item of items) {
    if (starting.length === MAX_ITEMS) break
    const place = item.label.toLowerCase().indexOf(wanted)
    if (place < 0 || seen.has(item.text)) continue
    seen.add(item.text)
    if (place === 0) starting.push(item)
    else if (containing.length < MAX_ITEMS) containing.push(item)
  }
  return [...starting, ...containing].slice(0, MAX_ITEMS)
}
