import type { BusOptions } from './bus-options.ts'
import type { Driver } from './driver.ts'
import { ANY } from './registrations.ts'
import type { ListenerOptions } from './types.ts'

const LISTENER_OPTIONS: ReadonlySet<string> = new Set(['async', 'name', 'once', 'owner', 'signal', 'timeout'])
const BUS_OPTIONS: ReadonlySet<string> = new Set([
  'name',
  'onError',
  'maxErrors',
  'observers',
  'driver',
  'checks',
])
const DRIVER_METHODS = ['publish', 'subscribe', 'unsubscribe', 'wait', 'close', 'onState'] as const
/** Longer timers fire at once. */
const MAX_TIMEOUT = 2 ** 31 - 1
const WAIT_OPTIONS: ReadonlySet<string> = new Set(['signal', 'timeout'])

/** @throws {TypeError} unless it is a name an event can have */
export function checkName(name: unknown, argument = 'name'): asserts name is string {
  checkText(argument, name)
  if (name === ANY) throw new TypeError(`\`${argument}\` must not be "*": use onAny() to hear every event`)
}

/** @throws {TypeError} unless it is a function */
export function checkFunction(argument: string, value: unknown): void {
  if (typeof value !== 'function')
    throw new TypeError(`\`${argument}\` must be a function, not ${show(value)}`)
}

/** @throws {TypeError} for a key that is not known: a typing error must not pass as an option */
export function checkKeys(argument: string, value: unknown, known: ReadonlySet<string>): void {
  if (value === undefined) return
  if (typeof value !== 'object' || value === null) {
    throw new TypeError(`\`${argument}\` must be an object, not ${show(value)}`)
  }
  for (const key of Object.keys(value)) {
    if (!known.has(key)) {
      throw new TypeError(`\`${argument}.${key}\` is unknown. Known are: ${[...known].join(', ')}`)
    }
  }
}

/** @throws {TypeError} for an option of a listener that is unknown or ill-typed */
export function checkListenerOptions(options: ListenerOptions | undefined, argument = 'options'): void {
  if (options === undefined) return
  checkKeys(argument, options, LISTENER_OPTIONS)
  checkType(`${argument}.async`, options.async, 'boolean')
  checkType(`${argument}.once`, options.once, 'boolean')
  checkType(`${argument}.name`, options.name, 'string')
  checkType(`${argument}.owner`, options.owner, 'string')
  checkSignal(`${argument}.signal`, options.signal)
  checkDuration(`${argument}.timeout`, options.timeout)
}

/** @throws {TypeError} for an option of a bus that is unknown or ill-typed */
export function checkBusOptions(options: BusOptions): void {
  checkKeys('options', options, BUS_OPTIONS)
  checkType('options.name', options.name, 'string')
  checkType('options.onError', options.onError, 'function')
  const { maxErrors, observers, driver, checks } = options
  if (maxErrors !== undefined && !(Number.isInteger(maxErrors) && maxErrors >= 0)) {
    throw new TypeError(`\`options.maxErrors\` must be a whole number ≥ 0, not ${show(maxErrors)}`)
  }
  checkArray('options.observers', observers)
  checkArray('options.checks', checks)
  for (const [index, check] of (checks ?? []).entries())
    checkFunction(`options.checks[${index}].test`, check?.test)
  if (driver === undefined) return
  for (const method of DRIVER_METHODS)
    checkFunction(`options.driver.${method}`, (driver as Driver | null)?.[method])
}

function checkArray(argument: string, value: unknown): void {
  if (value !== undefined && !Array.isArray(value)) {
    throw new TypeError(`\`${argument}\` must be an array, not ${show(value)}`)
  }
}

/** @throws {TypeError} for an option of a wait that is unknown or ill-typed */
export function checkWaitOptions(options: unknown): void {
  checkKeys('options', options, WAIT_OPTIONS)
  const { signal, timeout } = (options ?? {}) as { signal?: unknown; timeout?: unknown }
  checkSignal('options.signal', signal)
  checkDuration('options.timeout', timeout)
}

/** @throws {TypeError} unless it says where something comes from */
export function checkOrigin(origin: unknown): void {
  for (const key of ['via', 'sender', 'id'])
    checkText(`origin.${key}`, (origin as Record<string, unknown> | null | undefined)?.[key])
}

function checkText(argument: string, value: unknown): void {
  if (typeof value !== 'string' || value === '')
    throw new TypeError(`\`${argument}\` must be a non-empty string, not ${show(value)}`)
}

/** @throws {TypeError} unless it is left out or of that type */
export function checkType(argument: string, value: unknown, type: 'boolean' | 'string' | 'function'): void {
  if (value !== undefined && typeof value !== type) {
    throw new TypeError(`\`${argument}\` must be a ${type}, not ${show(value)}`)
  }
}

/** @throws {TypeError} unless it is left out or a number of ms that timers can take */
export function checkDuration(argument: string, value: unknown): void {
  if (value !== undefined && !(typeof value === 'number' && value >= 0 && value <= MAX_TIMEOUT)) {
    throw new TypeError(
      `\`${argument}\` must be a number of milliseconds from 0 to ${MAX_TIMEOUT}, not ${show(value)}`,
    )
  }
}

function checkSignal(argument: string, value: unknown): void {
  const like = value as Partial<AbortSignal> | null | undefined
  if (
    value !== undefined &&
    !(typeof like?.addEventListener === 'function' && typeof like.removeEventListener === 'function')
  ) {
    throw new TypeError(`\`${argument}\` must be an AbortSignal, not ${show(value)}`)
  }
}

function show(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value)
  return value === null || value === undefined || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : `${/^[aeiou]/.test(typeof value) ? 'an' : 'a'} ${typeof value}`
}
