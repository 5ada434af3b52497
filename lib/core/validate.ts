import { ANY } from './registrations.ts'

/** Says in words what a value has to be, where it is something else. */
export type Rule = (value: unknown) => string | false

/** The options there are, each with its rule. */
export type Rules = Readonly<Record<string, Rule>>

/** Longer timers fire at once. */
const MAX_TIMEOUT = 2 ** 31 - 1

const oneOf =
  (type: string): Rule =>
  (value) =>
    typeof value !== type && `a ${type}`
export const isBoolean: Rule = oneOf('boolean')
export const isString: Rule = oneOf('string')
export const isFunction: Rule = oneOf('function')
export const isText: Rule = (value) => (typeof value !== 'string' || value === '') && 'a non-empty string'
const isName: Rule = (value) =>
  (typeof value !== 'string' || value === '' || value === ANY) && 'a non-empty string other than "*"'
export const isObject: Rule = (value) => (typeof value !== 'object' || value === null) && 'an object'
const isArray: Rule = (value) => !Array.isArray(value) && 'an array'
const isCount: Rule = (value) => !(Number.isInteger(value) && (value as number) >= 0) && 'a whole number ≥ 0'
const isSignal: Rule = (value) =>
  isFunction((value as AbortSignal | null)?.addEventListener) && 'an AbortSignal'
const isTimeout: Rule = (value) =>
  !(typeof value === 'number' && value >= 0 && value <= MAX_TIMEOUT) &&
  `a number of milliseconds, at most ${MAX_TIMEOUT}`

export const WAIT_RULES: Rules = { signal: isSignal, timeout: isTimeout }
export const LISTENER_RULES: Rules = {
  ...WAIT_RULES,
  async: isBoolean,
  managed: isBoolean,
  name: isString,
  once: isBoolean,
  owner: isString,
  stack: isString,
}
export const BUS_RULES: Rules = {
  name: isString,
  onError: isFunction,
  maxErrors: isCount,
  observers: isArray,
  driver: () => false,
  checks: isArray,
}

/** @throws {TypeError} that names the argument, unless the value follows the rule */
export function check(argument: string, value: unknown, rule: Rule): void {
  const wanted = rule(value)
  if (wanted) throw new TypeError(`\`${argument}\` must be ${wanted}, not ${show(value)}`)
}

/** @throws {TypeError} unless these are functions of the object */
export function checkMethods(argument: string, object: unknown, ...methods: string[]): void {
  for (const method of methods)
    check(
      `${argument}.${method}`,
      (object as Record<string, unknown> | null | undefined)?.[method],
      isFunction,
    )
}

/** @throws {TypeError} unless it is a name an event can have */
export function checkName(name: unknown, argument = 'name'): asserts name is string {
  check(argument, name, isName)
}

/** @throws {TypeError} for an option that is ill-typed, or unknown: a typing error must not pass as an option */
export function checkOptions(options: unknown, rules: Rules, argument = 'options'): void {
  if (options === undefined) return
  check(argument, options, isObject)
  const given = options as Record<string, unknown>
  for (const key in { ...rules, ...given }) {
    if (!Object.hasOwn(rules, key)) throw unknownOption(argument, key, Object.keys(rules))
    if (given[key] !== undefined) check(`${argument}.${key}`, given[key], rules[key]!)
  }
}

export function unknownOption(argument: string, key: string, known: Iterable<string>): TypeError {
  return new TypeError(`\`${argument}.${key}\` is unknown. Known are: ${[...known].join(', ')}`)
}

function show(value: unknown): string {
  if (typeof value === 'string') return `"${value}"`
  return value === Object(value) ? typeof value : String(value)
}
