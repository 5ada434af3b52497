import { CapturedNode } from 'eventscope/recorder'

/** One visible line of a payload tree. */
export interface TreeLine {
  /** Unique in the tree, also for keys with dots in them. */
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
  /** Lines whose state differs from the default: open on the first two levels. */
  readonly toggled: ReadonlySet<string>
  readonly search: string
}

const OPEN_LEVELS = 2
const PREVIEW_ENTRIES = 4
const PREVIEW_TEXT = 60

/** The lines of a payload that are visible: with a search, those that match, with what leads to them. */
export function treeLines(payload: unknown, state: TreeState): TreeLine[] {
  const needle = state.search.trim().toLowerCase()
  const lines: TreeLine[] = []
  const visit = (name: string, path: string, id: string, level: number, value: unknown): boolean => {
    const entries = entriesOf(value)
    const more = value instanceof CapturedNode ? value.more : 0
    const expandable = entries.length > 0 || more > 0
    const matches = needle !== '' && `${name} ${textOf(value)}`.toLowerCase().includes(needle)
    const expanded =
      expandable && (needle === '' ? level <= OPEN_LEVELS !== state.toggled.has(id) : !state.toggled.has(id))
    const at = lines.length
    const kind = kindOf(value)
    lines.push({
      id,
      path,
      name,
      level,
      value,
      text: textOf(value),
      kind,
      expandable,
      expanded,
      isMore: false,
    })
    let inside = false
    if (expanded || needle !== '') {
      const before = lines.length
      for (const [key, inner] of entries) {
        const below = visit(key, joinPath(path, key, value), `${id}\u0000${key}`, level + 1, inner)
        inside ||= below
      }
      if (!expanded) lines.length = before
    }
    if (needle !== '' && !matches && !inside) {
      lines.length = at
      return false
    }
    if (expanded && more > 0 && (needle === '' || matches)) lines.push(moreLine(id, level + 1, more))
    return true
  }
  visit('payload', '', '', 1, payload)
  return lines
}

function moreLine(id: string, level: number, more: number): TreeLine {
  const text = `… ${more.toLocaleString('en-US').replaceAll(',', '\u202f')} more`
  const rest = { path: '', name: '', value: undefined, expandable: false, expanded: false }
  return { ...rest, id: `${id}\u0000…more`, level, text, kind: 'more', isMore: true }
}

/** What is inside a captured value, by name. */
export function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  if (value instanceof CapturedNode) return value.entries
  if (typeof value !== 'object' || value === null) return []
  try {
    return Object.entries(value)
  } catch {
    // A payload kept by reference may throw when it is read.
    return []
  }
}

export function kindOf(value: unknown): string {
  if (value === null) return 'null'
  if (value instanceof CapturedNode) return value.kind
  return Array.isArray(value) ? 'array' : typeof value
}

/** One line for a value: the value itself, or a preview of what is inside. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'bigint') return `${value}n`
  if (value instanceof CapturedNode) return value.label
  if (Array.isArray(value)) return `Array(${value.length})`
  if (typeof value === 'function') return `ƒ ${value.name}`
  if (typeof value !== 'object' || value === null) return String(value)
  const entries = entriesOf(value)
  const shown = entries.slice(0, PREVIEW_ENTRIES).map(([key, inner]) => `${key}: ${shortText(inner)}`)
  if (entries.length > PREVIEW_ENTRIES) shown.push('…')
  return shown.length === 0 ? '{}' : `{ ${shown.join(', ')} }`
}

function shortText(value: unknown): string {
  if (typeof value === 'object' && value !== null && !(value instanceof CapturedNode)) {
    return Array.isArray(value) ? `Array(${value.length})` : '{…}'
  }
  const text = textOf(value)
  return text.length > PREVIEW_TEXT ? `${text.slice(0, PREVIEW_TEXT)}…` : text
}

function joinPath(path: string, key: string, parent: unknown): string {
  if (Array.isArray(parent) || /^\d+$/.test(key)) return `${path}[${key}]`
  if (!/^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(key)) return `${path}[${JSON.stringify(key)}]`
  return path === '' ? key : `${path}.${key}`
}

/** A captured value as JSON for the clipboard; what JSON can't say is told by its label. */
export function toJson(value: unknown): string {
  const plain = (inner: unknown): unknown => {
    if (typeof inner === 'bigint') return `${inner}n`
    if (inner instanceof CapturedNode) {
      if (inner.entries.length === 0) return inner.label
      const entries = inner.entries.map(([key, below]) => [key, plain(below)] as const)
      const cut = inner.more > 0 ? [['…', `${inner.more} more`] as const] : []
      return Object.fromEntries([...entries, ...cut])
    }
    if (Array.isArray(inner)) return inner.map(plain)
    if (typeof inner !== 'object' || inner === null) return inner
    return Object.fromEntries(Object.entries(inner).map(([key, below]) => [key, plain(below)]))
  }
  try {
    return JSON.stringify(plain(value), null, 2) ?? 'undefined'
  } catch {
    return textOf(value)
  }
}
