import { type CapturedKey, type CapturedKind, CapturedNode } from '../captured.ts'
import { define, LABEL_LENGTH } from '../describe.ts'

/** A part of a payload that could not be restored as it was. */
export interface LostValue {
  /** Where in the payload, dot separated: `items.0.price`; empty for the payload itself. */
  readonly path: string
  /** What is different there now, and why. */
  readonly why: string
}

/** A payload made of what was kept of it, and what is missing in it. */
export interface RestoredPayload {
  readonly value: unknown
  readonly lost: readonly LostValue[]
}

/** Levels of objects inside each other: only limits lifted by hand let a snapshot have more. */
const MAX_DEPTH = 500
/** Parts told as lost; it is said of the rest that there are more. */
const MAX_LOST = 100

/** What stands there instead is `undefined`. */
const NOTHING_LEFT: Partial<Record<CapturedKind, string>> = {
  function: 'a function, of which only the name was kept',
  symbol: 'a symbol, of which only the name was kept',
  dom: 'a DOM node',
  buffer: 'binary data, of which only the beginning was kept',
  cycle: 'a reference to what it is inside of',
  getter: 'an accessor, which was not called',
  redacted: 'redacted',
  cut: 'beyond a limit of the snapshot',
  unreadable: 'it threw when it was read',
}

/**
 * Makes a payload again of what a snapshot kept of it: plain data just as it was, Maps, Sets, Dates and regular
 * expressions too; what was shared is then there several times. An entry whose key was an object, a symbol or a very
 * long text is left out. `lost` says what could not be restored.
 * @example
 * const { value, lost } = restorePayload(dispatch.payload)
 * if (lost.length === 0) bus.dispatch('cart.item_added', value)
 */
export function restorePayload(captured: unknown): RestoredPayload {
  const restoration = new Restoration()
  return { value: restoration.restore(captured), lost: restoration.lost }
}

class Restoration {
  readonly lost: LostValue[] = []
  private readonly path: string[] = []

  restore(value: unknown): unknown {
    if (typeof value !== 'object' || value === null) return value
    if (this.path.length >= MAX_DEPTH) return this.lose('too deep inside')
    if (value instanceof CapturedNode) return this.node(value)
    if (Array.isArray(value)) return this.array(value)
    const copy: object = {}
    for (const [key, inner] of Object.entries(value)) this.put(copy, key, inner)
    return copy
  }

  private array(captured: readonly unknown[]): unknown[] {
    const copy: unknown[] = []
    copy.length = captured.length
    // By `forEach` holes stay holes.
    captured.forEach((inner, at) => {
      copy[at] = this.into(String(at), inner)
    })
    return copy
  }

  private node(node: CapturedNode): unknown {
    const { kind, label } = node
    switch (kind) {
      case 'object':
        return this.object(node)
      case 'array':
        return this.list(node)
      case 'map':
        return this.map(node)
      case 'set':
        return this.set(node)
      case 'date':
        return new Date(label === 'Invalid Date' ? Number.NaN : label)
      case 'regexp':
        return this.regexp(label)
      case 'string':
        this.lose(`a long text, without its last ${node.more} characters`)
        return label
      default:
        return this.lose(NOTHING_LEFT[kind] ?? 'unknown')
    }
  }

  private object(node: CapturedNode): unknown {
    const { label, entries } = node
    const hasNone = label === 'Object (null prototype)'
    const copy: object = hasNone ? (Object.create(null) as object) : {}
    if (!hasNone && label !== 'Object') this.lose(`an instance (${label}), now a plain object`)
    for (const [at, [name, value]] of entries.entries()) {
      // It may have been a symbol.
      if (keyAt(node, at) === undefined) this.lose('of its key only the name was kept', name)
      else this.put(copy, name, value)
    }
    this.loseMore(node)
    return copy
  }

  private list(node: CapturedNode): unknown {
    const [, name, length] = /^(.*)\((\d+)\)$/s.exec(node.label) ?? ['', node.label, '0']
    if (name !== 'Array') this.lose(`an instance (${name}), now a plain array`)
    const copy: unknown[] = []
    copy.length = Math.max(0, Number(length) - node.more)
    for (const [at, value] of node.entries) copy[Number(at)] = this.into(at, value)
    this.loseMore(node)
    return copy
  }

  private map(node: CapturedNode): unknown {
    this.checkClass(node, 'Map')
    const copy = new Map<unknown, unknown>()
    for (const [at, [name, value]] of node.entries.entries()) {
      const key = keyAt(node, at)
      if (key === undefined) this.lose('of its key only the name was kept', name)
      else copy.set(key.value, this.into(name, value))
    }
    this.loseMore(node)
    return copy
  }

  private set(node: CapturedNode): unknown {
    this.checkClass(node, 'Set')
    const copy = new Set(node.entries.map(([name, value]) => this.into(name, value)))
    this.loseMore(node)
    return copy
  }

  private regexp(label: string): unknown {
    const end = label.lastIndexOf('/')
    try {
      if (label.length <= LABEL_LENGTH) return new RegExp(label.slice(1, end), label.slice(end + 1))
    } catch {
      // Of an engine with other flags.
    }
    return this.lose('a regular expression, of which only the beginning was kept')
  }

  private checkClass({ label }: CapturedNode, name: string): void {
    if (!label.startsWith(`${name}(`)) this.lose(`an instance (${label}), now a plain ${name}`)
  }

  private loseMore({ more }: CapturedNode): void {
    if (more > 0) this.lose(more === 1 ? '1 entry was left out' : `${more} entries were left out`)
  }

  private put(copy: object, key: string, captured: unknown): void {
    const value = this.into(key, captured) as never
    if (key === '__proto__') define(copy, key, value)
    else (copy as Record<string, unknown>)[key] = value
  }

  private into(name: string, captured: unknown): unknown {
    this.path.push(name)
    const value = this.restore(captured)
    this.path.pop()
    return value
  }

  private lose(why: string, name?: string): undefined {
    if (this.lost.length > MAX_LOST) return
    const path = name === undefined ? this.path : [...this.path, name]
    const told = this.lost.length === MAX_LOST ? { path: '', why: 'and more' } : { path: path.join('.'), why }
    this.lost.push(told)
  }
}

function keyAt({ keys, entries }: CapturedNode, at: number): CapturedKey {
  return keys === undefined ? { value: entries[at]![0] } : keys[at]
}
