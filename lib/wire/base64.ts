import type { PathKey } from './path.ts'
import { WireError } from './wire-error.ts'

/** As many arguments as every engine takes. */
const CHUNK = 8_192

export function toBase64(text: string): string {
  const bytes = new TextEncoder().encode(text)
  let binary = ''
  for (let at = 0; at < bytes.length; at += CHUNK)
    binary += String.fromCharCode(...bytes.subarray(at, at + CHUNK))
  return btoa(binary)
}

/** `atob` alone would pass over white space and missing padding. */
export function fromBase64(text: string, path: readonly PathKey[]): Uint8Array {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text))
    throw new WireError(path, 'must be base64')
  return Uint8Array.from(atob(text), (char) => char.charCodeAt(0))
}
