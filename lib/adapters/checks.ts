import { checkKeys } from '../core/index.ts'
import type { ObserveOptions } from './observation.ts'

/**
 * The name that something is to have.
 * @throws {TypeError} for options that are unknown or ill-typed
 */
export function nameOf(options: ObserveOptions | undefined, otherwise: string, ...known: string[]): string {
  checkKeys('options', options, new Set(['name', ...known]))
  const { name = otherwise } = options ?? {}
  if (typeof name !== 'string') throw new TypeError('`options.name` must be a string')
  return name
}

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
