import { formatPath, type PathKey } from './path.ts'

/**
 * Thrown by every codec: a message can't be read, or can't be written. Nothing of it was used.
 * @example
 * try {
 *   decodeHttpMessage(body)
 * } catch (error) {
 *   if (error instanceof WireError) console.warn(error.field, error.message)
 * }
 */
export class WireError extends Error {
  override readonly name = 'WireError'
  /** Where: a path by the names on the wire, such as `payload.items[3].qty`; empty for the message as a whole. */
  readonly field: string

  constructor(field: string | readonly PathKey[], problem: string, options?: ErrorOptions) {
    const path = typeof field === 'string' ? field : formatPath(field)
    super(`${path === '' ? 'the message' : `\`${path}\``} ${problem}`, options)
    this.field = path
  }
}

/** What a value is, for an error message. */
export function kindOf(value: unknown): string {
  if (value === null) return 'null'
  if (value === undefined) return 'nothing'
  if (Array.isArray(value)) return 'an array'
  return `${typeof value === 'object' ? 'an' : 'a'} ${typeof value}`
}
