import { WireError } from './wire-error.ts'

/** How large a message may be, to be read or written. */
export interface WireLimits {
  /**
   * Bytes of its UTF-8 text.
   * @default 1048576
   */
  readonly maxBytes?: number | undefined
  /**
   * How deep its objects and arrays may be nested; the message itself is one, and so is an array of messages. At most 512.
   * @default 64
   */
  readonly maxDepth?: number | undefined
}

const DEFAULT_MAX_BYTES = 1_048_576
const DEFAULT_MAX_DEPTH = 64
/** The writer calls itself for each level. */
const HIGHEST_MAX_DEPTH = 512
/** UTF-16 code units become this many bytes at most. */
const BYTES_PER_UNIT = 3

/** @throws {TypeError} for a limit that is none */
export function limitsOf({ maxBytes = DEFAULT_MAX_BYTES, maxDepth = DEFAULT_MAX_DEPTH }: WireLimits = {}): {
  maxBytes: number
  maxDepth: number
} {
  if (!(Number.isInteger(maxBytes) && maxBytes > 0))
    throw new TypeError('`limits.maxBytes` must be a whole number > 0')
  if (!(Number.isInteger(maxDepth) && maxDepth > 0 && maxDepth <= HIGHEST_MAX_DEPTH))
    throw new TypeError(`\`limits.maxDepth\` must be a whole number from 1 to ${HIGHEST_MAX_DEPTH}`)
  return { maxBytes, maxDepth }
}

/** @throws {WireError} when the text is more than `maxBytes` of UTF-8 */
export function checkSize(text: string | Uint8Array, maxBytes: number): void {
  if (typeof text === 'string' && text.length * BYTES_PER_UNIT <= maxBytes) return
  const bytes =
    typeof text === 'string' && text.length <= maxBytes ? new TextEncoder().encode(text).length : text.length
  if (bytes > maxBytes) throw tooLarge(maxBytes)
}

export function tooLarge(maxBytes: number): WireError {
  return new WireError('', `is larger than ${maxBytes} bytes`)
}
