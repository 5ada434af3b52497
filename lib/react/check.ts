import { type Bus, checkKeys, type ListenerOptions } from '../core/index.ts'

const OPTIONS: ReadonlySet<keyof ListenerOptions> = new Set([
  'async',
  'managed',
  'name',
  'once',
  'owner',
  'signal',
  'stack',
  'timeout',
] as const)

// What hooks are given is checked while rendering, where the stack still names the component.

/** @throws {TypeError} unless it is a bus */
export function checkBus(bus: unknown): void {
  if (typeof (bus as Partial<Bus> | null | undefined)?.onAny !== 'function')
    throw new TypeError('`bus` must be a bus made by createBus()')
}

/** @throws {TypeError} unless it is a name an event can have */
export function checkName(name: unknown): asserts name is string {
  if (typeof name !== 'string' || name === '' || name === '*')
    throw new TypeError('`name` must be the name of an event; useAnyListener() hears every event')
}

/** @throws {TypeError} unless it is a function */
export function checkListener(listener: unknown): void {
  if (typeof listener !== 'function') throw new TypeError('`listener` must be a function')
}

/** @throws {TypeError} for an option that is unknown; the bus checks values */
export function checkOptions(options: unknown): void {
  checkKeys('options', options, OPTIONS)
}
