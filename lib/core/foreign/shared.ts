/**
 * @internal A map that all copies of the library in a page have in common: made by the first that asks for it. The version
 * is part of the name, as copies that keep other things in it must not share.
 */
export function sharedMap<Value>(name: string): WeakMap<WeakKey, Value> {
  const shared = globalThis as { [key: symbol]: WeakMap<WeakKey, Value> | undefined }
  return (shared[Symbol.for(`eventscope.${name}`)] ??= new WeakMap())
}
