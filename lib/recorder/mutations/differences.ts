import { type CapturedKind, CapturedNode, type CapturedValue } from '../captured.ts'

/** Is told of a difference; `path` as `Mutation` has it. */
export type Report = (
  path: string,
  change: 'changed' | 'added' | 'removed',
  before: CapturedValue,
  after: CapturedValue,
) => void

type Entry = readonly [name: string, value: CapturedValue]

/** The inside of a captured value, however it was kept. */
interface Inside {
  readonly entries: readonly Entry[]
  /** Entries that were not kept. */
  readonly more: number
  /** What differs if entries that were not kept were added or removed. */
  readonly outline: string
}

/** What stands for anything: two of these, or one and something else, are no difference that could be shown. */
const UNKNOWN: ReadonlySet<CapturedKind> = new Set(['redacted', 'cut', 'getter', 'unreadable', 'dom'])
/** Kinds whose label says all that was kept. */
const LEAVES: ReadonlySet<CapturedKind> = new Set(['date', 'regexp', 'function', 'symbol', 'string', 'cycle'])

/**
 * Tells how two snapshots of one payload differ, part by part. What was redacted, cut or never read counts as equal to
 * anything, and so does a DOM node, whose label changes with its classes. The order of keys does not count.
 */
export function findDifferences(before: CapturedValue, after: CapturedValue, report: Report): void {
  new Comparison(report).compare(before, after)
}

class Comparison {
  private readonly path: string[] = []
  private reported = 0

  constructor(private readonly report: Report) {}

  compare(before: CapturedValue, after: CapturedValue): void {
    if (Object.is(before, after) || isUnknown(before) || isUnknown(after)) return
    const kind = kindOf(before)
    if (kind === undefined || kind !== kindOf(after)) this.tell('changed', before, after)
    else if (LEAVES.has(kind)) this.compareLeaves(before as CapturedNode, after as CapturedNode)
    else if (kind === 'set' && isFlat(before) && isFlat(after)) this.compareMembers(before, after)
    else this.compareEntries(before, after)
  }

  private compareLeaves(before: CapturedNode, after: CapturedNode): void {
    if (before.label !== after.label || before.more !== after.more) this.tell('changed', before, after)
  }

  private compareEntries(before: CapturedValue, after: CapturedValue): void {
    const told = this.reported
    const old = insideOf(before)
    const now = insideOf(after)
    // Nearly always the names are the same, in the same order.
    let at = 0
    while (
      at < old.entries.length &&
      at < now.entries.length &&
      old.entries[at]![0] === now.entries[at]![0]
    ) {
      this.into(old.entries[at]![0], old.entries[at]![1], now.entries[at]![1])
      at++
    }
    if (at < old.entries.length || at < now.entries.length) this.compareByName(old, now, at)
    if (this.reported === told && old.outline !== now.outline) this.tell('changed', before, after)
  }

  private compareByName(old: Inside, now: Inside, from: number): void {
    const left = byName(old.entries, from)
    const right = byName(now.entries, from)
    for (const [name, value] of left) {
      if (right.has(name)) this.into(name, value, right.get(name))
      // It may be among those that were not kept.
      else if (now.more === 0) this.tell('removed', value, undefined, name)
    }
    if (old.more > 0) return
    for (const [name, value] of right) if (!left.has(name)) this.tell('added', undefined, value, name)
  }

  /** Members of a Set have no names: those behind a removed one would all seem to have changed. */
  private compareMembers(before: CapturedValue, after: CapturedValue): void {
    const old = insideOf(before)
    const now = insideOf(after)
    const left = new Set(old.entries.map(([, value]) => value))
    const right = new Set(now.entries.map(([, value]) => value))
    const told = this.reported
    if (now.more === 0) {
      for (const [name, value] of old.entries) {
        if (!right.has(value)) this.tell('removed', value, undefined, name)
      }
    }
    if (old.more === 0) {
      for (const [name, value] of now.entries) {
        if (!left.has(value)) this.tell('added', undefined, value, name)
      }
    }
    if (this.reported === told && old.outline !== now.outline) this.tell('changed', before, after)
  }

  private into(name: string, before: CapturedValue, after: CapturedValue): void {
    this.path.push(name)
    this.compare(before, after)
    this.path.pop()
  }

  private tell(
    change: 'changed' | 'added' | 'removed',
    before: CapturedValue,
    after: CapturedValue,
    name?: string,
  ): void {
    this.reported++
    const path = name === undefined ? this.path : [...this.path, name]
    this.report(path.join('.'), change, before, after)
  }
}

function isUnknown(value: CapturedValue): boolean {
  return value instanceof CapturedNode && UNKNOWN.has(value.kind)
}

/** Undefined for a primitive. */
function kindOf(value: CapturedValue): CapturedKind | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  if (Array.isArray(value)) return 'array'
  return value instanceof CapturedNode ? value.kind : 'object'
}

function insideOf(value: CapturedValue): Inside {
  if (Array.isArray(value)) {
    return { entries: Object.entries(value), more: 0, outline: `Array(${value.length})` }
  }
  if (!(value instanceof CapturedNode)) {
    const entries = Object.entries(value as Record<string, CapturedValue>)
    return { entries, more: 0, outline: `Object ${entries.length}` }
  }
  const { kind, label, entries, more } = value
  // The labels of the others say how many there are.
  const outline = kind === 'object' ? `${label} ${entries.length + more}` : label
  return { entries, more, outline }
}

/** Keys of a Map are kept as labels, so several entries may go by one name. */
function byName(entries: readonly Entry[], from: number): Map<string, CapturedValue> {
  const named = new Map<string, CapturedValue>()
  for (let at = from; at < entries.length; at++) {
    const [label, value] = entries[at]!
    let name = label
    for (let count = 2; named.has(name); count++) name = `${label} (${count})`
    named.set(name, value)
  }
  return named
}

function isFlat(value: CapturedValue): boolean {
  return insideOf(value).entries.every(([, member]) => kindOf(member) === undefined)
}
