import { type CapturedKind, CapturedNode, type CapturedValue } from '../captured.ts'

/** One part of a captured value. */
export interface Part {
  readonly name: string
  /** What tells it from the others, also in another snapshot; undefined where nothing does. */
  readonly id: string | undefined
  readonly value: CapturedValue
}

/** The inside of a captured value, however it was kept. */
export interface Inside {
  readonly parts: readonly Part[]
  /** Parts that were not kept. */
  readonly more: number
  /** What differs if parts that were not kept were added or removed. */
  readonly outline: string
  readonly size: number
}

/** What stands for anything: two of these, or one and something else, are no difference that could be shown. */
const UNKNOWN: ReadonlySet<CapturedKind> = new Set(['redacted', 'cut', 'getter', 'unreadable', 'dom'])

export function isUnknown(value: CapturedValue): boolean {
  return value instanceof CapturedNode && UNKNOWN.has(value.kind)
}

/** Undefined for a primitive. */
export function kindOf(value: CapturedValue): CapturedKind | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  if (Array.isArray(value)) return 'array'
  return value instanceof CapturedNode ? value.kind : 'object'
}

export function insideOf(value: CapturedValue): Inside {
  if (Array.isArray(value)) {
    const { length } = value
    return { parts: named(value), more: 0, outline: `Array(${length})`, size: length }
  }
  if (!(value instanceof CapturedNode)) {
    const parts = named(value as Record<string, CapturedValue>)
    return { parts, more: 0, outline: `Object ${parts.length}`, size: parts.length }
  }
  const { kind, label, entries, more } = value
  const size = entries.length + more
  // The labels of the others say how many there are.
  const outline = kind === 'object' ? `${label} ${size}` : label
  const parts = entries.map(([name, part], at) => ({ name, id: idAt(value, at), value: part }))
  return { parts, more, outline, size }
}

function named(value: Readonly<Record<string, CapturedValue>> | readonly CapturedValue[]): Part[] {
  return Object.entries(value).map(([name, part]) => ({ name, id: name, value: part }))
}

/** The keys of a Map are of all types, and those of one label may be many. */
function idAt({ entries, keys }: CapturedNode, at: number): string | undefined {
  if (keys === undefined) return entries[at]![0]
  const key = keys[at]
  if (key === undefined) return undefined
  return typeof key.value === 'string' ? key.value : `${typeof key.value} ${String(key.value)}`
}

/** A text that is the same for values between which no difference could be shown. */
export function textOf(value: CapturedValue): string {
  if (isUnknown(value)) return '?'
  const kind = kindOf(value)
  if (kind === undefined) {
    return typeof value === 'string'
      ? JSON.stringify(value)
      : `${Object.is(value, -0) ? '-0' : String(value)}`
  }
  const { parts, more, outline } = insideOf(value)
  const inside = parts.map(
    (part) => `${kind === 'set' ? '' : JSON.stringify(part.name)}:${textOf(part.value)}`,
  )
  // The order of keys does not count.
  return `${kind} ${JSON.stringify(outline)} ${more} {${inside.sort().join()}}`
}

/** Whether a part of it, at any depth, was redacted. */
export function holdsRedacted(value: CapturedValue): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (value instanceof CapturedNode) {
    return value.kind === 'redacted' || value.entries.some(([, part]) => holdsRedacted(part))
  }
  return Object.values(value).some(holdsRedacted)
}

/** What may be told of a value of which nothing inside may. */
export function outlineOf(value: CapturedValue): CapturedValue {
  if (value === undefined || isUnknown(value)) return value
  const kind = kindOf(value)
  if (kind === undefined || !SIZED.has(kind)) return new CapturedNode('redacted', '[redacted]')
  const { outline, size } = insideOf(value)
  return new CapturedNode(kind, outline, [], size)
}

/** Kinds whose outline is their class and size. */
const SIZED: ReadonlySet<CapturedKind> = new Set(['array', 'set', 'map', 'buffer'])
