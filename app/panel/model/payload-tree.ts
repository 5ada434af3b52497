import { CapturedNode } from 'eventscope/recorder'
import { formatCount } from './format.ts'

/** One visible line of a payload tree. */
export interface TreeLine {
  /** Unique in the tree, also where a Map has entries of the same name. */
  readonly id: string
  /** As it would be written in code: `items[0].sku`; empty for the root. */
  readonly path: string
  readonly name: string
  readonly level: number
  readonly value: unknown
  readonly text: string
  readonly kind: string
  readonly expandable: boolean
  readonly expanded: boolean
  /** A line that says how much was left out. */
  readonly isMore: boolean
}

export interface TreeState {
  /** Lines whose state differs from the default: open on the first two levels, or all while searching. */
  readonly toggled: ReadonlySet<string>
  readonly search: string
}

const OPEN_LEVELS = 2
const PREVIEW_ENTRIES = 4
const PREVIEW_TEXT = 60
/** A payload kept by reference may be as deep and as large as it likes, or have no end: a tree goes this far. */
const SEARCH_LEVELS = 50
const MAX_VALUES = 10_000

/** The lines of a payload that are visible: with a search, those that match, with what leads to them. */
export function treeLines(payload: unknown, state: TreeState): TreeLine[] {
  const needle = state.search.trim().toLowerCase()
  const lines: TreeLine[] = []
  let left = MAX_VALUES
  let cut = false
  const visit = (name: string, path: string, id: string, level: number, value: unknown): boolean => {
    left--
    const entries = entriesOf(value)
    const more = isNode(value) ? value.more : 0
    const expandable = entries.length > 0 || more > 0
    const text = textOf(value)
    const matches = needle !== '' && `${name} ${text}`.toLowerCase().includes(needle)
    const expanded =
      expandable && (needle === '' ? level <= OPEN_LEVELS !== state.toggled.has(id) : !state.toggled.has(id))
    const at = lines.length
    const kind = kindOf(value)
    lines.push({ id, path, name, level, value, text, kind, expandable, expanded, isMore: false })
    let inside = false
    if (expanded || needle !== '') {
      const before = lines.length
      for (const [at, [key, inner]] of entries.entries()) {
        if (left <= 0 || (needle !== '' && level >= SEARCH_LEVELS)) {
          cut = true
          break
        }
        const below = visit(key, joinPath(path, key, kind), `${id}/${at}`, level + 1, inner)
        inside ||= below
      }
      if (!expanded) lines.length = before
    }
    if (needle !== '' && !matches && !inside) {
      lines.length = at
      return false
    }
    if (expanded && more > 0 && (needle === '' || matches)) {
      lines.push(moreLine(id, level + 1, `… ${formatCount(more)} more`))
    }
    return true
  }
  visit('payload', '', '', 1, payload)
  if (cut)
    lines.push(moreLine('', 1, needle === '' ? '… not all of it is shown' : '… not all of it was searched'))
  return lines
}

function moreLine(id: string, level: number, text: string): TreeLine {
  const rest = { path: '', name: '', value: undefined, expandable: false, expanded: false }
  return { ...rest, id: `${id}/more`, level, text, kind: 'more', isMore: true }
}

/** What is inside a captured value, by name. */
export function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  if (isNode(value)) return value.entries
  if (typeof value !== 'object' || value === null) return []
  return attempt(() => Object.entries(value), [])
}

/** A payload kept by reference may throw when it is read, even when asked what it is. */
function attempt<Result>(read: () => Result, otherwise: Result): Result {
  try {
    return read()
  } catch {
    return otherwise
  }
}

function isNode(value: unknown): value is CapturedNode {
  return attempt(() => value instanceof CapturedNode, false)
}

export function kindOf(value: unknown): string {
  if (value === null) return 'null'
  if (isNode(value)) return value.kind
  return attempt(() => Array.isArray(value), false) ? 'array' : typeof value
}

/** One line for a value: the value itself, or a preview of what is inside. */
export function textOf(value: unknown): string {
  return attempt(() => readText(value), '[unreadable]')
}

function readText(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'bigint') return `${value}n`
  if (isNode(value)) return value.label
  if (Array.isArray(value)) return `Array(${value.length})`
  if (typeof value === 'function') return `ƒ ${value.name}`
  if (typeof value !== 'object' || value === null) return String(value)
  const entries = entriesOf(value)
  const shown = entries.slice(0, PREVIEW_ENTRIES).map(([key, inner]) => `${key}: ${shortText(inner)}`)
  if (entries.length > PREVIEW_ENTRIES) shown.push('…')
  return shown.length === 0 ? '{}' : `{ ${shown.join(', ')} }`
}

function shortText(value: unknown): string {
  if (kindOf(value) === 'object' && !isNode(value)) return '{…}'
  const text = textOf(value)
  return text.length > PREVIEW_TEXT ? `${text.slice(0, PREVIEW_TEXT)}…` : text
}

/** The path of what is under a key, as one would write it after the payload's name. */
export function joinPath(path: string, key: string, parentKind: string): string {
  if (/^\d+$/.test(key) && (parentKind === 'array' || String(Number(key)) === key)) return `${path}[${key}]`
  if (!/^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u.test(key)) return `${path}[${JSON.stringify(key)}]`
  return path === '' ? key : `${path}.${key}`
}

/** A captured value as JSON for the clipboard; what JSON can't say is told by its label. */
export function toJson(value: unknown): string {
  try {
    return JSON.stringify(toPlain(value), null, 2) ?? 'undefined'
  } catch {
    return textOf(value)
  }
}

/**
 * A captured value as what JSON can say.
 * @throws what a payload kept by reference throws when it is read, or a RangeError where it has no end
 */
export function toPlain(value: unknown): unknown {
  if (typeof value === 'bigint') return `${value}n`
  if (typeof value === 'function' || typeof value === 'symbol') return textOf(value)
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value)
  if (isNode(value)) {
    if (value.entries.length === 0) return value.label
    const entries = value.entries.map(([key, below]) => [key, toPlain(below)] as const)
    const cut = value.more > 0 ? [['…', `${value.more} more`] as const] : []
    return Object.fromEntries([...entries, ...cut])
  }
  if (Array.isArray(value)) return value.map(toPlain)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, below]) => [key, toPlain(below)]))
}
