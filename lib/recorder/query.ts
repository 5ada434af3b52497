import { CapturedNode } from './captured.ts'
import type { RecordingColumns } from './types.ts'

/** Values of one payload that a search looks at, at most. */
const MAX_VALUES = 2_000
/** Names that a word remembers to have met, at most. */
const MAX_NAMES = 4_096
/** Up to so many letters a text is compared letter by letter. */
const SHORT = 48
/** What texts of finite numbers are made of. */
const NUMERIC = /^[-+.\de]*$/

/** Whether a row is wanted. */
export type RowPredicate = (columns: RecordingColumns, row: number) => boolean

/**
 * Compiles a query to a predicate over columns: rows whose event, bus, listener, error or payload contains each
 * of the words, in upper or lower case alike.
 * @example
 * const wanted = compileQuery('cart A1')
 * wanted(recording.columns, recording.columns.first)
 */
export function compileQuery(query: string): RowPredicate {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => new Word(word))
  const [word] = words
  if (word === undefined) return () => true
  if (words.length === 1) return (columns, row) => word.isInRow(columns, row)
  return (columns, row) => words.every((word) => word.isInRow(columns, row))
}

/** Whether a captured payload has the word (in lower case) in a key, a label or a value. */
export function payloadContains(payload: unknown, word: string): boolean {
  return new Word(word).isInPayload(payload)
}

/** One word of a query, in lower case, looked for in row after row: nothing is made for one. */
class Word {
  /** Names of events, buses, listeners and keys are met again and again: each is searched once. */
  private readonly names = new Map<string, boolean>()
  private readonly mayBeNumber: boolean
  /** Values of a payload that may still be looked at. */
  private left = 0

  constructor(private readonly word: string) {
    this.mayBeNumber = NUMERIC.test(word)
  }

  isInRow(columns: RecordingColumns, row: number): boolean {
    if (this.isInName(columns.event(row)) || this.isInName(columns.bus(row))) return true
    if (columns.someListener(row, this.isInName)) return true
    const errors = columns.errors(row)
    for (let at = 0; at < errors.length; at++) if (this.isIn(errors[at]!.message)) return true
    return this.isInPayload(columns.payload(row))
  }

  isInPayload(payload: unknown): boolean {
    this.left = MAX_VALUES
    try {
      return this.isInValue(payload)
    } catch {
      // A payload kept by reference may throw when it is read.
      return false
    }
  }

  private isInValue(value: unknown): boolean {
    if (--this.left < 0) return false
    switch (typeof value) {
      case 'string':
        return this.isIn(value)
      case 'number':
        // Most words are no part of any number, and a number's text has to be made.
        return (this.mayBeNumber || !Number.isFinite(value)) && this.isIn(String(value))
      case 'object':
        return value === null ? this.isInName('null') : this.isInObject(value)
      case 'undefined':
      case 'function':
        return false
      default:
        return this.isIn(String(value))
    }
  }

  private isInObject(value: object): boolean {
    if (value instanceof CapturedNode) return this.isInNode(value)
    if (Array.isArray(value)) {
      for (let at = 0; at < value.length && this.left > 0; at++) if (this.isInValue(value[at])) return true
      return false
    }
    const record = value as Record<string, unknown>
    for (const key in record) {
      if (this.left <= 0) return false
      // A payload kept by reference may inherit from an object that has enumerable properties.
      if (!Object.hasOwn(record, key)) continue
      if (this.isInName(key) || this.isInValue(record[key])) return true
    }
    return false
  }

  private isInNode({ label, entries }: CapturedNode): boolean {
    if (this.isIn(label)) return true
    for (let at = 0; at < entries.length && this.left > 0; at++) {
      const [key, value] = entries[at]!
      if (this.isInName(key) || this.isInValue(value)) return true
    }
    return false
  }

  // An arrow function, to be passed on as it is.
  private readonly isInName = (name: string): boolean => {
    const known = this.names.get(name)
    if (known !== undefined) return known
    // Names made up without end take no memory without end.
    if (this.names.size >= MAX_NAMES) this.names.clear()
    const found = this.isIn(name)
    this.names.set(name, found)
    return found
  }

  private isIn(text: string): boolean {
    return text.length <= SHORT ? this.isInShort(text) : text.toLowerCase().includes(this.word)
  }

  /** Compares letter by letter, since a lower-case copy of a short text costs more than looking at it. */
  private isInShort(text: string): boolean {
    const { word } = this
    let matched = 0
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at)
      // Only of ASCII letters is it sure that the lower-case one is a single letter of its own.
      if (code >= 0x80) return text.toLowerCase().includes(word)
      if (lowerCase(code) === word.charCodeAt(matched)) {
        if (++matched === word.length) return true
      } else if (matched > 0) {
        at -= matched
        matched = 0
      }
    }
    return word === ''
  }
}

function lowerCase(ascii: number): number {
  return ascii >= 0x41 && ascii <= 0x5a ? ascii + 0x20 : ascii
}
