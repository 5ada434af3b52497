import { FORBIDDEN_KEYS } from './json-value.ts'
import { checkSize, limitsOf, tooLarge, type WireLimits } from './limits.ts'
import { formatPath, type PathKey } from './path.ts'
import { kindOf, WireError } from './wire-error.ts'

/** What Go's encoding/json writes as escapes, also. */
const ESCAPED = /[<>&\u2028\u2029]/g

/**
 * Tests whether JSON can carry a value, as the codecs write it: `toJSON` is honoured, so a `Date` goes as its text;
 * properties that are undefined are left out, and undefined elsewhere is null. Of a class instance its own properties go.
 * @param path what the error calls the value
 * @throws {WireError} naming where there is a BigInt, function, symbol, NaN, infinity, cycle, Map, Set or the like, what
 * throws when it is read, or more than the limits allow
 * @example
 * checkJson({ qty: 1n }, 'payload') // throws: `payload.qty` is a bigint, which JSON can't carry
 */
export function checkJson(value: unknown, path = '', limits?: WireLimits): void {
  writeJson(value, path, limits)
}

/** A value's JSON text. */
export function writeJson(value: unknown, path = '', limits?: WireLimits): string {
  return new Writer(limits, path).write((writer) => writer.value(value, ''))
}

/** The text of an object with exactly these fields: one that is undefined is null. */
export function writeMessage(fields: Readonly<Record<string, unknown>>, limits?: WireLimits): string {
  return new Writer(limits, '').write((writer) => writer.message(fields))
}

/**
 * It reads each property once, which `JSON.stringify` after a check would not. A value that is referred to again and
 * again stops it at the size limit, a cycle at once.
 */
class Writer {
  private text = ''
  private readonly within = new Set<object>()
  private readonly limits: { maxBytes: number; maxDepth: number }
  /** Where it is; left as it was when something throws. */
  private readonly path: PathKey[] = []

  constructor(
    limits: WireLimits | undefined,
    /** What the value is called; where it has a name, it is within a message, which is a level too. */
    private readonly start: string,
  ) {
    this.limits = limitsOf(limits)
  }

  write(what: (writer: Writer) => void): string {
    try {
      what(this)
    } catch (cause) {
      if (cause instanceof WireError) throw cause
      throw new WireError(this.place, `could not be read: ${messageOf(cause)}`, { cause })
    }
    const text = this.text.replace(
      ESCAPED,
      (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
    )
    checkSize(text, this.limits.maxBytes)
    return text
  }

  message(fields: Readonly<Record<string, unknown>>): void {
    this.enter(fields)
    let separator = '{'
    for (const [key, value] of Object.entries(fields)) {
      this.put(`${separator}${JSON.stringify(key)}:`)
      separator = ','
      this.path.push(key)
      this.value(value, key)
      this.path.pop()
    }
    this.put('}')
  }

  value(given: unknown, key: string): void {
    this.plain(this.toJson(given, key))
  }

  private plain(value: unknown): void {
    if (value === undefined || value === null) this.put('null')
    else if (typeof value === 'string') this.put(JSON.stringify(value))
    else if (typeof value === 'boolean') this.put(String(value))
    else if (typeof value === 'number') this.number(value)
    else if (typeof value !== 'object') this.fail(`is ${kindOf(value)}, which JSON can't carry`)
    else if (Array.isArray(value)) this.array(value)
    else this.object(value)
  }

  private number(value: number): void {
    if (!Number.isFinite(value)) this.fail(`is ${value}, which JSON can't carry`)
    this.put(Object.is(value, -0) ? '-0' : String(value))
  }

  private array(items: readonly unknown[]): void {
    this.enter(items)
    this.put('[')
    for (let index = 0; index < items.length; index++) {
      if (index > 0) this.put(',')
      this.path.push(index)
      this.value(items[index], String(index))
      this.path.pop()
    }
    this.put(']')
    this.within.delete(items)
  }

  private object(value: object): void {
    const tag = Object.prototype.toString.call(value).slice(8, -1)
    if (tag !== 'Object') this.fail(`is of type ${tag}, which JSON can't carry`)
    this.enter(value)
    let separator = '{'
    for (const key of Object.keys(value)) {
      this.path.push(key)
      if (FORBIDDEN_KEYS.has(key)) this.fail('has a name that is not allowed: it could reach a prototype')
      const item = this.toJson((value as Record<string, unknown>)[key], key)
      if (item !== undefined) {
        this.put(`${separator}${JSON.stringify(key)}:`)
        separator = ','
        this.plain(item)
      }
      this.path.pop()
    }
    this.put(separator === '{' ? '{}' : '}')
    this.within.delete(value)
  }

  private toJson(value: unknown, key: string): unknown {
    if (typeof value !== 'bigint' && (typeof value !== 'object' || value === null)) return value
    if (value instanceof Date && Number.isNaN(value.getTime())) this.fail('is an invalid Date')
    const { toJSON } = value as { toJSON?: unknown }
    return typeof toJSON === 'function' ? (toJSON.call(value, key) as unknown) : value
  }

  private enter(container: object): void {
    if (this.within.has(container)) this.fail('contains itself')
    const depth = this.within.size + (this.start === '' ? 0 : 1)
    if (depth >= this.limits.maxDepth) this.fail(`is nested deeper than ${this.limits.maxDepth} levels`)
    this.within.add(container)
  }

  private put(piece: string): void {
    this.text += piece
    if (this.text.length > this.limits.maxBytes) throw tooLarge(this.limits.maxBytes)
  }

  private fail(problem: string): never {
    throw new WireError(this.place, problem)
  }

  private get place(): string {
    return formatPath(this.path, this.start)
  }
}

function messageOf(cause: unknown): string {
  try {
    return String(cause instanceof Error ? cause.message : cause)
  } catch {
    return 'what was thrown cannot be shown'
  }
}
