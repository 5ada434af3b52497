import { compile, type RowPredicate } from './compile.ts'
import { type QueryError, QuerySyntaxError } from './error.ts'
import { parse, type QueryNode } from './parse.ts'
import type { Term } from './term.ts'

/** A query, understood or not. */
export interface Query {
  /** As it was given. */
  readonly text: string
  /** Undefined where the query is understood. */
  readonly error: QueryError | undefined
  /** Whether a row is wanted; with an `error`, none is. */
  readonly matches: RowPredicate
  /**
   * Whether all it asks is known as soon as a dispatch starts: event, bus, origin, payload, id, parent, time and count of
   * listeners. A row it does not find then, it never finds; but for a payload kept by reference that is changed later.
   */
  readonly early: boolean
  /** Whether a row that waits may come to match by time alone, as with `dur>16`. */
  readonly timed: boolean
  /** Whether it asks for nothing, and so finds every row. */
  readonly isEmpty: boolean
}

/**
 * Understands a query over dispatches. Throws for no text: what is wrong with it, and where, is in `error`.
 *
 * Terms beside one another must all hold; `AND` may stand between them. `OR` (which binds less), `-term` or
 * `NOT term`, and parentheses do what they say; these words are in upper case, all else is in either case alike,
 * but for the keys of a payload.
 *
 * | term | finds dispatches |
 * | --- | --- |
 * | `word` | with the word in event, bus, a listener, an error or the payload |
 * | `name:cart` | whose event contains `cart` (also `event:`); so `bus:` (`source:`), `listener:`, `error:`, `payload:` |
 * | `name:cart.*` | whose whole event is like that: `*` stands for any characters, `?` for one |
 * | `name=cart.item_added` | whose event is just that; here, and in quotes, `*` and `?` stand for themselves |
 * | `status:failed\|waiting` | of one of these values; every field takes alternatives |
 * | `origin:local origin:remote` | that were dispatched here, or came from elsewhere |
 * | `origin:redis` | that came from elsewhere, with that in what brought them in, their sender or the id of their message |
 * | `dur>16 sync>=4ms wait<1.5s` | by time in us, ms (taken where nothing is said), s or m; `dur` is both together |
 * | `after:10s before:2m` | by when they started, since the page's start |
 * | `id:42 parent:42 parent:none` | by id, or by what caused them |
 * | `listeners>3 errors:0` | by counts |
 * | `payload.sku=A1` | with a value at that path in the payload: `payload.items[0].sku`, `payload["a key"]`; `*` is any key |
 * | `payload.total>100` | numbers are compared as numbers, with a text as texts; so `= != > >= < <=` |
 * | `payload.coupon=null` | unquoted, `5`, `true`, `null` and `undefined` find the value and the text; quoted, the text |
 * | `payload.coupon:*` | where there is such a path |
 *
 * A value with spaces, `|` or parentheses is quoted by `"` or `'`, with `\"`, `\\`, `\n`, `\r` and `\t` inside. A
 * word with an operator whose left side is no field, as `12:30` or `http://shop`, is an error, and found in quotes.
 *
 * `field!=value` is `-field=value`. So it also finds what has no such value, or none that can be told: a wait where
 * nothing was pending, a path that is not there, that was redacted or cut, or that throws when it is read.
 * For a dispatch that still waits, `wait` and `dur` are how long it has, so far.
 * @throws {TypeError} when `text` is no string
 * @example
 * const query = parseQuery('name:cart.* (status:failed OR dur>16) -payload.sku=A1')
 * if (query.error === undefined) query.matches(recording.columns, recording.columns.first)
 */
export function parseQuery(text: string): Query {
  if (typeof text !== 'string') throw new TypeError('`text` must be a string')
  const { root, error } = parse(text)
  if (error !== undefined) {
    return { text, error, matches: () => false, early: false, timed: false, isEmpty: false }
  }
  return {
    text,
    error,
    matches: root === undefined ? () => true : compile(root),
    early: root === undefined || isEarly(root),
    timed: root !== undefined && isTimed(root, false),
    isEmpty: root === undefined,
  }
}

/**
 * Compiles a query to a predicate over columns; `parseQuery` has the language.
 * @throws QuerySyntaxError where the query can't be understood.
 * @example
 * const wanted = compileQuery('name:cart.* payload.sku=A1')
 * wanted(recording.columns, recording.columns.first)
 */
export function compileQuery(text: string): RowPredicate {
  const { error, matches } = parseQuery(text)
  if (error !== undefined) throw new QuerySyntaxError(text, error)
  return matches
}

const EARLY_TEXTS: ReadonlySet<string> = new Set(['name', 'bus', 'payload'])
const LATE_NUMBERS: ReadonlySet<string> = new Set(['dur', 'sync', 'wait', 'errors'])

function isEarly(node: QueryNode): boolean {
  if (node.type === 'term') return isEarlyTerm(node.term)
  return node.type === 'not' ? isEarly(node.part) : node.parts.every(isEarly)
}

function isEarlyTerm(term: Term): boolean {
  if (term.type === 'text') return EARLY_TEXTS.has(term.field)
  return term.type === 'number' ? !LATE_NUMBERS.has(term.field) : term.type !== 'status'
}

/** Time makes a wait longer only, so an upper bound is met later only where it is negated. */
function isTimed(node: QueryNode, negated: boolean): boolean {
  if (node.type === 'not') return isTimed(node.part, !negated)
  if (node.type !== 'term') return node.parts.some((part) => isTimed(part, negated))
  const { term } = node
  if (term.type !== 'number' || (term.field !== 'dur' && term.field !== 'wait')) return false
  const isUpper = term.comparison === '<' || term.comparison === '<='
  const isLower = term.comparison === '>' || term.comparison === '>='
  return negated ? !isLower : !isUpper
}
