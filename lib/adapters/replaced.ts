/** A property that was replaced by a function of ours. */
export interface Replaced {
  /** Puts back what was there, unless somebody else has put theirs there since. */
  undo(): void
}

/** All functions of ours, as more than one may be at work. */
const stands = new WeakMap<WeakKey, { active: boolean; readonly before: PropertyDescriptor | undefined }>()

type Call = (target: object, args: unknown[]) => unknown

/**
 * Puts a function in the place of another. It is told of each call, and makes it with `original`; it has the name, the
 * length and all properties of the one it stands for.
 */
export function replace(
  owner: object,
  key: string,
  call: (original: Call, target: object, args: unknown[]) => unknown,
): Replaced {
  const before = Object.getOwnPropertyDescriptor(owner, key)
  const original: unknown = Reflect.get(owner, key)
  if (typeof original !== 'function') return { undo: () => undefined }
  const state = { active: true, before }
  const stand = new Proxy(original as (...args: unknown[]) => unknown, {
    apply: (real, target: object, args: unknown[]) =>
      state.active
        ? call((target, args) => Reflect.apply(real, target, args), target, args)
        : Reflect.apply(real, target, args),
  })
  stands.set(stand, state)
  Object.defineProperty(owner, key, {
    configurable: true,
    enumerable: before?.enumerable ?? false,
    writable: true,
    value: stand,
  })
  return {
    undo: () => {
      // Who has wrapped it since calls it still: it then only passes on.
      state.active = false
      const now = Object.getOwnPropertyDescriptor(owner, key)
      if (now?.value === stand) restore(owner, key, before)
    },
  }
}

/** What was there; or what was there before that, where that was one of ours and is over, too. */
function restore(owner: object, key: string, descriptor: PropertyDescriptor | undefined): void {
  const state = stands.get(descriptor?.value)
  if (state?.active === false) restore(owner, key, state.before)
  else if (descriptor === undefined) Reflect.deleteProperty(owner, key)
  else Object.defineProperty(owner, key, descriptor)
}
