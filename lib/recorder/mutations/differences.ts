import { type CapturedKind, CapturedNode, type CapturedValue } from '../captured.ts'
import { type Inside, insideOf, isUnknown, kindOf, outlineOf, type Part, textOf } from './inside.ts'

/** Is told of a difference; `path` as `Mutation` has it. */
export type Report = (
  path: string,
  change: 'changed' | 'added' | 'removed',
  before: CapturedValue,
  after: CapturedValue,
) => void

/** Kinds whose label says all that was kept. */
const LEAVES: ReadonlySet<CapturedKind> = new Set(['date', 'regexp', 'function', 'symbol', 'string', 'cycle'])
/** Kinds whose parts change their places when others come and go. */
const LOOSE: ReadonlySet<CapturedKind> = new Set(['array', 'set', 'map'])

/**
 * Tells how two snapshots of one payload differ, part by part. What was redacted, cut or never read counts as equal to
 * anything, and so does a DOM node, whose label changes with its classes. The order of keys does not count.
 *
 * Only facts are told. Members of a Set, and entries of a Map whose keys are objects, are known by what they hold: where
 * that does not say which of them was changed, came or went, the Set or the Map is told as changed.
 *
 * `veiled` tells no values, and nothing of what is inside of an array, a Set or a Map: what a redaction hides by its
 * place may have come to stand in another place, and is not hidden there.
 */
export function findDifferences(
  before: CapturedValue,
  after: CapturedValue,
  veiled: boolean,
  report: Report,
): void {
  new Comparison(veiled, report).compare(before, after)
}

class Comparison {
  private readonly path: string[] = []
  private reported = 0

  constructor(
    private readonly veiled: boolean,
    private readonly report: Report,
  ) {}

  compare(before: CapturedValue, after: CapturedValue): void {
    if (Object.is(before, after) || isUnknown(before) || isUnknown(after)) return
    const kind = kindOf(before)
    if (kind === undefined || kind !== kindOf(after)) this.tell('changed', before, after)
    else if (this.veiled && LOOSE.has(kind)) this.compareOutside(before, after)
    else if (LEAVES.has(kind)) this.compareLeaves(before as CapturedNode, after as CapturedNode)
    else if (kind === 'set') this.compareMembers(before, after)
    else if (!this.comparePlain(before, after)) this.compareParts(before, after)
  }

  private compareOutside(before: CapturedValue, after: CapturedValue): void {
    if (!areAlike(before, after)) this.tell('changed', before, after)
  }

  private compareLeaves(before: CapturedNode, after: CapturedNode): void {
    if (before.label !== after.label || before.more !== after.more) this.tell('changed', before, after)
  }

  /** Nearly all is plain, and has the keys that it had. False, and nothing is compared, for all else. */
  private comparePlain(before: CapturedValue, after: CapturedValue): boolean {
    if (before instanceof CapturedNode || after instanceof CapturedNode) return false
    const old = before as Readonly<Record<string, CapturedValue>>
    const now = after as Readonly<Record<string, CapturedValue>>
    if (Array.isArray(old) && old.length !== now['length']) return false
    const keys = Object.keys(old)
    const others = Object.keys(now)
    if (keys.length !== others.length) return false
    for (let at = 0; at < keys.length; at++) if (keys[at] !== others[at]) return false
    for (const key of keys) this.into(key, old[key], now[key])
    return true
  }

  private compareParts(before: CapturedValue, after: CapturedValue): void {
    const told = this.reported
    const old = insideOf(before)
    const now = insideOf(after)
    // Nearly always the names are the same, in the same order.
    let at = 0
    while (at < old.parts.length && at < now.parts.length && isSamePart(old.parts[at]!, now.parts[at]!)) {
      this.into(old.parts[at]!.name, old.parts[at]!.value, now.parts[at]!.value)
      at++
    }
    const isClear = this.compareRest(old, now, at)
    if (!isClear || (this.reported === told && old.outline !== now.outline))
      this.tell('changed', before, after)
  }

  /** From that part on. False where something differs that could not be told. */
  private compareRest(old: Inside, now: Inside, from: number): boolean {
    const left = byId(old.parts, from)
    const right = byId(now.parts, from)
    const gone: Part[] = []
    const come: Part[] = []
    for (const [id, part] of left) {
      const other = right.get(id)
      if (other === undefined) gone.push(part)
      else this.into(part.name, part.value, other.value)
    }
    for (const [id, part] of right) if (!left.has(id)) come.push(part)
    const vague = unmatched(vagueParts(old, from), vagueParts(now, from))
    if (vague !== undefined && !shareNames(vague)) {
      gone.push(...vague.gone)
      come.push(...vague.come)
      this.tellParts(old, now, gone, come)
      return true
    }
    this.tellParts(old, now, gone, come)
    return false
  }

  /** Members of a Set have no names: those behind a removed one would all seem to have changed. */
  private compareMembers(before: CapturedValue, after: CapturedValue): void {
    const told = this.reported
    const old = insideOf(before)
    const now = insideOf(after)
    const members = unmatched(old.parts, now.parts)
    // An object that is there no more may be one of those that are new, changed.
    const isClear = members !== undefined && (!members.gone.some(isObject) || !members.come.some(isObject))
    if (isClear) this.tellParts(old, now, members.gone, members.come)
    if (!isClear || (this.reported === told && old.outline !== now.outline))
      this.tell('changed', before, after)
  }

  private tellParts(old: Inside, now: Inside, gone: readonly Part[], come: readonly Part[]): void {
    // What is not there may be among the parts that were not kept.
    if (now.more === 0) for (const { name, value } of gone) this.tell('removed', value, undefined, name)
    if (old.more === 0) for (const { name, value } of come) this.tell('added', undefined, value, name)
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
    if (this.veiled) this.report(path.join('.'), change, outlineOf(before), outlineOf(after))
    else this.report(path.join('.'), change, before, after)
  }
}

/** What two collections have not in common. */
interface Unmatched {
  readonly gone: readonly Part[]
  readonly come: readonly Part[]
}

/** Matches parts by what they hold; undefined where of several alike it can't be said which came or went. */
function unmatched(old: readonly Part[], now: readonly Part[]): Unmatched | undefined {
  if (old.length === now.length && old.every((part, at) => isAlike(part, now[at]!)))
    return { gone: [], come: [] }
  const before = byText(old)
  const after = byText(now)
  const gone: Part[] = []
  const come: Part[] = []
  for (const [text, parts] of before) {
    const others = after.get(text)
    if (others === undefined) gone.push(...parts)
    else if (others.length !== parts.length) return undefined
  }
  for (const [text, parts] of after) if (!before.has(text)) come.push(...parts)
  return { gone, come }
}

function isAlike(part: Part, other: Part): boolean {
  return (part.id !== undefined || part.name === other.name) && areAlike(part.value, other.value)
}

function areAlike(before: CapturedValue, after: CapturedValue): boolean {
  let alike = true
  findDifferences(before, after, false, () => (alike = false))
  return alike
}

function byText(parts: readonly Part[]): Map<string, Part[]> {
  const known = new Map<string, Part[]>()
  for (const part of parts) {
    // Members of a Set are named by their places.
    const text =
      part.id === undefined ? `${JSON.stringify(part.name)} ${textOf(part.value)}` : textOf(part.value)
    const alike = known.get(text)
    if (alike === undefined) known.set(text, [part])
    else alike.push(part)
  }
  return known
}

function byId(parts: readonly Part[], from: number): Map<string, Part> {
  const known = new Map<string, Part>()
  for (let at = from; at < parts.length; at++) {
    const part = parts[at]!
    if (part.id !== undefined) known.set(part.id, part)
  }
  return known
}

function isSamePart(part: Part, other: Part): boolean {
  return part.id !== undefined && part.id === other.id
}

function vagueParts({ parts }: Inside, from: number): readonly Part[] {
  return parts.slice(from).filter(({ id }) => id === undefined)
}

/** Whether what came may be what has gone, with another value. */
function shareNames({ gone, come }: Unmatched): boolean {
  const names = new Set(gone.map(({ name }) => name))
  return come.some(({ name }) => names.has(name))
}

function isObject({ value }: Part): boolean {
  return kindOf(value) !== undefined
}
