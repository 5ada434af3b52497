/** Any method of an emitter. */
export type Method = (this: unknown, ...args: unknown[]) => unknown

/** What is done instead of a call. `inner` makes the call that it would have been. */
export type Instead = (inner: () => unknown, args: unknown[], self: unknown) => unknown

/**
 * Replaces methods of an object, on that object alone. Whoever looks at their names, lengths and properties sees those of
 * the methods that were there; two names of one method stay two of one. Names that it has no method for are left out.
 * @returns what puts back what was there. Who has wrapped them since calls them still: then they only pass on.
 */
export function patch(target: object, keys: readonly string[], instead: Instead): () => void {
  const stands = new Map<Method, Method>()
  let isOver = false
  const undo = keys.map((key) => {
    const before = Object.getOwnPropertyDescriptor(target, key)
    const method = (target as Record<string, Method | undefined>)[key]
    if (method === undefined) return undefined
    const value =
      stands.get(method) ??
      new Proxy(method, {
        apply: (_, self, args: unknown[]) => {
          const inner = (): unknown => Reflect.apply(method, self, args)
          return isOver ? inner() : instead(inner, args, self)
        },
      })
    stands.set(method, value)
    Object.defineProperty(target, key, { configurable: true, writable: true, ...before, value })
    return () => {
      if (Reflect.get(target, key) !== value) return
      if (before === undefined) Reflect.deleteProperty(target, key)
      else Object.defineProperty(target, key, before)
    }
  })
  return () => {
    isOver = true
    for (const one of undo) one?.()
  }
}
