import { check, isObject, unknownOption } from './validate.ts'

/** @throws {TypeError} for a key that is not known: a typing error must not pass as an option */
export function checkKeys(argument: string, value: unknown, known: ReadonlySet<string>): void {
  if (value === undefined) return
  check(argument, value, isObject)
  for (const key of Object.keys(value as object))
    if (!known.has(key)) throw unknownOption(argument, key, known)
}
