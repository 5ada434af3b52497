import { quoted, unquoted } from './tokens.ts'

/** The keys that lead to a value inside a payload; undefined stands for any key. */
export type Path = readonly (string | undefined)[]

const PLAIN_KEY = /[^\s.[\]"'|():=!<>*]+/y
const INDEX = /\[(\d+)\]/y
const QUOTED_KEY = /\[("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')\]/sy
const ANY = /\.\*|\[\*\]/y

/** The keys in `.items[0].sku`, `.items.*.sku` or `["a key"]`; undefined where it is no path. */
export function parsePath(text: string): Path | undefined {
  const path: (string | undefined)[] = []
  let at = 0
  const read = (pattern: RegExp, from: number): RegExpExecArray | null => {
    pattern.lastIndex = from
    const found = pattern.exec(text)
    if (found !== null) at = from + found[0].length
    return found
  }
  while (at < text.length) {
    if (read(ANY, at)) {
      path.push(undefined)
      continue
    }
    const index = read(INDEX, at)
    const key = index ?? read(QUOTED_KEY, at)
    if (key !== null) {
      path.push(index === null ? unquoted(key[1]!) : key[1]!)
      continue
    }
    const plain = text[at] === '.' ? read(PLAIN_KEY, at + 1) : null
    if (plain === null) return undefined
    path.push(plain[0])
  }
  return path.length === 0 ? undefined : path
}

/**
 * The field of a query for the value at a path inside the payload; each key as the captured payload has it.
 * @example
 * payloadField(['items', '0', 'sku']) // payload.items[0].sku
 * payloadField(['a b', '*']) // payload["a b"]["*"]
 */
export function payloadField(path: readonly string[]): string {
  return `payload${path.map(printKey).join('')}`
}

function printKey(key: string): string {
  if (/^(0|[1-9]\d*)$/.test(key)) return `[${key}]`
  PLAIN_KEY.lastIndex = 0
  return PLAIN_KEY.exec(key)?.[0] === key ? `.${key}` : `[${quoted(key)}]`
}
