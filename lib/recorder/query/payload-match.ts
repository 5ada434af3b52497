import { CapturedNode } from '../captured.ts'
import { readOwn } from './live.ts'
import type { Path } from './path.ts'
import type { Comparison, Literal } from './term.ts'
import { anyOf, contains, equals, glob, type TextTest } from './text.ts'

/** Values of one payload that a path with `*` looks at, at most. */
const MAX_VALUES = 2_000
/** Captured values that are none: nobody knows what was there. */
const UNKNOWN: ReadonlySet<string> = new Set(['redacted', 'getter', 'cut', 'cycle', 'unreadable'])

/** Whether a value found inside a payload is one that is looked for. */
export type ValueTest = (value: unknown) => boolean

/** Tests payloads for a value at the path that passes; `live` ones are kept by reference. What can't be read is no match. */
export function pathTest(path: Path, test: ValueTest): (payload: unknown, live: boolean) => boolean {
  const walk = new Walk(path, test)
  return (payload, live) => walk.finds(payload, live)
}

/** Passes whatever is known to be there. */
export function isThere(value: unknown): boolean {
  return !(value instanceof CapturedNode && value.kind === 'redacted')
}

/** Passes values that compare to one of the literals. */
export function literalTest(comparison: Comparison, literals: readonly Literal[]): ValueTest {
  const tests = literals.map((literal) =>
    comparison === '=' ? equalTest(literal) : orderTest(comparison, literal),
  )
  const [first, second] = tests
  if (first !== undefined && second === undefined) return first
  return (value) => {
    for (let at = 0; at < tests.length; at++) if (tests[at]!(value)) return true
    return false
  }
}

/** The text that a literal is compared with as it is wanted. */
export function textTest({ text, as }: Pick<Literal, 'text' | 'as'>): TextTest {
  if (as === 'glob') return glob(text)
  return as === 'part' ? contains(text) : equals(text)
}

function equalTest(literal: Literal): ValueTest {
  const isText = textTest(literal)
  const { number, quoted, text, as } = literal
  // Numbers are found by what they are, and by how they are written only where that is asked.
  const isNumberText = as === 'glob' ? isText : /^(nan|-?infinity)$/.test(text) ? equals(text) : undefined
  const isWord = as === 'glob' ? isText : equals(text)
  return (value) => {
    switch (typeof value) {
      case 'string':
        return isText(value)
      case 'number':
        return !quoted && (value === number || (isNumberText !== undefined && isNumberText(String(value))))
      case 'object':
        if (value === null) return !quoted && isWord('null')
        return value instanceof CapturedNode && !UNKNOWN.has(value.kind) && isText(value.label)
      case 'boolean':
      case 'undefined':
      case 'bigint':
        return !quoted && isWord(String(value))
      default:
        return false
    }
  }
}

function orderTest(comparison: '>' | '>=' | '<' | '<=', { number, text }: Literal): ValueTest {
  if (number !== undefined) {
    const passes = ordered<number | bigint>(comparison, number)
    return (value) => (typeof value === 'number' || typeof value === 'bigint') && passes(value)
  }
  const passes = ordered<string>(comparison, text)
  return (value) => {
    const known = value instanceof CapturedNode && !UNKNOWN.has(value.kind) ? value.label : value
    return typeof known === 'string' && passes(known.toLowerCase())
  }
}

/** Tests for values that compare to `bound`. */
export function ordered<Value extends number | bigint | string>(
  comparison: '>' | '>=' | '<' | '<=',
  bound: Value,
): (value: Value) => boolean {
  switch (comparison) {
    case '>':
      return (value) => value > bound
    case '>=':
      return (value) => value >= bound
    case '<':
      return (value) => value < bound
    case '<=':
      return (value) => value <= bound
  }
}

/** Follows a path into payload after payload: nothing is made for one. */
class Walk {
  /** Values that may still be looked at. */
  private left = 0
  /** Whether properties may be the page's accessors. */
  private live = false

  constructor(
    private readonly path: Path,
    private readonly test: ValueTest,
  ) {}

  finds(payload: unknown, live: boolean): boolean {
    this.left = MAX_VALUES
    this.live = live
    try {
      return this.findsFrom(payload, 0)
    } catch {
      // A payload kept by reference may throw when it is read.
      return false
    }
  }

  private findsFrom(value: unknown, step: number): boolean {
    if (--this.left < 0) return false
    if (step === this.path.length) return this.test(value)
    if (typeof value !== 'object' || value === null) return false
    const key = this.path[step]
    if (value instanceof CapturedNode) return this.findsInNode(value, key, step + 1)
    if (key === undefined) return this.findsInAny(value, step + 1)
    return Object.hasOwn(value, key) && this.findsFrom(this.read(value, key), step + 1)
  }

  private findsInNode({ entries }: CapturedNode, key: string | undefined, next: number): boolean {
    for (let at = 0; at < entries.length && this.left > 0; at++) {
      const [name, value] = entries[at]!
      if ((key === undefined || key === name) && this.findsFrom(value, next)) return true
    }
    return false
  }

  private findsInAny(value: object, next: number): boolean {
    if (Array.isArray(value)) {
      for (let at = 0; at < value.length && this.left > 0; at++)
        if (this.findsFrom(this.read(value, at), next)) return true
      return false
    }
    for (const key in value) {
      if (this.left <= 0) return false
      if (Object.hasOwn(value, key) && this.findsFrom(this.read(value, key), next)) return true
    }
    return false
  }

  private read(value: object, key: string | number): unknown {
    return this.live ? readOwn(value, key) : (value as Record<string | number, unknown>)[key]
  }
}

/** Tests for texts that are one of those wanted. */
export function wantedTest(wanted: readonly Pick<Literal, 'text' | 'as'>[]): TextTest {
  return anyOf(wanted.map(textTest))
}
