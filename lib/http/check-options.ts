import { checkKeys } from '../core/index.ts'
import type { CallbackOptions } from './callback-options.ts'
import type { EndpointOptions, StreamOptions } from './options.ts'

/** Longer timers fire at once. */
const MAX_TIMEOUT = 2 ** 31 - 1

/** All names are here: the compiler says where one is missing, or is none. */
const ENDPOINT = keysOf<EndpointOptions>({
  bus: true,
  registry: true,
  beforeHandle: true,
  afterHandle: true,
  handleTimeout: true,
  maxBytes: true,
  maxBatch: true,
  authorize: true,
  origins: true,
  credentials: true,
  stream: true,
  callbacks: true,
  source: true,
  waitUntil: true,
  onError: true,
})
const STREAM = keysOf<StreamOptions>({
  events: true,
  replay: true,
  replayBytes: true,
  heartbeat: true,
  maxReaders: true,
})
const CALLBACKS = keysOf<CallbackOptions>({
  hosts: true,
  allowPrivate: true,
  resolve: true,
  attempts: true,
  interval: true,
  timeout: true,
  fetch: true,
  onCallback: true,
})

function keysOf<Options>(all: Record<keyof Options, true>): ReadonlySet<string> {
  return new Set(Object.keys(all))
}

/** @throws {TypeError} for an option that is unknown or ill-typed; origins, tokens and hosts are checked where they are used */
export function checkOptions(options: EndpointOptions): void {
  checkKeys('options', options ?? null, ENDPOINT)
  const { bus, stream = false, callbacks } = options
  if (typeof bus?.receive !== 'function' || typeof bus.onAny !== 'function')
    throw new TypeError('`options.bus` must be a bus, as createBus() makes them')
  if (options.registry !== undefined && typeof options.registry.create !== 'function')
    throw new TypeError('`options.registry` must be an EventRegistry')
  for (const name of ['beforeHandle', 'afterHandle', 'waitUntil', 'onError'] as const)
    checkFunction(`options.${name}`, options[name])
  checkAuthorize(options.authorize)
  checkBoolean('options.credentials', options.credentials)
  if (options.source !== undefined && typeof options.source !== 'string')
    throw new TypeError('`options.source` must be a string')
  checkDuration('options.handleTimeout', options.handleTimeout)
  checkCount('options.maxBytes', options.maxBytes)
  checkCount('options.maxBatch', options.maxBatch)
  if (stream !== false) checkStream(stream)
  if (callbacks !== undefined) checkCallbacks(callbacks)
}

function checkAuthorize(authorize: EndpointOptions['authorize']): void {
  const known =
    authorize === undefined ||
    typeof authorize === 'function' ||
    (typeof authorize === 'object' && authorize !== null && 'bearer' in authorize)
  if (!known) throw new TypeError('`options.authorize` must be { bearer: token } or a function')
}

function checkStream(stream: StreamOptions): void {
  checkKeys('options.stream', stream, STREAM)
  const { events } = stream
  const named = Array.isArray(events) && events.every(isName)
  if (events !== '*' && !named)
    throw new TypeError("`options.stream.events` must be an array of the events to give away, or '*' for all")
  for (const name of ['replay', 'replayBytes', 'maxReaders'] as const)
    checkCount(`options.stream.${name}`, stream[name])
  checkDuration('options.stream.heartbeat', stream.heartbeat)
}

/** None is called `*`: in a list it would give nothing away, whatever was meant. */
function isName(name: unknown): boolean {
  return typeof name === 'string' && name !== '' && name !== '*'
}

function checkCallbacks(callbacks: CallbackOptions): void {
  checkKeys('options.callbacks', callbacks, CALLBACKS)
  for (const name of ['resolve', 'fetch', 'onCallback'] as const)
    checkFunction(`options.callbacks.${name}`, callbacks[name])
  checkBoolean('options.callbacks.allowPrivate', callbacks.allowPrivate)
  checkCount('options.callbacks.attempts', callbacks.attempts)
  if (callbacks.interval !== 0) checkDuration('options.callbacks.interval', callbacks.interval)
  checkDuration('options.callbacks.timeout', callbacks.timeout)
}

export function checkFunction(argument: string, value: unknown): void {
  if (value !== undefined && typeof value !== 'function')
    throw new TypeError(`\`${argument}\` must be a function`)
}

export function checkBoolean(argument: string, value: unknown): void {
  if (value !== undefined && typeof value !== 'boolean')
    throw new TypeError(`\`${argument}\` must be a boolean`)
}

function checkCount(argument: string, value: unknown): void {
  if (value !== undefined && !(Number.isSafeInteger(value) && (value as number) > 0))
    throw new TypeError(`\`${argument}\` must be a whole number > 0`)
}

/** @throws {TypeError} unless it is left out or a number of ms that timers can take */
export function checkDuration(argument: string, value: unknown): void {
  if (value !== undefined && !(typeof value === 'number' && value > 0 && value <= MAX_TIMEOUT))
    throw new TypeError(
      `\`${argument}\` must be a number of milliseconds, above 0 and at most ${MAX_TIMEOUT}`,
    )
}
