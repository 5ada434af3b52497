/** @throws {TypeError} unless it has that method */
export function checkMethod(argument: string, value: unknown, method: string): void {
  if (typeof (value as Record<string, unknown> | null | undefined)?.[method] !== 'function')
    throw new TypeError(`\`${argument}\` must have a method \`${method}\``)
}

/** What `observeOnce()` is to go by, where another adapter may observe the same object. */
export function ownKeys(): (target: object) => object {
  const keys = new WeakMap<object, object>()
  return (target) => {
    const key = keys.get(target) ?? {}
    keys.set(target, key)
    return key
  }
}
