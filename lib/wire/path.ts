/** One step to a value within a message: a property's name, or an index. */
export type PathKey = PropertyKey

/** A longer name is cut in a path: it came from outside. */
const MAX_NAME = 80

const IDENTIFIER = /^[A-Za-z_$][\w$]*$/

/** Writes a path as code would: `payload.items[3]["unit price"]`. `start` is what it starts with. */
export function formatPath(keys: readonly PathKey[], start = ''): string {
  let path = start
  for (const key of keys) {
    if (typeof key === 'number') path += `[${key}]`
    else if (typeof key === 'symbol') path += `[${key.toString()}]`
    else if (IDENTIFIER.test(key) && key.length <= MAX_NAME) path += path === '' ? key : `.${key}`
    else path += `[${JSON.stringify(key.length > MAX_NAME ? `${key.slice(0, MAX_NAME)}…` : key)}]`
  }
  return path
}
