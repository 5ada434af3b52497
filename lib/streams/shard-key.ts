const FNV_OFFSET = 0x811c9dc5
const FNV_PRIME = 0x01000193

/**
 * The hash of a key: FNV-1a with 32 bits over its UTF-16 code units, low byte first, and MurmurHash3's finalizer, since
 * the low bits of FNV-1a are even where all keys are. It is the same in every process and version.
 */
export function hashKey(key: string): number {
  let hash = FNV_OFFSET
  for (let at = 0; at < key.length; at++) {
    const unit = key.charCodeAt(at)
    hash = Math.imul(hash ^ (unit & 0xff), FNV_PRIME)
    hash = Math.imul(hash ^ (unit >>> 8), FNV_PRIME)
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
