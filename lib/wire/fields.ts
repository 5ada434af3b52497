import type { JsonValue } from './json-value.ts'
import type { PathKey } from './path.ts'
import { parseTimestamp } from './timestamp.ts'
import { kindOf, WireError } from './wire-error.ts'

/** How long a name or an id may be, in UTF-16 code units: logs, drivers and recordings keep them. */
const MAX_NAME = 1_024

/** The fields of an object of a message. Each method gives one, or throws a `WireError` naming it. */
export class Fields {
  private readonly object: Readonly<Record<string, unknown>>

  constructor(
    value: unknown,
    private readonly path: readonly PathKey[] = [],
  ) {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw new WireError(path, `must be an object, not ${kindOf(value)}`)
    this.object = value as Readonly<Record<string, unknown>>
  }

  /** Undefined where it is missing or null: what Go writes for a pointer or map that is nil. */
  optional(key: string): unknown {
    return Object.hasOwn(this.object, key) ? (this.object[key] ?? undefined) : undefined
  }

  any(key: string): JsonValue {
    if (!Object.hasOwn(this.object, key)) this.fail(key, 'is missing')
    return this.object[key] as JsonValue
  }

  string(key: string): string {
    const value: unknown = this.any(key)
    return typeof value === 'string' ? value : this.fail(key, `must be a string, not ${kindOf(value)}`)
  }

  name(key: string): string {
    const name = this.string(key) || this.fail(key, 'must not be empty')
    return name.length > MAX_NAME ? this.fail(key, `must not be longer than ${MAX_NAME} characters`) : name
  }

  timestamp(key: string): string {
    const text = this.string(key)
    return parseTimestamp(text) === undefined
      ? this.fail(key, `must be an RFC 3339 timestamp, not ${JSON.stringify(text.slice(0, 40))}`)
      : text
  }

  seconds(key: string): number {
    const value: unknown = this.any(key)
    return Number.isSafeInteger(value)
      ? (value as number)
      : this.fail(
          key,
          `must be a whole number of seconds, not ${typeof value === 'number' ? value : kindOf(value)}`,
        )
  }

  /** An object with strings only. */
  strings(key: string): Readonly<Record<string, string>> {
    if (this.any(key) === null) return {}
    const fields = new Fields(this.any(key), [...this.path, key])
    // `fromEntries` also defines a `__proto__`, for the writer to refuse.
    return Object.fromEntries(Object.keys(fields.object).map((name) => [name, fields.string(name)]))
  }

  /** The fields of an object that may be left out. */
  within(key: string): Fields | undefined {
    const value = this.optional(key)
    return value === undefined ? undefined : new Fields(value, [...this.path, key])
  }

  private fail(key: string, problem: string): never {
    throw new WireError([...this.path, key], problem)
  }
}
