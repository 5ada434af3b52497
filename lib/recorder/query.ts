import { CapturedNode } from './captured.ts'
import type { RecordingColumns } from './types.ts'

/** Values of one payload that a search looks at, at most. */
const MAX_VALUES = 2_000

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
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  return (columns, row) => words.every((word) => matchesWord(columns, row, word))
}

function matchesWord(columns: RecordingColumns, row: number, word: string): boolean {
  if (contains(columns.event(row), word) || contains(columns.bus(row), word)) return true
  const runs = columns.runCount(row)
  for (let index = 0; index < runs; index++) if (contains(columns.runListener(row, index), word)) return true
  for (const error of columns.errors(row)) if (contains(error.message, word)) return true
  return payloadContains(columns.payload(row), word)
}

const contains = (text: string, word: string): boolean => text.toLowerCase().includes(word)

/** Whether a captured payload has the word (in lower case) in a key, a label or a value. */
export function payloadContains(payload: unknown, word: string): boolean {
  let left = MAX_VALUES
  const search = (value: unknown): boolean => {
    if (--left < 0) return false
    if (typeof value !== 'object' || value === null) {
      return value !== undefined && typeof value !== 'function' && contains(String(value), word)
    }
    if (value instanceof CapturedNode) {
      return (
        contains(value.label, word) ||
        value.entries.some(([key, inner]) => contains(key, word) || search(inner))
      )
    }
    if (Array.isArray(value)) return value.some(search)
    return Object.entries(value).some(([key, inner]) => contains(key, word) || search(inner))
  }
  try {
    return search(payload)
  } catch {
    // A payload kept by reference may throw when it is read.
    return false
  }
}
