import { CapturedNode } from '../captured.ts'
import type { RecordingColumns } from '../types.ts'
import { readMessage, readOwn } from './live.ts'
import { contains, memoized, type TextTest } from './text.ts'

/** Values of one payload that a search looks at, at most. */
const MAX_VALUES = 2_000

/**
 * Whether a payload, captured or not, has the word (in lower case) in a key, a label or a value. Calls no accessor.
 * @example
 * payloadContains({ sku: 'LAMP' }, 'lamp') // true
 */
export function payloadContains(payload: unknown, word: string): boolean {
  return new Search(contains(word), mayBeInNumber(word)).isInPayload(payload, true)
}

/** Whether a number's text may contain the word, or be like the pattern. */
export function mayBeInNumber(word: string): boolean {
  return /^[-+.\de*?]*$/.test(word)
}

/** Looks for a text in row after row: nothing is made for one. */
export class Search {
  private readonly isInName: TextTest
  /** Values of a payload that may still be looked at. */
  private left = 0
  /** Whether properties may be the page's accessors. */
  private live = false

  constructor(
    private readonly isIn: TextTest,
    /** Most words are no part of any number, and a number's text has to be made. */
    private readonly mayBeNumber: boolean,
  ) {
    this.isInName = memoized(isIn)
  }

  isInRow(columns: RecordingColumns, row: number): boolean {
    if (this.isInName(columns.event(row)) || this.isInName(columns.bus(row))) return true
    return (
      this.isInListener(columns, row) ||
      this.isInError(columns, row) ||
      this.isInPayload(columns.payload(row), columns.isReference(row))
    )
  }

  isInListener(columns: RecordingColumns, row: number): boolean {
    return columns.someListener(row, this.isInName)
  }

  isInError(columns: RecordingColumns, row: number): boolean {
    const errors = columns.errors(row)
    for (let at = 0; at < errors.length; at++) {
      const { message, cause } = errors[at]!
      if (this.isIn(message) || this.isInCause(cause)) return true
    }
    return false
  }

  /** An error's message says more than its cause's, which is what a whole text is compared with. */
  private isInCause(cause: unknown): boolean {
    try {
      const text = cause instanceof Error ? readMessage(cause) : cause
      return typeof text === 'string' && this.isIn(text)
    } catch {
      // Anything can be thrown, a Proxy that throws in turn included.
      return false
    }
  }

  /** `live` payloads are kept by reference. */
  isInPayload(payload: unknown, live: boolean): boolean {
    this.left = MAX_VALUES
    this.live = live
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
      for (let at = 0; at < value.length && this.left > 0; at++)
        if (this.isInValue(this.read(value, at))) return true
      return false
    }
    for (const key in value) {
      if (this.left <= 0) return false
      // A payload kept by reference may inherit from an object that has enumerable properties.
      if (!Object.hasOwn(value, key)) continue
      if (this.isInName(key) || this.isInValue(this.read(value, key))) return true
    }
    return false
  }

  private read(value: object, key: string | number): unknown {
    return this.live ? readOwn(value, key) : (value as Record<string | number, unknown>)[key]
  }

  private isInNode({ label, entries }: CapturedNode): boolean {
    if (this.isIn(label)) return true
    for (let at = 0; at < entries.length && this.left > 0; at++) {
      const [key, value] = entries[at]!
      if (this.isInName(key) || this.isInValue(value)) return true
    }
    return false
  }
}
