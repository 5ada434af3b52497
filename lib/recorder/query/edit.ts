import { QuerySyntaxError } from './error.ts'
import { parse, type QueryNode } from './parse.ts'
import type { Term } from './term.ts'

/**
 * The query with the term, which is asked besides all else; a term that is there already is not added again, and
 * its opposite is taken out. Only the spaces (and `AND`s) between the
 * other terms change. To hide what a term finds, add it with a `-` before it. A query that is not understood
 * gets the term in front, and nothing else is changed.
 * @throws QuerySyntaxError where the term can't be understood.
 * @example
 * addTerm('name:a OR name:b', 'status:failed') // (name:a OR name:b) status:failed
 * addTerm('status:failed dur>16', '-status:failed') // dur>16 -status:failed
 */
export function addTerm(query: string, term: string): string {
  const added = partsOfTerm(term)
  const { root, error } = parse(query)
  const text = term.trim()
  if (error !== undefined) return query.startsWith(`${text} `) ? query : `${text} ${query}`
  const opposites = new Set(added.map(({ key }) => negation(key)))
  const kept = partsOf(query, root).filter(({ key }) => !opposites.has(key))
  const known = new Set(kept.map(({ key }) => key))
  return joined([...kept, ...added.filter(({ key }) => !known.has(key))])
}

/**
 * The query without the term, however it is spelled, where it stands at the top level: not inside of parentheses or
 * beside an `OR`. A query that is not understood stays as it is.
 * @throws QuerySyntaxError where the term can't be understood.
 * @example
 * removeTerm('name:cart.*  status:failed', 'status:failed') // name:cart.*
 */
export function removeTerm(query: string, term: string): string {
  const keys = new Set(partsOfTerm(term).map(({ key }) => key))
  const { root, error } = parse(query)
  if (error !== undefined) return query
  const parts = partsOf(query, root)
  const kept = parts.filter(({ key }) => !keys.has(key))
  const [only] = kept
  // Parentheses around an OR were needed beside the term only.
  if (only !== undefined && kept.length === 1 && parts.length > 1) return only.inner
  return joined(kept)
}

/**
 * Whether the query asks for the term, however it is spelled, at the top level. False where the query is not
 * understood.
 * @throws QuerySyntaxError where the term can't be understood.
 * @example
 * hasTerm('dur>16  status:"failed"', 'status:failed') // true
 */
export function hasTerm(query: string, term: string): boolean {
  const keys = new Set(partsOf(query, parse(query).root).map(({ key }) => key))
  const sought = partsOfTerm(term)
  return sought.length > 0 && sought.every(({ key }) => keys.has(key))
}

/** One of the parts of a query that must all hold. */
interface Part {
  readonly text: string
  /** Without the parentheses around it. */
  readonly inner: string
  readonly isOr: boolean
  readonly key: string
}

function partsOfTerm(term: string): readonly Part[] {
  const { root, error } = parse(term)
  if (error !== undefined) throw new QuerySyntaxError(term, error)
  return partsOf(term, root)
}

function partsOf(query: string, root: QueryNode | undefined): readonly Part[] {
  if (root === undefined) return []
  const nodes = root.type === 'and' && !root.grouped ? root.parts : [root]
  return nodes.map((node) => {
    const text = query.slice(node.start, node.end)
    const isGrouped = (node.type === 'and' || node.type === 'or') && node.grouped
    const inner = isGrouped ? text.slice(1, -1).trim() : text
    return { text, inner, isOr: node.type === 'or' && !isGrouped, key: keyOf(node) }
  })
}

function joined(parts: readonly Part[]): string {
  if (parts.length === 1) return parts[0]!.text
  return parts.map(({ text, isOr }) => (isOr ? `(${text})` : text)).join(' ')
}

/** The same for parts that ask the same, however they are spelled. */
function keyOf(node: QueryNode): string {
  switch (node.type) {
    case 'term':
      return JSON.stringify(sorted(node.term))
    case 'not':
      return negation(keyOf(node.part))
    default:
      return `${node.type}(${node.parts.map(keyOf).sort().join(' ')})`
  }
}

function negation(key: string): string {
  return key.startsWith('-') ? key.slice(1) : `-${key}`
}

/** Alternatives ask the same in every order. */
function sorted(term: Term): object {
  const texts = (values: readonly unknown[]): string[] => values.map((value) => JSON.stringify(value)).sort()
  switch (term.type) {
    case 'text':
      return { ...term, wanted: texts(term.wanted) }
    case 'status':
      return { ...term, statuses: texts(term.statuses) }
    case 'origin':
      return { ...term, from: texts(term.from), wanted: texts(term.wanted) }
    case 'number':
      return { ...term, values: texts(term.values) }
    case 'path':
      return { ...term, literals: texts(term.literals) }
    case 'exists':
      return term
  }
}
