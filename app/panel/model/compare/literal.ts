import { CapturedNode } from 'eventscope/recorder'

const INDENT = '  '
/** Texts up to this long stay on one line with their neighbours. */
const LINE = 80

/**
 * A captured value as source text: what it evaluates to is what was dispatched, as far as that was kept. What was not,
 * is `undefined` with a comment that says so.
 */
export function literalOf(value: unknown, depth = 0): string {
  if (typeof value === 'string') return quoted(value)
  if (typeof value === 'bigint') return `${value}n`
  if (typeof value === 'symbol' || typeof value === 'function') return lost(String(value))
  if (value instanceof CapturedNode) return nodeLiteral(value, depth)
  if (Array.isArray(value))
    return wrapped(
      '[',
      value.map((one) => literalOf(one, depth + 1)),
      ']',
      depth,
    )
  if (typeof value !== 'object' || value === null) return Object.is(value, -0) ? '-0' : String(value)
  const entries = Object.entries(value)
  return objectLiteral(entries, depth)
}

function nodeLiteral(node: CapturedNode, depth: number): string {
  const { kind, label, entries, more } = node
  const cut = more > 0 ? [`/* and ${more} more, which were not kept */`] : []
  if (kind === 'array')
    return wrapped('[', [...entries.map(([, one]) => literalOf(one, depth + 1)), ...cut], ']', depth)
  if (kind === 'object' && entries.length > 0) {
    const text = objectLiteral(entries, depth, cut)
    return label === 'Object' || label === '{}' ? text : `/* ${safe(label)} */ ${text}`
  }
  return lost(label)
}

function objectLiteral(
  entries: readonly (readonly [string, unknown])[],
  depth: number,
  cut: readonly string[] = [],
): string {
  const parts = entries.map(([key, one]) => `${keyText(key)}: ${literalOf(one, depth + 1)}`)
  return wrapped('{', [...parts, ...cut], '}', depth)
}

function wrapped(open: string, parts: readonly string[], close: string, depth: number): string {
  if (parts.length === 0) return `${open}${close}`
  const pad = open === '{' ? ' ' : ''
  const line = `${open}${pad}${parts.join(', ')}${pad}${close}`
  if (line.length <= LINE && !line.includes('\n')) return line
  const indent = INDENT.repeat(depth + 1)
  return `${open}\n${parts.map((part) => `${indent}${part},\n`).join('')}${INDENT.repeat(depth)}${close}`
}

function keyText(key: string): string {
  // Written plainly, this one key would set the prototype.
  if (key === '__proto__') return "['__proto__']"
  return /^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u.test(key) ? key : quoted(key)
}

/** In single quotes, escaped as JSON does. */
export function quoted(text: string): string {
  const inner = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")
  return `'${inner.replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')}'`
}

function lost(label: string): string {
  return `undefined /* ${safe(label)} */`
}

function safe(label: string): string {
  return label.replaceAll('*/', '* /').replaceAll('\n', ' ')
}
