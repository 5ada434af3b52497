import type { Status } from '../types.ts'
import { refuse } from './error.ts'
import {
  type Field,
  fieldOf,
  FIELDS,
  isPath,
  type NumberField,
  ORIGINS,
  PATH_PREFIX,
  similarField,
  type TextField,
} from './fields.ts'
import { parsePath, type Path } from './path.ts'
import { type Operator, quoted, type TermToken, type ValueToken } from './tokens.ts'

/** How a value is compared: `!=` is the negation of `=`, so it is none of a term's own. */
export type Comparison = '=' | '>' | '>=' | '<' | '<='

/** A text that is looked for, in lower case. */
export interface Wanted {
  readonly text: string
  /** Whether it is contained, is all of a text, or is a pattern for all of it. */
  readonly as: 'part' | 'whole' | 'glob'
}

/** A value that one inside a payload is compared with. */
export interface Literal extends Wanted {
  /** What it is as a number; undefined where it is in quotes, or is none. */
  readonly number: number | undefined
  /** In quotes it stands for texts only. */
  readonly quoted: boolean
}

/** What one term asks. It holds no places, so two that ask the same are the same. */
export type Term =
  | { readonly type: 'text'; readonly field: TextField | 'any'; readonly wanted: readonly Wanted[] }
  | { readonly type: 'status'; readonly statuses: readonly Status[] }
  | {
      readonly type: 'origin'
      /** Those of `ORIGINS` that will do, */
      readonly from: readonly string[]
      /** and what else will: looked for in what brought it in, its sender and the id of its message. */
      readonly wanted: readonly Wanted[]
    }
  | {
      readonly type: 'number'
      readonly field: NumberField
      readonly comparison: Comparison
      /** Null stands for a parent that is none. */
      readonly values: readonly (number | null)[]
    }
  | {
      readonly type: 'path'
      readonly path: Path
      readonly comparison: Comparison
      readonly literals: readonly Literal[]
    }
  | { readonly type: 'exists'; readonly path: Path }

/** Characters of a pattern, at most: each may have to be compared with each of a text. */
const MAX_PATTERN = 100

export const STATUSES: readonly Status[] = ['ok', 'failed', 'waiting']

const NUMBER = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i
const DURATION = /^([-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)(us|µs|μs|ms|s|m|min)?$/i
const MS: Readonly<Record<string, number>> = {
  us: 0.001,
  µs: 0.001,
  μs: 0.001,
  ms: 1,
  s: 1_000,
  m: 60_000,
  min: 60_000,
}

/** Whether a text is how a number is written. */
export function isNumber(text: string): boolean {
  return NUMBER.test(text)
}

/** What a term asks, and whether the rows wanted are those it does not find. Refuses what makes no sense. */
export function readTerm(query: string, token: TermToken): { term: Term; negated: boolean } {
  checkValues(query, token)
  const negated = token.operator === '!='
  return { term: resolve(query, token), negated }
}

function checkValues(query: string, token: TermToken): void {
  for (const value of token.values) {
    if (!value.closed) refuse('this quote is never closed', value)
    const next = query[value.end]
    if (value.quote !== undefined && next !== undefined && !/[\s|)]/.test(next)) {
      const hint = `a space must follow this quote; a quote inside of a text is written \\${value.quote}`
      refuse(hint, { start: value.end - 1, end: value.end })
    }
  }
  const empty = token.values.find(({ start, end }) => start === end)
  if (empty === undefined) return
  if (token.values.length > 1) {
    const bar = query[empty.end] === '|' ? empty.end : empty.start - 1
    refuse('`|` needs a value on both sides; to search for it, quote it: "|"', { start: bar, end: bar + 1 })
  }
  if (token.field !== undefined) {
    const name = nameOf(query, token)
    const field = name === '' ? undefined : fieldOf(name)
    if (field?.type === 'number' || field?.type === 'moment') refuse(numberNeeded(name, field), token)
    if (field?.type === 'status') refuse(statusNeeded(name), token)
    refuse(name === '' ? nothingBefore(token) : `nothing to compare \`${name}\` with`, token)
  }
}

function resolve(query: string, token: TermToken): Term {
  const { field: span } = token
  if (span === undefined) return { type: 'text', field: 'any', wanted: wantedOf(token) }
  const name = nameOf(query, token)
  if (name === '') refuse(nothingBefore(token), token)
  if (isPath(name)) return pathTerm(name, token)
  const field = fieldOf(name)
  if (field === undefined) refuse(unknownField(query, name, token), span)
  return fieldTerm(name, field, token)
}

function fieldTerm(name: string, field: Field, token: TermToken): Term {
  switch (field.type) {
    case 'text':
      checkOperator(name, token, [':', '=', '!='])
      return { type: 'text', field: field.field, wanted: wantedOf(token) }
    case 'status':
      checkOperator(name, token, [':', '=', '!='])
      return { type: 'status', statuses: token.values.map((value) => statusOf(name, value)).sort() }
    case 'origin': {
      checkOperator(name, token, [':', '=', '!='])
      const isPlace = (text: string, at: number): boolean =>
        token.values[at]!.quote === undefined && ORIGINS.some((known) => known === text)
      const wanted = wantedOf(token)
      const from = wanted.map(({ text }) => text).filter(isPlace)
      return {
        type: 'origin',
        from: from.sort(),
        wanted: wanted.filter(({ text }, at) => !isPlace(text, at)),
      }
    }
    case 'moment': {
      checkOperator(name, token, [':', '='])
      checkSingle(name, token)
      const values = token.values.map((value) => numberOf(name, field, value))
      return { type: 'number', field: 'time', comparison: field.operator, values }
    }
    case 'number': {
      const comparison = comparisonOf(name, token)
      const values = token.values.map((value) =>
        field.field === 'parent' && comparison === '=' && value.text.toLowerCase() === 'none'
          ? null
          : numberOf(name, field, value),
      )
      return { type: 'number', field: field.field, comparison, values: values.sort() }
    }
  }
}

function pathTerm(name: string, token: TermToken): Term {
  const path = parsePath(name.slice(PATH_PREFIX.length))
  if (path === undefined) {
    const hint = `\`${name}\` is no path; one is as payload.sku, payload.items[0].sku, payload.items.*.sku or payload["a key"]`
    refuse(hint, token.field!)
  }
  const comparison = comparisonOf(name, token)
  const [first, second] = token.values
  if (token.operator === ':' && second === undefined && first!.text === '*' && first!.quote === undefined) {
    return { type: 'exists', path }
  }
  const literals = wantedOf(token).map((wanted, at): Literal => {
    const { text, quote } = token.values[at]!
    const number = quote === undefined && NUMBER.test(text) ? Number(text) : undefined
    return { ...wanted, number, quoted: quote !== undefined }
  })
  return { type: 'path', path, comparison, literals }
}

function wantedOf({ operator, values }: TermToken): Wanted[] {
  return values.map((value): Wanted => {
    const { text, quote } = value
    const isGlob = operator === ':' && quote === undefined && /[*?]/.test(text)
    if (isGlob && text.length > MAX_PATTERN) refuse(`a pattern has at most ${MAX_PATTERN} characters`, value)
    return { text: text.toLowerCase(), as: isGlob ? 'glob' : operator === ':' ? 'part' : 'whole' }
  })
}

function statusOf(name: string, value: ValueToken): Status {
  const status = STATUSES.find((known) => known === value.text.toLowerCase())
  return status ?? refuse(`${statusNeeded(name)}, not \`${value.text}\``, value)
}

function numberOf(name: string, field: Field, value: ValueToken): number {
  const isDuration = field.type === 'moment' || (field.type === 'number' && field.duration)
  const found = isDuration ? DURATION.exec(value.text) : NUMBER.exec(value.text)
  const number = found === null ? NaN : isDuration ? Number(found[1]) * unitOf(found[2]) : Number(value.text)
  return Number.isFinite(number)
    ? number
    : refuse(`${numberNeeded(name, field)}, not \`${value.text}\``, value)
}

function unitOf(unit: string | undefined): number {
  return unit === undefined ? 1 : MS[unit.toLowerCase()]!
}

function comparisonOf(name: string, token: TermToken): Comparison {
  const { operator } = token
  if (operator === ':' || operator === '=' || operator === '!=') return '='
  checkSingle(name, token)
  return operator
}

function checkSingle(name: string, token: TermToken): void {
  const [first, second] = token.values
  if (second === undefined) return
  refuse(`\`${name}${token.operator}\` takes one value`, { start: first!.end, end: token.end })
}

function checkOperator(name: string, token: TermToken, allowed: readonly Operator[]): void {
  if (allowed.includes(token.operator)) return
  const start = token.field!.end
  const list = allowed.map((operator) => `\`${name}${operator}\``).join(', ')
  refuse(`\`${name}\` can't be compared by \`${token.operator}\`; write ${list}`, {
    start,
    end: start + token.operator.length,
  })
}

function nameOf(query: string, { field }: TermToken): string {
  return field === undefined ? '' : query.slice(field.start, field.end)
}

function statusNeeded(name: string): string {
  return `\`${name}\` is one of ${STATUSES.join(', ')}`
}

function numberNeeded(name: string, field: Field): string {
  if (field.type === 'moment') return `\`${name}\` needs a time since the page's start, as 10s, 500ms`
  if (field.type === 'number' && field.duration) return `\`${name}\` needs a number, as 16, 1.5s`
  return `\`${name}\` needs a number, as 42${name.toLowerCase() === 'parent' ? ', or none' : ''}`
}

function nothingBefore({ operator }: TermToken): string {
  return `nothing before \`${operator}\`: write field, operator and value without spaces, as dur>16; to search for it, quote it`
}

function unknownField(query: string, name: string, { start, end }: TermToken): string {
  const similar = similarField(name)
  const names = FIELDS.map((field) => field.name).join(', ')
  const hint = similar === undefined ? `fields are ${names}` : `did you mean \`${similar}\`?`
  return `\`${name}\` is not a field; ${hint} (To search for the text, quote it: ${quoted(query.slice(start, end))})`
}
