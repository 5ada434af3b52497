import { checkKeys } from '../../core/index.ts'
import type { EventRegistry } from '../../wire/index.ts'
import type { Backoff } from '../backoff.ts'
import type { DriverOptions } from '../driver-base.ts'
import type { EventSourceConstructor } from './native-source.ts'

/** What `httpDriver()` may be told. */
export interface HttpDriverOptions extends DriverOptions {
  /**
   * Headers of each request, or what gives them when they are needed: a bearer token, say. With it, the stream is read
   * with `fetch`, as `EventSource` can't send any.
   */
  readonly headers?: HeadersInit | (() => HeadersInit | Promise<HeadersInit>) | undefined
  /**
   * Whether cookies go along to another origin, as `fetch` has it.
   * @default 'same-origin'
   */
  readonly credentials?: RequestCredentials | undefined
  /**
   * `metadata.source` of what it sends.
   * @default the id of the driver
   */
  readonly source?: string | undefined
  /** Which type an event has in messages, and what becomes of a message of each type. Without, types are event names. */
  readonly registry?: EventRegistry | undefined
  /**
   * How large a message may be, and a batch of them, in bytes. What the endpoint takes should not be less.
   * @default 1048576
   */
  readonly maxBytes?: number | undefined
  /**
   * How many messages may wait while a request is under way. One more is an error on its handle.
   * @default 10000
   */
  readonly maxQueue?: number | undefined
  /**
   * How long a message may wait to be sent, a request to be answered, and the stream to open, in ms. An endpoint answers
   * when the listeners have settled, or after 30 seconds unless it was told otherwise.
   * @default 35000
   */
  readonly timeout?: number | undefined
  /**
   * The stream counts as lost when nothing came for so long, not even a heartbeat, in ms. Only where it is read with
   * `fetch`: `EventSource` keeps heartbeats to itself.
   * @default 45000
   */
  readonly silence?: number | undefined
  /**
   * The waits before it connects again, in ms: at random, longer with each failure in a row. A server's `retry:` takes
   * the place of `min`.
   * @default { min: 250, max: 30_000 }
   */
  readonly backoff?: Partial<Backoff> | undefined
  /** Told that messages were missed, and why: the server has forgotten them, or is another one. */
  readonly onGap?: ((reason: string) => void) | undefined
  /** Used in place of the global `fetch`. */
  readonly fetch?: typeof fetch | undefined
  /** Used in place of the global `EventSource`. Where there is none, the stream is read with `fetch`. */
  readonly EventSource?: EventSourceConstructor | undefined
}

const KNOWN: ReadonlySet<string> = new Set([
  'events',
  'headers',
  'credentials',
  'source',
  'registry',
  'maxBytes',
  'maxQueue',
  'timeout',
  'silence',
  'backoff',
  'onGap',
  'fetch',
  'EventSource',
] satisfies (keyof HttpDriverOptions)[])

const BACKOFF: ReadonlySet<string> = new Set(['min', 'max'] satisfies (keyof Backoff)[])

/** Longer timers fire at once. */
const MAX_DURATION = 2 ** 31 - 1

/** @throws {TypeError} for an unknown or ill-typed option */
export function checkOptions(options: HttpDriverOptions): void {
  checkKeys('options', options, KNOWN)
  for (const key of ['onGap', 'fetch', 'EventSource'] as const) {
    const value: unknown = options[key]
    if (value !== undefined && typeof value !== 'function')
      throw new TypeError(`\`options.${key}\` must be a function`)
  }
  const { source, registry, backoff = {}, headers } = options
  if (headers !== undefined && (headers === null || !/^(object|function)$/.test(typeof headers)))
    throw new TypeError(
      '`options.headers` must be an object such as { authorization }, or a function that gives one',
    )
  if (registry !== undefined && typeof registry?.create !== 'function')
    throw new TypeError('`options.registry` must be an EventRegistry')
  if (source !== undefined && (typeof source !== 'string' || source === ''))
    throw new TypeError('`options.source` must be a non-empty string')
  for (const key of ['maxBytes', 'maxQueue'] as const) {
    const value = options[key]
    if (value !== undefined && !(Number.isInteger(value) && value > 0))
      throw new TypeError(`\`options.${key}\` must be a whole number above 0`)
  }
  checkDuration('options.timeout', options.timeout)
  checkDuration('options.silence', options.silence)
  checkKeys('options.backoff', backoff, BACKOFF)
  checkDuration('options.backoff.min', backoff.min)
  checkDuration('options.backoff.max', backoff.max)
}

/** @throws {TypeError} unless it is the URL of an endpoint; a relative one where there is a page */
export function checkUrl(url: string | URL): URL {
  const base = (globalThis as { location?: { href?: string } }).location?.href
  const parsed = URL.canParse(url, base) ? new URL(url, base) : undefined
  if (parsed === undefined && base === undefined && URL.canParse(url, 'http://page'))
    throw new TypeError(
      `\`url\` must be absolute where there is no page that it is relative to: not ${JSON.stringify(String(url))}`,
    )
  if (parsed === undefined || !/^https?:$/.test(parsed.protocol))
    throw new TypeError(`\`url\` must be an http or https URL, not ${JSON.stringify(String(url))}`)
  return parsed
}

function checkDuration(argument: string, value: unknown): void {
  if (value !== undefined && !(typeof value === 'number' && value > 0 && value <= MAX_DURATION))
    throw new TypeError(`\`${argument}\` must be a number of milliseconds above 0, to ${MAX_DURATION}`)
}
