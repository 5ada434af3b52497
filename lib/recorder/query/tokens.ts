/** A place in a query. */
export interface Span {
  readonly start: number
  /** One past its last character. */
  readonly end: number
}

/** One of the alternatives of a term: `ok` and `failed` in `status:ok|failed`. Its span includes the quotes. */
export interface ValueToken extends Span {
  /** Without quotes and escapes. */
  readonly text: string
  readonly quote: string | undefined
  /** Whether its quote is closed; true where there is none. */
  readonly closed: boolean
}

/** `field:value`, or a value alone. */
export interface TermToken extends Span {
  readonly type: 'term'
  /** Where the field's name is; undefined for a value alone. */
  readonly field: Span | undefined
  readonly operator: Operator
  /** At least one. */
  readonly values: readonly ValueToken[]
}

/** How a field is compared; a value alone has `:`. */
export type Operator = ':' | '=' | '!=' | '>' | '>=' | '<' | '<='

/** What else there is: parentheses, `-` or `NOT` before a term, `AND` and `OR` between two. */
export interface MarkToken extends Span {
  readonly type: '(' | ')' | 'not' | 'and' | 'or'
}

export type Token = TermToken | MarkToken

const SPACE = /\s/
const KEYWORD = /(AND|OR|NOT)(?=[\s()]|$)/y
const OPERATOR = /!=|>=|<=|[:=><]/y
const ESCAPED: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' }

/** Takes a query apart. Whatever the text, it gives tokens: what is wrong with them the parser says. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = []
  let at = 0
  while (at < text.length) {
    const char = text[at]!
    if (SPACE.test(char)) {
      at++
      continue
    }
    const token = readMark(text, at) ?? readTerm(text, at)
    tokens.push(token)
    at = token.end
  }
  return tokens
}

function readMark(text: string, start: number): MarkToken | undefined {
  const char = text[start]
  if (char === '(' || char === ')') return { type: char, start, end: start + 1 }
  if (char === '-') return { type: 'not', start, end: start + 1 }
  KEYWORD.lastIndex = start
  const keyword = KEYWORD.exec(text)?.[1]
  if (keyword === undefined) return undefined
  return { type: keyword.toLowerCase() as 'and' | 'or' | 'not', start, end: start + keyword.length }
}

function readTerm(text: string, start: number): TermToken {
  const fieldEnd = isQuote(text[start]) ? start : endOfWord(text, start, true)
  const operator = isQuote(text[start]) ? undefined : operatorAt(text, fieldEnd)
  const field = operator === undefined ? undefined : { start, end: fieldEnd }
  const values = readValues(text, operator === undefined ? start : fieldEnd + operator.length)
  return { type: 'term', start, end: values.at(-1)!.end, field, operator: operator ?? ':', values }
}

function readValues(text: string, start: number): ValueToken[] {
  const values: ValueToken[] = []
  for (let at = start; ; at++) {
    const value = readValue(text, at)
    values.push(value)
    at = value.end
    if (text[at] !== '|') return values
  }
}

function readValue(text: string, start: number): ValueToken {
  if (isQuote(text[start])) return readQuoted(text, start)
  const end = endOfWord(text, start, false)
  return { text: text.slice(start, end), quote: undefined, closed: true, start, end }
}

function readQuoted(text: string, start: number): ValueToken {
  const quote = text[start]!
  let content = ''
  let at = start + 1
  for (; at < text.length && text[at] !== quote; at++) {
    if (text[at] === '\\' && at + 1 < text.length) content += ESCAPED[text[++at]!] ?? text[at]!
    else content += text[at]!
  }
  const closed = at < text.length
  return { text: content, quote, closed, start, end: closed ? at + 1 : at }
}

/**
 * Where a word without quotes ends: at a space, a `|`, a parenthesis that was not opened in the word itself (so
 * that `pay()` is one word); a field's name also at an operator, quoted keys left out: `payload["a:b"]`.
 */
function endOfWord(text: string, start: number, isField: boolean): number {
  let open = 0
  let at = start
  for (; at < text.length; at++) {
    const char = text[at]!
    if (SPACE.test(char) || char === '|') return at
    if (char === '(') open++
    if (char === ')' && --open < 0) return at
    if (!isField) continue
    if (operatorAt(text, at) !== undefined) return at
    if (char === '[' && isQuote(text[at + 1])) at = readQuoted(text, at + 1).end - 1
  }
  return at
}

function operatorAt(text: string, at: number): Operator | undefined {
  OPERATOR.lastIndex = at
  return OPERATOR.exec(text)?.[0] as Operator | undefined
}

function isQuote(char: string | undefined): boolean {
  return char === '"' || char === "'"
}

/** What a text in quotes says. */
export function unquoted(text: string): string {
  return readQuoted(text, 0).text
}

/** Text in quotes, as one value of a query. */
export function quoted(text: string): string {
  const escaped = text.replace(/["\\\n\r\t]/g, (char) => ESCAPES[char]!)
  return `"${escaped}"`
}

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
}
