import { CapturedNode, type CapturedKind, type CapturedValue } from './captured.ts'
import type { CaptureLimits } from './capture-limits.ts'
import {
  BROKEN,
  UNREADABLE,
  WINDOW,
  classLabel,
  classNames,
  define,
  descriptorOf,
  describeLeaf,
  detached,
  hasSize,
  isRoot,
  labelOf,
  mapSize,
  setSize,
  shorten,
  symbolKeys,
  tryRead,
} from './describe.ts'
import { KeyedEntries } from './keyed-entries.ts'
import type { Redactor } from './redact.ts'

/** Reading the clock costs as much as copying a field, so it is read once for so many values. */
const VALUES_PER_CLOCK_READ = 64

type Bound = 'depth' | 'nodes' | 'characters' | 'time'

const CUT: Record<Bound, CapturedNode> = {
  depth: new CapturedNode('cut', '… depth'),
  nodes: new CapturedNode('cut', '… nodes'),
  characters: new CapturedNode('cut', '… characters'),
  time: new CapturedNode('cut', '… time'),
}
const REDACTED = new CapturedNode('redacted', '[redacted]')

const { getOwnPropertyDescriptor, getPrototypeOf, keys: keysOf } = Object

/** One walk over one payload at a time; it can be used again once `start` has returned. */
export class Walk {
  private depth = 0
  /** The objects above the current value, and the keys they were found under. */
  private readonly ancestors: (object | undefined)[] = []
  private readonly keys: (string | number)[] = []
  /** The path of each ancestor with a dot behind; kept only where the redactor asks for paths. */
  private readonly prefixes: string[] = []
  private readonly needsPaths: boolean
  private visited = 0
  private checkpoint = 0
  private characters = 0
  private startedAt: number | undefined
  private stopped: Bound | undefined

  constructor(
    private readonly redactor: Redactor | undefined,
    private readonly limits: CaptureLimits,
  ) {
    this.needsPaths = redactor !== undefined && redactor.keysOnly !== true
  }

  /** Never throws. */
  start(value: unknown): CapturedValue {
    this.depth = 0
    this.visited = 0
    this.checkpoint = Math.min(VALUES_PER_CLOCK_READ, this.limits.nodes + 1)
    this.characters = this.limits.characters
    this.startedAt = undefined
    this.stopped = undefined
    try {
      return this.value('', value)
    } catch {
      return UNREADABLE
    }
  }

  /** Counts a value; says which bound it is beyond, if any. */
  private check(): Bound | undefined {
    if (this.stopped !== undefined) return this.stopped
    if (this.visited > this.limits.nodes) return this.stop('nodes')
    const now = performance.now()
    // Counted from the first reading, so that payloads of a few values need no clock at all.
    this.startedAt ??= now
    if (now - this.startedAt > this.limits.time) return this.stop('time')
    this.checkpoint = Math.min(this.visited + VALUES_PER_CLOCK_READ, this.limits.nodes + 1)
    return undefined
  }

  private stop(bound: Bound): Bound {
    this.checkpoint = 0
    return (this.stopped = bound)
  }

  private child(key: string | number, value: unknown): CapturedValue {
    if (this.redactor !== undefined) {
      const name = String(key)
      const path = this.needsPaths ? this.prefixes[this.depth - 1] + name : ''
      if (this.redactor(path, name, value)) return REDACTED
    }
    return this.value(key, value)
  }

  private value(key: string | number, value: unknown): CapturedValue {
    if (++this.visited >= this.checkpoint) {
      const bound = this.check()
      if (bound !== undefined) return CUT[bound]
    }
    switch (typeof value) {
      case 'string':
        return this.text(value)
      case 'object':
        return value === null ? null : this.object(key, value)
      case 'function':
        return new CapturedNode('function', labelOf(value))
      case 'symbol':
        return new CapturedNode('symbol', labelOf(value))
      default:
        return value as number | boolean | bigint | undefined
    }
  }

  private text(text: string): CapturedValue {
    const length = Math.min(text.length, this.limits.stringLength)
    if (length > this.characters) return new CapturedNode('cut', CUT.characters.label, [], text.length)
    this.characters -= length
    if (length === text.length) return text
    const kept = detached(text, length)
    return new CapturedNode('string', kept, [], text.length - kept.length)
  }

  private object(key: string | number, value: object): CapturedValue {
    const { depth } = this
    for (let i = 0; i < depth; i++) {
      if (this.ancestors[i] === value) return new CapturedNode('cycle', this.cycleLabel(i))
    }
    if (depth >= this.limits.depth) return CUT.depth
    this.ancestors[depth] = value
    this.keys[depth] = key
    if (this.needsPaths) this.prefixes[depth] = depth === 0 ? '' : `${this.prefixes[depth - 1]}${key}.`
    this.depth = depth + 1
    try {
      if (Array.isArray(value)) return this.array(value)
      return getPrototypeOf(value) === Object.prototype ? this.plain(value) : this.exotic(value)
    } catch {
      return UNREADABLE
    } finally {
      this.ancestors[depth] = undefined
      this.depth = depth
    }
  }

  private cycleLabel(depth: number): string {
    const path = ['root', ...this.keys.slice(1, depth + 1)]
    return `↻ ${shorten(path.join('.'))}`
  }

  private property(name: string | number, found: PropertyDescriptor | undefined): CapturedValue {
    if (found === undefined) return undefined
    if (found === BROKEN) return UNREADABLE
    if (found.writable !== undefined) return this.child(name, found.value)
    const kind =
      found.get === undefined ? '[setter]' : found.set === undefined ? '[getter]' : '[getter/setter]'
    return new CapturedNode('getter', kind)
  }

  /** Counts a key's characters. */
  private countKey(key: string): void {
    this.characters -= key.length
    if (this.characters < 0 && this.stopped === undefined) this.stop('characters')
  }

  private plain(value: object): CapturedValue {
    const copy: Record<string, CapturedValue> = {}
    const keys = keysOf(value)
    const { entries, stringLength } = this.limits
    let index = 0
    let isCut = false
    for (; index < keys.length && index < entries && this.stopped === undefined; index++) {
      const key = keys[index] as string
      this.countKey(key)
      if (key.length > stringLength) isCut = true
      const captured = this.property(key, descriptorOf(value, key))
      if (key === '__proto__') define(copy, key, captured)
      else copy[key] = captured
      if (key === 'window' && getOwnPropertyDescriptor(value, key)?.value === value) return WINDOW
    }
    const symbols = symbolKeys(value)
    if (index === keys.length && symbols.length === 0 && !isCut) return copy
    const kept = new KeyedEntries()
    for (const [name, entry] of Object.entries(copy)) kept.add(name, name, entry)
    return this.fields('object', 'Object', value, symbols, kept, keys.length - index)
  }

  private array(value: readonly unknown[]): CapturedValue {
    const { length } = value
    // Only a Proxy can say otherwise.
    if (length >>> 0 !== length) return UNREADABLE
    const isPlain = getPrototypeOf(value) === Array.prototype
    const names = isPlain ? undefined : classNames(value)
    const copy: CapturedValue[] = []
    let index = 0
    for (; index < length && index < this.limits.entries && this.stopped === undefined; index++) {
      const found = descriptorOf(value, index)
      if (found !== undefined) copy[index] = this.property(index, found)
    }
    if (index === length && (names === undefined || names[0] === 'Array')) {
      copy.length = length
      return copy
    }
    // By `forEach` holes stay out.
    const entries: [string, CapturedValue][] = []
    copy.forEach((entry, at) => entries.push([String(at), entry]))
    const label = `${names === undefined ? 'Array' : classLabel(names)}(${length})`
    return new CapturedNode('array', label, entries, length - index)
  }

  private exotic(value: object): CapturedValue {
    const names = classNames(value)
    const leaf = describeLeaf(value, names)
    if (leaf !== undefined) return leaf
    // Of another realm: an iframe's plain object has that realm's prototype.
    if (names.length === 1 && names[0] === 'Object' && isRoot(getPrototypeOf(value))) return this.plain(value)
    if (names.includes('Map') && hasSize(mapSize, value))
      return this.map(value as Map<unknown, unknown>, names)
    if (names.includes('Set') && hasSize(setSize, value)) return this.set(value as Set<unknown>, names)
    if (names.includes('Error')) return this.error(value, names)
    return this.fields('object', classLabel(names), value, [...keysOf(value), ...symbolKeys(value)])
  }

  private fields(
    kind: CapturedKind,
    label: string,
    value: object,
    keys: readonly PropertyKey[],
    kept: KeyedEntries = new KeyedEntries(),
    more = 0,
  ): CapturedNode {
    const { entries } = kept
    let index = 0
    for (; index < keys.length && entries.length < this.limits.entries && !this.stopped; index++) {
      const key = keys[index] as string | symbol
      const name = typeof key === 'string' ? key : labelOf(key)
      this.countKey(name)
      kept.add(key, name, this.property(name, descriptorOf(value, key)))
    }
    return new CapturedNode(kind, label, entries, more + keys.length - index, kept.keys)
  }

  private map(map: Map<unknown, unknown>, names: readonly string[]): CapturedNode {
    const size = mapSize(map)
    const kept = new KeyedEntries()
    const { entries } = kept
    for (const [key, item] of Map.prototype.entries.call(map) as MapIterator<[unknown, unknown]>) {
      if (entries.length >= this.limits.entries || this.stopped !== undefined) break
      const name = typeof key === 'string' ? key : labelOf(key)
      this.countKey(name)
      kept.add(key, name, this.child(name, item))
    }
    const more = Math.max(0, size - entries.length)
    return new CapturedNode('map', `${classLabel(names)}(${size})`, entries, more, kept.keys)
  }

  private set(set: Set<unknown>, names: readonly string[]): CapturedNode {
    const size = setSize(set)
    const entries: [string, CapturedValue][] = []
    for (const item of Set.prototype.values.call(set) as SetIterator<unknown>) {
      const index = entries.length
      if (index >= this.limits.entries || this.stopped !== undefined) break
      entries.push([String(index), this.child(index, item)])
    }
    const more = Math.max(0, size - entries.length)
    return new CapturedNode('set', `${classLabel(names)}(${size})`, entries, more)
  }

  private error(value: object, names: readonly string[]): CapturedNode {
    const kept = new Map<string, CapturedValue>()
    // Node's is written in JavaScript, so its accessors don't look like the platform's.
    const isTrusted = names.includes('DOMException')
    const isMessageHidden = (): boolean =>
      kept.has('message') ? kept.get('message') === REDACTED : this.redactor !== undefined
    for (const key of ERROR_FIELDS) {
      const found = tryRead(value, key, isTrusted)
      // The stack starts with the message: an unread one is one no redaction was asked about.
      const isHidden = key === 'stack' && isMessageHidden()
      if (found !== undefined) kept.set(key, isHidden ? REDACTED : this.child(key, found))
    }
    const [name, message] = [kept.get('name'), kept.get('message')]
    const title = typeof name === 'string' && name !== '' && name !== 'Error' ? name : classLabel(names)
    const label = typeof message === 'string' && message !== '' ? `${title}: ${message}` : title
    const others = keysOf(value).filter((key) => !kept.has(key))
    const fields = new KeyedEntries()
    for (const [name, field] of kept) fields.add(name, name, field)
    return this.fields('object', shorten(label), value, [...others, ...symbolKeys(value)], fields)
  }
}

/** In this order; most are not enumerable, or inherited. */
const ERROR_FIELDS = ['name', 'message', 'stack', 'cause', 'errors']
