import { sharedMap } from './shared.ts'

/** Any method of an object. */
export type Method = (this: unknown, ...args: unknown[]) => unknown

/**
 * What is done instead of a call of a method. `inner` makes the call that it would have been, or the same call with other
 * arguments; `key` is the name of the method.
 */
export type Instead = (
  inner: (args?: readonly unknown[]) => unknown,
  args: unknown[],
  self: unknown,
  key: string,
) => unknown

/** What was replaced at once: by one call of `replaceMethods()`. */
interface Layer {
  readonly target: object
  /** What the object had of its own. */
  readonly before: Map<string, PropertyDescriptor | undefined>
  isOver: boolean
}

/** The layer of each function of ours, as more than one may be at work on an object, also of several copies of the library. */
const layers = (): WeakMap<WeakKey, Layer> => sharedMap('layers.1')

/**
 * Replaces methods of an object, on that object alone. Whoever looks at their names, lengths and properties sees those of
 * the methods that were there; two names of one method stay two of one. Names that it has no method for are left out.
 * @returns what puts back what was there, in whatever order several are ended. Where somebody else has put theirs there
 * since, that stays, and what it calls only passes on.
 * @throws {TypeError} when the object is frozen
 * @example
 * const undo = replaceMethods(emitter, ['emit'], (inner, [event]) => {
 *   console.log(event)
 *   return inner()
 * })
 */
export function replaceMethods(target: object, keys: readonly string[], instead: Instead): () => void {
  const layer: Layer = { target, before: new Map(), isOver: false }
  const stands = new Map<Method, Method>()
  // A key that is given twice would have the first stand for what was there.
  for (const key of new Set(keys)) {
    const method: unknown = Reflect.get(target, key)
    if (!isMethod(method)) continue
    const stand =
      stands.get(method) ??
      new Proxy(method, {
        apply: (_, self, args: unknown[]) => {
          const inner = (given: readonly unknown[] = args): unknown => Reflect.apply(method, self, given)
          return layer.isOver ? inner() : instead(inner, args, self, key)
        },
      })
    stands.set(method, stand)
    layers().set(stand, layer)
    const before = Object.getOwnPropertyDescriptor(target, key)
    layer.before.set(key, before)
    const { configurable = true, enumerable = false, writable = true } = before ?? {}
    Object.defineProperty(target, key, { configurable, enumerable, writable, value: stand })
  }
  return () => {
    layer.isOver = true
    for (const key of layer.before.keys()) {
      const now: unknown = Object.getOwnPropertyDescriptor(target, key)?.value
      if (layers().get(now as WeakKey) === layer) restore(layer, key)
    }
  }
}

/** What was there; or what was there before that, where that was one of ours and is over, too. */
function restore({ target, before }: Layer, key: string): void {
  const descriptor = before.get(key)
  const below = layers().get(descriptor?.value)
  if (below?.isOver && below.target === target) restore(below, key)
  else if (descriptor === undefined) Reflect.deleteProperty(target, key)
  else Object.defineProperty(target, key, descriptor)
}

function isMethod(value: unknown): value is Method {
  return typeof value === 'function'
}
