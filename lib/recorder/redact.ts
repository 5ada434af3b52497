/**
 * What to leave out of captured payloads. A string without a dot is a key at any depth (`password`), one with dots
 * is a path from the payload's root (`card.number`, `items.*.serial`); both are case-sensitive, and a `*` stands
 * for any characters within one segment. A function is asked about every value: `path` is dot separated, with
 * array indexes as numbers (`items.0.sku`), and a truthy result redacts.
 * @example
 * const redact: Redaction[] = ['password', 'card.*', (path, value) => value instanceof Blob]
 */
export type Redaction = string | ((path: string, value: unknown) => boolean)

/** Says of one value inside a payload whether it is left out. */
export interface Redactor {
  (path: string, key: string, value: unknown): boolean
  /** Set where no rule looks at the path: it may then be passed as `''`, which saves building it. */
  readonly keysOnly?: boolean
}

/**
 * Makes one test of many rules; undefined if there are none. A rule that throws redacts.
 * @throws TypeError where a rule is neither a non-empty string nor a function.
 * @example
 * const redactor = compileRedactions(['password', 'card.*'])
 * redactor?.('user.password', 'password', 'hunter2') // true
 */
export function compileRedactions(rules: readonly Redaction[]): Redactor | undefined {
  if (!Array.isArray(rules)) throw new TypeError('`redact` must be an array of strings and functions')
  const keys = new Set<string>()
  const tests: Redactor[] = []
  let keysOnly = true
  for (const [index, rule] of rules.entries()) {
    if (typeof rule === 'function') {
      tests.push(byFunction(rule))
      keysOnly = false
    } else if (typeof rule !== 'string' || rule === '') {
      const given = rule === '' ? 'an empty one' : rule === null ? 'null' : typeof rule
      throw new TypeError(`\`redact[${index}]\` must be a non-empty string or a function, not ${given}`)
    } else if (rule.includes('.')) {
      tests.push(byPath(rule))
      keysOnly = false
    } else if (rule.includes('*')) {
      const matches = wildcard(rule)
      tests.push((_path, key) => matches(key))
    } else {
      keys.add(rule)
    }
  }
  if (rules.length === 0) return undefined
  const redactor: Redactor = (path, key, value) =>
    keys.has(key) || tests.some((test) => test(path, key, value))
  return Object.assign(redactor, { keysOnly })
}

/** Whether a rule hides values by where they are or what they are, not by their keys: an index is no key of its own. */
export function hidesByPlace(rules: readonly Redaction[]): boolean {
  return rules.some((rule) => typeof rule !== 'string' || rule.includes('.') || /^[\d*]+$/.test(rule))
}

function byFunction(rule: (path: string, value: unknown) => boolean): Redactor {
  return (path, _key, value) => {
    try {
      return Boolean(rule(path, value))
    } catch {
      return true
    }
  }
}

function byPath(rule: string): Redactor {
  const segments = rule.split('.').map(wildcard)
  const last = segments.pop()
  return (path, key) => {
    // The payload's own keys have no parent to match, but can be the rule to the letter: `card.number`.
    if (path.length === key.length) return key === rule
    if (path === rule) return true
    // The key is matched on its own, for it may hold dots itself: `card.*` covers the key `a.b` of `card` too.
    if (last === undefined || !last(key)) return false
    const parents = path.slice(0, Math.max(0, path.length - key.length - 1)).split('.')
    return (
      parents.length === segments.length && segments.every((matches, index) => matches(parents[index] ?? ''))
    )
  }
}

/** Not a regular expression: those can take exponential time on a key somebody chose for it. */
function wildcard(pattern: string): (text: string) => boolean {
  const [first = '', ...rest] = pattern.split('*')
  const end = rest.pop()
  if (end === undefined) return (text) => text === pattern
  return (text) => {
    if (!text.startsWith(first) || !text.endsWith(end)) return false
    let from = first.length
    for (const part of rest) {
      const at = text.indexOf(part, from)
      if (at < 0) return false
      from = at + part.length
    }
    return from + end.length <= text.length
  }
}
