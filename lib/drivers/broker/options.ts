import { checkKeys } from '../../core/index.ts'
import type { Backoff } from '../backoff.ts'
import type { OutboxStore } from './store.ts'

const DEFAULT_MAX_ENTRIES = 1_000
const DEFAULT_MAX_BYTES = 8 * 2 ** 20
const DEFAULT_BACKOFF: Backoff = { min: 1_000, max: 60_000 }
const DEFAULT_TIMEOUT = 30_000
/** Longer timers fire at once. */
const MAX_DELAY = 2 ** 31 - 1

const OPTIONS: ReadonlySet<string> = new Set([
  'store',
  'keep',
  'maxEntries',
  'maxBytes',
  'backoff',
  'timeout',
  'onError',
  'random',
])

/** What `outboxDriver` may be told. */
export interface OutboxOptions {
  /** Where entries are kept: `indexedDbStore(name)` in browsers. Its entries go through this driver and no other. */
  readonly store: OutboxStore
  /**
   * Which events always go through the outbox, with a plain `bus.dispatch()` too.
   * @default () => false
   */
  readonly keep?: ((event: string) => boolean) | undefined
  /**
   * How many entries it holds at most. One more is an `OutboxFullError`.
   * @default 1000
   */
  readonly maxEntries?: number | undefined
  /**
   * How many bytes of names and payloads (as JSON) it holds at most. More is an `OutboxFullError`.
   * @default 8_388_608
   */
  readonly maxBytes?: number | undefined
  /**
   * The waits between tries, in ms: at random, longer with each failure.
   * @default { min: 1_000, max: 60_000 }
   */
  readonly backoff?: Backoff | undefined
  /**
   * How long one try may take, in ms.
   * @default 30_000
   */
  readonly timeout?: number | undefined
  /**
   * Told of what is no failure of a dispatch: a store that can't be read, a damaged entry in it, one that was sent and
   * could not be removed.
   * @default globalThis.reportError, or console.error where there is none
   */
  readonly onError?: ((error: Error) => void) | undefined
  /**
   * Gives numbers from 0 to 1, for tests.
   * @default Math.random
   */
  readonly random?: (() => number) | undefined
}

/** The options, with their defaults. */
export interface OutboxSettings {
  readonly store: OutboxStore
  readonly keep: (event: string) => boolean
  readonly maxEntries: number
  readonly maxBytes: number
  readonly backoff: Backoff
  readonly timeout: number
  /** Never throws. */
  readonly onError: (error: Error) => void
  readonly random: () => number
}

/** @throws {TypeError} for an unknown or ill-typed option */
export function settingsOf(options: OutboxOptions, report: (error: unknown) => void): OutboxSettings {
  checkKeys('options', options ?? null, OPTIONS)
  const {
    store,
    keep = () => false,
    maxEntries = DEFAULT_MAX_ENTRIES,
    maxBytes = DEFAULT_MAX_BYTES,
    backoff = DEFAULT_BACKOFF,
    timeout = DEFAULT_TIMEOUT,
    onError = report,
    random = Math.random,
  } = options
  for (const method of ['load', 'add', 'remove'] as const)
    checkFunction(`store.${method}`, (store as OutboxStore | null | undefined)?.[method])
  for (const [name, value] of Object.entries({ keep, onError, random })) checkFunction(name, value)
  checkCount('maxEntries', maxEntries)
  checkCount('maxBytes', maxBytes)
  checkDelay('timeout', timeout)
  checkDelay('backoff.min', backoff?.min)
  checkDelay('backoff.max', backoff?.max)
  if (backoff.min > backoff.max)
    throw new TypeError('`options.backoff.min` must not be above `options.backoff.max`')
  const told = (error: Error): void => {
    try {
      onError(error)
    } catch (failure) {
      report(failure)
    }
  }
  return { store, keep, maxEntries, maxBytes, backoff, timeout, onError: told, random }
}

function checkFunction(option: string, value: unknown): void {
  if (typeof value !== 'function') throw new TypeError(`\`options.${option}\` must be a function`)
}

function checkCount(option: string, value: unknown): void {
  if (!(Number.isSafeInteger(value) && (value as number) > 0))
    throw new TypeError(`\`options.${option}\` must be a whole number above 0`)
}

function checkDelay(option: string, value: unknown): void {
  if (!(typeof value === 'number' && value > 0 && value <= MAX_DELAY))
    throw new TypeError(
      `\`options.${option}\` must be a number of milliseconds above 0, at most ${MAX_DELAY}`,
    )
}
