/** Values looked at, at most. */
const MAX_VALUES = 200

const { getOwnPropertyDescriptor, getPrototypeOf, isFrozen } = Object

/**
 * Whether a payload is plain data that nobody can change. False where that can't be told: it has accessors, instances
 * of classes, or very many values. Calls no accessor and never throws.
 */
export function isDeeplyFrozen(payload: object): boolean {
  try {
    return isFrozen(payload) && new FrozenCheck().isDeep(payload)
  } catch {
    return false
  }
}

class FrozenCheck {
  private left = MAX_VALUES

  isDeep(value: unknown): boolean {
    if (--this.left < 0) return false
    if (typeof value !== 'object' || value === null) return typeof value !== 'function'
    if (!isFrozen(value)) return false
    const prototype = getPrototypeOf(value) as unknown
    if (prototype !== Object.prototype && prototype !== Array.prototype && prototype !== null) return false
    for (const key of Reflect.ownKeys(value)) {
      const found = getOwnPropertyDescriptor(value, key)
      if (found === undefined || !('value' in found) || !this.isDeep(found.value)) return false
    }
    return true
  }
}
