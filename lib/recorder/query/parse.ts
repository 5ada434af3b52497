import { type QueryError, Refusal, refuse } from './error.ts'
import { readTerm, type Term } from './term.ts'
import { type MarkToken, type Span, type Token, tokenize } from './tokens.ts'

/** Characters of a query, at most: a text as long as a snapshot keeps one fits, each of its characters escaped. */
const MAX_LENGTH = 25_000
/** Parentheses and negations inside one another, at most: each takes some of the engine's stack. */
const MAX_DEPTH = 100

/** A part of a query; its span includes parentheses around it. */
export type QueryNode = Span &
  (
    | { readonly type: 'term'; readonly term: Term }
    | { readonly type: 'not'; readonly part: QueryNode }
    | { readonly type: 'and' | 'or'; readonly parts: readonly QueryNode[]; readonly grouped: boolean }
  )

/** A query as a tree; undefined where it is empty. */
export type Parsed =
  | { readonly root: QueryNode | undefined; readonly error: undefined }
  | { readonly root: undefined; readonly error: QueryError }

/** Parses a query. Never throws. */
export function parse(query: string): Parsed {
  try {
    if (query.length > MAX_LENGTH) {
      refuse(`a query has at most ${MAX_LENGTH} characters`, { start: MAX_LENGTH, end: query.length })
    }
    return { root: new Parser(query).parse(), error: undefined }
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal
    return { root: undefined, error: refusal.error }
  }
}

class Parser {
  private readonly tokens: readonly Token[]
  private at = 0
  private depth = 0

  constructor(private readonly query: string) {
    this.tokens = tokenize(query)
  }

  parse(): QueryNode | undefined {
    if (this.tokens.length === 0) return undefined
    const root = this.or(undefined)
    const rest = this.tokens[this.at]
    if (rest !== undefined) refuse('this `)` closes nothing; to search for it, quote it: ")"', rest)
    return root
  }

  /** @param before the parenthesis or the word that asks for what is read here */
  private or(before: MarkToken | undefined): QueryNode {
    const parts = [this.and(before)]
    for (;;) {
      const token = this.tokens[this.at]
      if (token?.type !== 'or') return joined('or', parts)
      this.at++
      parts.push(this.and(token))
    }
  }

  private and(before: MarkToken | undefined): QueryNode {
    const parts: QueryNode[] = []
    let asking = before
    for (;;) {
      const token = this.tokens[this.at]
      if (token === undefined || token.type === ')' || token.type === 'or') {
        if (parts.length === 0 || asking?.type === 'and') this.refuseMissing(asking ?? (token as MarkToken))
        return joined('and', parts)
      }
      if (token.type === 'and') {
        if (parts.length === 0 || asking?.type === 'and') this.refuseMissing(token)
        asking = token
        this.at++
      } else {
        parts.push(this.unary(token))
        asking = undefined
      }
    }
  }

  private unary(token: Token): QueryNode {
    this.at++
    if (token.type === 'term') return this.term(token)
    if (++this.depth > MAX_DEPTH)
      refuse(`more than ${MAX_DEPTH} parentheses or negations inside one another`, token)
    const node = token.type === 'not' ? this.not(token) : this.group(token as MarkToken)
    this.depth--
    return node
  }

  private term(token: Token & { type: 'term' }): QueryNode {
    const { start, end } = token
    const { term, negated } = readTerm(this.query, token)
    const node: QueryNode = { type: 'term', term, start, end }
    return negated ? { type: 'not', part: node, start, end } : node
  }

  private not(token: Token): QueryNode {
    const next = this.tokens[this.at]
    if (next === undefined || next.type === ')' || next.type === 'and' || next.type === 'or') {
      const mark = this.query.slice(token.start, token.end)
      refuse(`nothing to leave out after \`${mark}\`; to search for it, quote it: "${mark}"`, token)
    }
    const part = this.unary(next)
    return { type: 'not', part, start: token.start, end: part.end }
  }

  private group(open: MarkToken): QueryNode {
    const inner = this.or(open)
    const close = this.tokens[this.at++]
    if (close === undefined) refuse('this `(` is never closed; to search for it, quote it: "("', open)
    const span = { start: open.start, end: close.end }
    return inner.type === 'and' || inner.type === 'or'
      ? { ...inner, ...span, grouped: true }
      : { ...inner, ...span }
  }

  private refuseMissing(mark: MarkToken): never {
    if (mark.type === '(') {
      const next = this.tokens[this.at]
      if (next === undefined) refuse('this `(` is never closed; to search for it, quote it: "("', mark)
      if (next.type === 'or') this.refuseMissing(next)
      refuse('nothing between these parentheses', { start: mark.start, end: next.end })
    }
    if (mark.type === ')') refuse('this `)` closes nothing; to search for it, quote it: ")"', mark)
    const word = mark.type.toUpperCase()
    refuse(`\`${word}\` needs a term on both sides; to search for it, quote it: "${word}"`, mark)
  }
}

function joined(type: 'and' | 'or', parts: readonly QueryNode[]): QueryNode {
  const [first] = parts
  if (parts.length === 1) return first!
  return { type, parts, grouped: false, start: first!.start, end: parts.at(-1)!.end }
}
