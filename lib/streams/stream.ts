import { type EventError, type Observer, Source, type Subscription } from '../core/index.ts'
import { StreamClosedError } from './errors.ts'
import { checkEventType } from './event-types.ts'
import { checkProcessor, checkSendOptions, checkStreamOptions } from './options.ts'
import type { Processor } from './processor.ts'
import { Shard, type ShardOptions } from './shard.ts'
import { hashKey } from './shard-key.ts'
import { StreamEvent, type UntypedValues } from './stream-event.ts'
import type { SendOptions, Stream, StreamOptions, StreamQueue, WorkerProcessor } from './types.ts'
import { RemoteProcessor } from './worker/remote-processor.ts'

const DEFAULT_CAPACITY = 1_000

/** What a shard reports when it has lost a worker that had nothing to do. */
const WORKER_LOST = 'stream.worker_lost'

/**
 * Makes a stream: events go by their key to one of several processors, each of which has a queue of its own and takes
 * one event after the other. Follows the event stream of httransform.
 *
 * A shard whose processor is in a worker has one event there at a time. A worker that dies, or has an error that it does
 * not catch itself, takes the event down that it has, which fails with a `WorkerLostError` and is not tried again, and
 * all that its processor knew. The next event gets a new worker, after 100 ms, then 200 ms and so on while no event is
 * answered; after 5 restarts in a row, all further events of the shard fail.
 * @throws {TypeError} for an option that is missing, unknown or ill-typed
 * @example
 * const PageEvent = defineEventTypes({ shown: 0 })
 * interface PageValues extends ReservedValues { [PageEvent.shown]: { path: string } }
 * await using stream = createStream<PageValues>({ name: 'pages', shards: 4, processor: () => new PageCounter() })
 * await stream.send(PageEvent.shown, { path: '/cart' }, sessionId)
 */
export function createStream<Values extends object = UntypedValues>(
  options: StreamOptions<Values>,
): Stream<Values> {
  checkStreamOptions(options as unknown as StreamOptions<never>)
  // The class knows types as numbers and values as unknown; the map of values exists for the compiler only.
  return new KeyedStream(options as unknown as StreamOptions<never>) as unknown as Stream<Values>
}

class KeyedStream implements Stream {
  private readonly source: Source
  private readonly shards: readonly Shard[]
  private readonly signal: AbortSignal | undefined
  /** Where the search for the shard with least to do begins, so that idle ones take turns. */
  private turn = 0
  private closing: Promise<void> | undefined
  private aborted: StreamClosedError | undefined

  constructor(options: StreamOptions<never>) {
    const { name = 'stream', shards, capacity = DEFAULT_CAPACITY, onError, maxErrors, signal } = options
    this.source = new Source({ name, onError, maxErrors })
    const shard: ShardOptions = {
      source: this.source,
      capacity,
      makeProcessor: processorMaker(options.processor),
    }
    this.shards = Array.from({ length: shards }, (_, index) => new Shard(`shard ${index}`, shard))
    this.signal = signal
    if (signal?.aborted) this.abort()
    else signal?.addEventListener('abort', this.abort, { once: true })
  }

  get id(): number {
    return this.source.id
  }

  get name(): string {
    return this.source.name
  }

  get closed(): boolean {
    return this.closing !== undefined
  }

  get errors(): readonly EventError[] {
    return this.source.errors
  }

  get droppedErrors(): number {
    return this.source.droppedErrors
  }

  clearErrors(): void {
    this.source.clearErrors()
  }

  send(type: number, value: unknown, shardKey: string, options?: SendOptions): Promise<void> {
    checkEventType(type)
    if (typeof shardKey !== 'string') throw new TypeError('`shardKey` must be a string')
    if (options !== undefined) checkSendOptions(options)
    const signal = options?.signal
    if (signal?.aborted) return Promise.reject(signal.reason)
    if (this.closed) return Promise.reject(this.aborted ?? new StreamClosedError(this.name))
    return this.shardOf(shardKey).send(new StreamEvent(type, value), signal)
  }

  queues(): readonly StreamQueue[] {
    return this.shards.map((shard) => shard.describe())
  }

  observe(observer: Observer): Subscription {
    return this.source.observe(observer)
  }

  close(): Promise<void> {
    this.closing ??= this.finish()
    return this.closing
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  private readonly abort = (): void => {
    this.aborted = new StreamClosedError(this.name, { cause: this.signal?.reason })
    void this.close()
    for (const shard of this.shards) shard.stop(this.aborted)
  }

  private async finish(): Promise<void> {
    await Promise.all(this.shards.map((shard) => shard.close()))
    this.signal?.removeEventListener('abort', this.abort)
  }

  private shardOf(key: string): Shard {
    const { shards } = this
    return key === '' ? this.leastLoaded() : shards[hashKey(key) % shards.length]!
  }

  private leastLoaded(): Shard {
    const { shards } = this
    let least = shards[this.turn]!
    for (let step = 1; step < shards.length && least.load > 0; step++) {
      const shard = shards[(this.turn + step) % shards.length]!
      if (shard.load < least.load) least = shard
    }
    this.turn = (shards.indexOf(least) + 1) % shards.length
    return least
  }
}

function processorMaker(processor: StreamOptions<never>['processor']): (shard: Shard) => Processor<never> {
  if (typeof processor === 'function') return () => checkProcessor(processor())
  const makeWorker = workerMaker(processor)
  return (shard) => new RemoteProcessor(makeWorker, (lost) => shard.report(WORKER_LOST, lost))
}

function workerMaker({ worker }: WorkerProcessor): Exclude<WorkerProcessor['worker'], URL | string> {
  return typeof worker === 'function' ? worker : () => new Worker(worker, { type: 'module' })
}
