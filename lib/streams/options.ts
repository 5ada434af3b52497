import { checkKeys } from '../core/index.ts'
import type { Processor } from './processor.ts'
import type { SendOptions, StreamOptions, WorkerProcessor } from './types.ts'

const STREAM_OPTIONS: ReadonlySet<string> = new Set([
  'name',
  'shards',
  'processor',
  'capacity',
  'onError',
  'maxErrors',
  'signal',
])
const SEND_OPTIONS: ReadonlySet<string> = new Set(['signal'])
const WORKER_OPTIONS: ReadonlySet<string> = new Set(['worker'])

/** Each shard is a listener in the panel, and perhaps a worker: more is a mistake. */
const MAX_SHARDS = 1_024

/** @throws {TypeError} for an option of a stream that is missing, unknown or ill-typed */
export function checkStreamOptions(options: StreamOptions<never>): void {
  checkKeys('options', options ?? null, STREAM_OPTIONS)
  const { name, shards, processor, capacity, onError, maxErrors, signal } = options
  if (name !== undefined && typeof name !== 'string') throw new TypeError('`options.name` must be a string')
  checkWhole('options.shards', shards, 1, MAX_SHARDS)
  if (capacity !== undefined) checkWhole('options.capacity', capacity, 1)
  if (maxErrors !== undefined) checkWhole('options.maxErrors', maxErrors, 0)
  if (onError !== undefined && typeof onError !== 'function')
    throw new TypeError('`options.onError` must be a function')
  checkSignal(signal)
  if (typeof processor !== 'function') checkWorker(processor)
}

/** @throws {TypeError} for an option of a send that is unknown or ill-typed */
export function checkSendOptions(options: SendOptions): void {
  checkKeys('options', options, SEND_OPTIONS)
  checkSignal(options.signal)
}

/** @throws {TypeError} unless it is a processor */
export function checkProcessor(made: Processor<never>): Processor<never> {
  for (const method of ['process', 'shutdown'] as const) {
    if (typeof (made as Partial<Processor<never>> | null | undefined)?.[method] !== 'function')
      throw new TypeError(`what the factory of processors returns must have a method \`${method}\``)
  }
  return made
}

function checkWorker(processor: WorkerProcessor): void {
  if (typeof processor !== 'object' || processor === null)
    throw new TypeError('`options.processor` must be a function, or an object with a `worker`')
  checkKeys('options.processor', processor, WORKER_OPTIONS)
  const { worker } = processor
  if (typeof worker === 'function') return
  if (typeof worker !== 'string' && !(worker instanceof URL))
    throw new TypeError('`options.processor.worker` must be a URL, or a function that makes a worker')
  if (typeof globalThis.Worker !== 'function')
    throw new TypeError(
      '`options.processor.worker` must be a function that makes a worker: there is no `Worker` here to make of a URL',
    )
}

function checkWhole(argument: string, value: unknown, min: number, max = Number.MAX_SAFE_INTEGER): void {
  if (!(Number.isInteger(value) && (value as number) >= min && (value as number) <= max)) {
    const range = max === Number.MAX_SAFE_INTEGER ? `≥ ${min}` : `from ${min} to ${max}`
    throw new TypeError(`\`${argument}\` must be a whole number ${range}`)
  }
}

function checkSignal(signal: unknown): void {
  if (signal !== undefined && typeof (signal as Partial<AbortSignal> | null)?.addEventListener !== 'function')
    throw new TypeError('`options.signal` must be an AbortSignal')
}
