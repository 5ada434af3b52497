import { CapturedNode, type LostValue, restorePayload } from 'eventscope/recorder'

/** A payload as it is edited: as JSON, as far as that can say it. */
export interface Seed {
  /** Empty for no payload. */
  readonly text: string
  /** Parts that were not kept as they were. */
  readonly lost: readonly LostValue[]
  /** Parts that are something else in the text, for JSON has no word for what they are. */
  readonly converted: readonly LostValue[]
}

/** A payload kept by reference may be as deep and as large as it likes: it is written this far. */
const MAX_VALUES = 100_000
const MAX_DEPTH = 500
/** Parts told of each kind; it is said of the rest that there are more. */
const MAX_TOLD = 100

/** Writes a captured payload down: only data, never what is shown instead of data that is not there. */
export function seedOf(payload: unknown): Seed {
  const writer = new Writer()
  const data = writer.write(payload, 'left out')
  const { lost, converted } = writer
  return { text: data === undefined ? '' : JSON.stringify(data, null, 2), lost, converted }
}

/** Makes what JSON can say of a value; undefined where a part is left out. */
class Writer {
  readonly lost: LostValue[] = []
  readonly converted: LostValue[] = []
  private readonly path: string[] = []
  private readonly around = new Set<object>()
  private readonly gone = new Set<string>()
  private left = MAX_VALUES

  /** @param gap what becomes of a part that JSON has nothing for */
  write(value: unknown, gap: string): unknown {
    if (this.left-- <= 0 || this.path.length > MAX_DEPTH) return this.convert('too much to be edited', gap)
    switch (typeof value) {
      case 'bigint':
        return Number.isSafeInteger(Number(value))
          ? this.convert('a BigInt', 'here a number', Number(value))
          : this.convert('a BigInt', 'here a text', String(value))
      case 'number':
        if (Object.is(value, -0)) return this.convert('-0', 'here 0', 0)
        return Number.isFinite(value) ? value : this.convert(String(value), 'here null', null)
      case 'undefined':
        // Of what was lost it is said already.
        return this.gone.has(this.path.join('.')) && gap === 'left out'
          ? undefined
          : this.convert('undefined', gap)
      case 'function':
      case 'symbol':
        return this.convert(`a ${typeof value}`, gap)
      case 'object':
        return value === null ? null : this.readable(value, gap)
      default:
        return value
    }
  }

  /** What is kept by reference may throw when it is read, and be inside of itself. */
  private readable(value: object, gap: string): unknown {
    if (this.around.has(value)) return this.convert('a reference to what it is inside of', gap)
    this.around.add(value)
    const depth = this.path.length
    try {
      return value instanceof CapturedNode ? this.write(this.restore(value), gap) : this.object(value)
    } catch {
      this.path.length = depth
      return this.convert('it threw when it was read', gap)
    } finally {
      this.around.delete(value)
    }
  }

  private restore(node: CapturedNode): unknown {
    const { value, lost } = restorePayload(node)
    for (const { path, why } of lost) {
      const whole = [...this.path, ...(path === '' ? [] : [path])].join('.')
      this.gone.add(whole)
      this.tell(this.lost, whole, why)
    }
    return value
  }

  private object(value: object): unknown {
    if (Array.isArray(value)) return this.list(value)
    if (value instanceof Date) {
      const isValid = !Number.isNaN(value.getTime())
      return isValid
        ? this.convert('a Date', 'here a text', value.toISOString())
        : this.convert('an invalid Date', 'here null', null)
    }
    if (value instanceof RegExp) return this.convert('a regular expression', 'here a text', String(value))
    if (value instanceof Set) {
      this.convert('a Set', 'here a list')
      return this.list([...value])
    }
    if (value instanceof Map) return this.map(value)
    const className = classOf(value)
    if (className !== undefined) this.convert(`an instance (${className})`, 'here a plain object')
    return this.entries(Object.entries(value))
  }

  private map(map: ReadonlyMap<unknown, unknown>): unknown {
    const entries = [...map]
    const isNamed = (entry: [unknown, unknown]): entry is [string, unknown] => typeof entry[0] === 'string'
    if (entries.every(isNamed)) {
      this.convert('a Map', 'here an object')
      return this.entries(entries)
    }
    this.convert('a Map', 'here a list of keys and values')
    return entries.map(([key, value]) => [
      this.into(String(key), key, 'here null') ?? null,
      this.into(String(key), value, 'here null') ?? null,
    ])
  }

  private entries(entries: readonly (readonly [string, unknown])[]): object {
    const kept = entries.map(([key, value]) => [key, this.into(key, value, 'left out')] as const)
    return Object.fromEntries(kept.filter(([, value]) => value !== undefined))
  }

  private list(values: readonly unknown[]): unknown[] {
    // Of what is beyond the bound the first is left out, and the rest with it.
    const kept = values.slice(0, Math.max(0, this.left) + 1)
    return Array.from(kept, (value, at) => this.into(String(at), value, 'here null') ?? null)
  }

  private into(name: string, value: unknown, gap: string): unknown {
    this.path.push(name)
    const written = this.write(value, gap)
    this.path.pop()
    return written
  }

  private convert<Other>(what: string, instead: string, other?: Other): Other | undefined {
    this.tell(this.converted, this.path.join('.'), `${what}, ${instead}`)
    return other
  }

  private tell(told: LostValue[], path: string, why: string): void {
    if (told.length < MAX_TOLD) told.push({ path, why })
    else if (told.length === MAX_TOLD) told.push({ path: '', why: 'and more' })
  }
}

/** The name of a class that is not Object's own, of this page or of another. */
function classOf(value: object): string | undefined {
  const prototype: unknown = Object.getPrototypeOf(value)
  if (typeof prototype !== 'object' || prototype === null) return undefined
  if (Object.getPrototypeOf(prototype) === null) return undefined
  const { constructor } = prototype
  return typeof constructor === 'function' && constructor.name !== '' ? constructor.name : 'of a class'
}
