import type { JsonValue } from './json-value.ts'
import { checkSize, limitsOf, type WireLimits } from './limits.ts'
import type { PathKey } from './path.ts'
import { scanJson } from './scan-json.ts'
import { WireError } from './wire-error.ts'

/**
 * Reads JSON from outside. A name that comes twice counts once, the last time, as `JSON.parse` has it.
 * @param base where the text stands in its message
 * @throws {WireError} for what is too large, nested too deep, not UTF-8, no JSON, or would not be read as it is written
 */
export function readJson(
  text: string | Uint8Array,
  limits?: WireLimits,
  base: readonly PathKey[] = [],
): JsonValue {
  const { maxBytes, maxDepth } = limitsOf(limits)
  // Not `instanceof`: the bytes may come from another frame.
  if (typeof text !== 'string' && Object.prototype.toString.call(text) !== '[object Uint8Array]')
    throw new TypeError('`text` must be a string or a Uint8Array')
  checkSize(text, maxBytes)
  const source = typeof text === 'string' ? text : decodeUtf8(text, base)
  scanJson(source, maxDepth - base.length, base)
  try {
    return JSON.parse(source) as JsonValue
  } catch (cause) {
    throw new WireError(base, `is no JSON: ${(cause as Error).message}`, { cause })
  }
}

function decodeUtf8(bytes: Uint8Array, base: readonly PathKey[]): string {
  try {
    // A byte order mark is kept, for the parser to refuse: JSON must not have one.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (cause) {
    throw new WireError(base, 'is not UTF-8', { cause })
  }
}
