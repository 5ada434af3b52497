import { shortened } from '../describe.ts'

/** What the page's objects say of themselves may throw: then it counts as not said. */
export function attempt<Result>(read: () => Result, otherwise: Result): Result {
  try {
    return read()
  } catch {
    return otherwise
  }
}

/** A property, whatever the object is made of. Can throw. */
export function property(value: unknown, key: string): unknown {
  return value === null || value === undefined ? undefined : (value as Record<string, unknown>)[key]
}

/** A text that a driver gave, as far as it is sensible to keep; undefined for anything else. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? shortened(value) : undefined
}

/** A count that a driver gave; 0 for anything else. */
export function countOf(value: unknown): number {
  return typeof value === 'number' && value >= 0 ? value : 0
}
