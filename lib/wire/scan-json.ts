import { isExact } from './exact-number.ts'
import { FORBIDDEN_KEYS } from './json-value.ts'
import type { PathKey } from './path.ts'
import { WireError } from './wire-error.ts'

/** An object or array that the scan is in. */
interface Level {
  /** An index, or a property's name as it is written, quotes and escapes included. */
  key: number | string
  /** In an object: whether the next string is a key. */
  keyNext: boolean
}

const NUMBER = /-?\d[\d.eE+-]*/y
const QUOTE = 34
const BACKSLASH = 92

/**
 * Looks through JSON text before it is parsed, without recursion, for what parsing would not tell: too many levels, keys
 * that reach for prototypes, numbers that would become other numbers. What is no JSON is left to the parser.
 * @throws {WireError}
 */
export function scanJson(text: string, maxDepth: number, base: readonly PathKey[]): void {
  const levels: Level[] = []
  const fail = (problem: string): never => {
    throw new WireError([...base, ...levels.map(({ key }) => keyOf(key))], problem)
  }
  let at = 0
  while (at < text.length) {
    const level = levels.at(-1)
    const char = text[at]
    if (char === '"') {
      const end = endOfString(text, at)
      if (level?.keyNext === true) {
        level.keyNext = false
        level.key = text.slice(at, end)
        if (FORBIDDEN_KEYS.has(keyOf(level.key) as string))
          fail('has a name that is not allowed: it could reach a prototype')
      }
      at = end
    } else if (char === '-' || isDigit(char)) {
      const number = numberAt(text, at)
      if (!isExact(number))
        fail(`is a number that can't be read exactly, ${cut(number)}: send it as a string`)
      at += number.length
    } else {
      if (char === '{' || char === '[') {
        if (levels.length >= maxDepth) fail(`is nested deeper than ${maxDepth} levels`)
        levels.push(char === '[' ? { key: 0, keyNext: false } : { key: '""', keyNext: true })
      } else if (char === '}' || char === ']') levels.pop()
      else if (char === ',' && level !== undefined) {
        if (typeof level.key === 'number') level.key++
        else level.keyNext = true
      }
      at++
    }
  }
}

function isDigit(char: string | undefined): boolean {
  return char !== undefined && char >= '0' && char <= '9'
}

function numberAt(text: string, at: number): string {
  NUMBER.lastIndex = at
  return NUMBER.exec(text)?.[0] ?? '-'
}

/** The index after the closing quote; the end of the text where there is none. */
function endOfString(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let before = at
    while (text.charCodeAt(before - 1) === BACKSLASH) before--
    if ((at - before) % 2 === 0) return at + 1
  }
  return text.length
}

function keyOf(key: number | string): PathKey {
  if (typeof key === 'number') return key
  if (!key.includes('\\') && key.charCodeAt(key.length - 1) === QUOTE) return key.slice(1, -1)
  try {
    return String(JSON.parse(key))
  } catch {
    return key
  }
}

function cut(number: string): string {
  return number.length > 40 ? `${number.slice(0, 40)}…` : number
}
