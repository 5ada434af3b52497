import { fieldOf, ORIGINS } from './fields.ts'
import { parse } from './parse.ts'
import { isNumber } from './term.ts'
import { type Operator, quoted, tokenize } from './tokens.ts'

/** How to write a term. */
export interface QueryTermOptions {
  /**
   * How the field is compared.
   * @default '=', and ':' for `status`, `after` and `before`
   */
  readonly operator?: Operator
}

/** Texts that, without quotes, would say something else, or be no single value. */
const SPECIAL = /^$|[\s|()]|^["'=]/
/** Texts that, without quotes, stand for other values too; numbers do as well. */
const WORDS = /^(true|false|null|undefined|nan|-?infinity)$/i

/**
 * The text of a term that finds dispatches with that value in that field: quoted where it must be.
 * @throws TypeError where there is no such field, or it can't have that value: a text is too long for a query where the
 * limits of snapshots were lifted.
 * @example
 * queryTerm('name', 'cart.item_added') // name=cart.item_added
 * queryTerm('listener', 'charge card') // listener="charge card"
 * queryTerm(payloadField(['total']), 100, { operator: '>' }) // payload.total>100
 * queryTerm('parent', undefined) // parent=none
 * queryTerm('origin', undefined) // origin=local
 */
export function queryTerm(field: string, value: unknown, options: QueryTermOptions = {}): string {
  if (!isPlain(value)) {
    throw new TypeError(
      `\`value\` must be a text, a number or another plain value, not of type ${typeof value}`,
    )
  }
  const operator = options.operator ?? defaultOperator(field)
  const term = `${field}${operator}${printValue(field, value, operator)}`
  const { error } = parse(term)
  if (error !== undefined) throw new TypeError(`\`field\` and \`value\` make no term: ${error.message}`)
  if (tokenize(term).length !== 1)
    throw new TypeError(`\`field\` must be the name of one field, not ${field}`)
  return term
}

function defaultOperator(field: string): Operator {
  const type = fieldOf(field)?.type
  return type === 'status' || type === 'moment' ? ':' : '='
}

type Plain = string | number | bigint | boolean | null | undefined

function isPlain(value: unknown): value is Plain {
  return value === null || !['object', 'function', 'symbol'].includes(typeof value)
}

function printValue(field: string, value: Plain, operator: Operator): string {
  const type = fieldOf(field)?.type
  if (type === 'origin') return value === undefined ? 'local' : printOrigin(String(value), operator)
  const isPath = type === undefined
  if (typeof value !== 'string') return value === undefined && !isPath ? 'none' : String(value)
  return printText(value, operator, isPath)
}

/** What a dispatch came in by, its sender or its message: in quotes where it would say something else. */
export function printOrigin(text: string, operator: string): string {
  return ORIGINS.some((known) => known === text.toLowerCase()) ? quoted(text) : printText(text, operator)
}

/** A text as a value of a query, in quotes where it must be: for a path also where it could be no text. */
export function printText(text: string, operator: string, isPath = false): string {
  const isPattern = operator === ':' && /[*?]/.test(text)
  const isAmbiguous = isPath && (WORDS.test(text) || isNumber(text))
  return isPattern || isAmbiguous || SPECIAL.test(text) ? quoted(text) : text
}
