import type {
  ConsumableBus,
  Consumed,
  ConsumeOptions,
  Consumer,
  Listener,
  Subscription,
} from '../core/index.ts'
import { type ApartListener, listenApart } from './apart.ts'

/** How many events wait for a loop at most, unless told otherwise. */
const DEFAULT_CAPACITY = 1_000

const OPTIONS: ReadonlySet<string> = new Set(['signal', 'queue', 'capacity'])

/** What a driver does for the consumers of its queues. */
export interface Queues {
  /**
   * Brings the messages of an event in that the queue gives to this consumer, to a listener which hears nothing else.
   * No more than `capacity` at a time: those whose handle has not settled count.
   */
  join(queue: string, event: string, listener: ApartListener, capacity: number): Subscription
}

/** Thrown into the dispatch of an event that more are waiting before it than the consumer has room for. */
export class ConsumerOverflowError extends Error {
  override readonly name = 'ConsumerOverflowError'

  constructor(capacity: number) {
    super(
      `${capacity} events wait for the loop already. Make it faster, give it a larger \`capacity\`, or share its work ` +
        'through a `queue`.',
    )
  }
}

/** Why an event that a consumer had when it stopped has failed. */
export class ConsumerStoppedError extends Error {
  override readonly name = 'ConsumerStoppedError'

  constructor() {
    super(
      'its consumer has stopped. What was in its hand counts as failed, unless it was acknowledged with `ack()`.',
    )
  }
}

/**
 * `bus.consume()` for a bus without a driver.
 * @throws {TypeError} for no names, or an unknown or ill-typed option
 * @example
 * for await (const { payload } of consume(bus, 'order.placed')) await print(payload)
 */
export function consume(
  bus: ConsumableBus,
  names: string | readonly string[],
  options: Omit<ConsumeOptions, 'queue'> = {},
): Consumer {
  return consumeFrom(bus, typeof names === 'string' ? [names] : names, options, undefined)
}

/** Consumes the events of a bus; with `queues`, also those of a queue. */
export function consumeFrom(
  bus: ConsumableBus,
  names: readonly string[],
  options: ConsumeOptions,
  queues: Queues | undefined,
): Consumer {
  checkConsume(names, options)
  const { queue, signal, capacity = DEFAULT_CAPACITY } = options
  if (queue !== undefined && queues === undefined) {
    throw new TypeError(
      `\`options.queue\` needs a driver that has queues, as redisDriver({ mode: 'stream' }) does; "${bus.name}" has none`,
    )
  }
  const loop = new ConsumerLoop(capacity, queue !== undefined)
  for (const name of names) {
    const stop =
      queue === undefined || queues === undefined
        ? bus.on(name, loop.listener, { name: 'consumer' })
        : join(bus, name, queue, loop, queues)
    loop.onStop(stop)
  }
  if (signal !== undefined) {
    const stop = (): void => loop.stop()
    if (signal.aborted) stop()
    else {
      signal.addEventListener('abort', stop, { once: true })
      loop.onStop(() => signal.removeEventListener('abort', stop))
    }
  }
  return loop
}

function join(
  bus: ConsumableBus,
  name: string,
  queue: string,
  loop: ConsumerLoop,
  queues: Queues,
): () => void {
  const listener = listenApart(bus, name, loop.listener, `queue ${queue}`)
  const leave = queues.join(queue, name, listener, loop.capacity)
  return () => {
    leave()
    listener.remove()
  }
}

/** One event on its way through the loop: the promise of its run is pending until it was handled. */
interface Waiting {
  readonly item: Consumed
  /** Ends its run; a second call does nothing. */
  readonly settle: (failure?: { readonly cause: unknown }) => void
}

/** The listener puts events in, the loop takes them out. */
class ConsumerLoop implements Consumer {
  private readonly waiting: Waiting[] = []
  private readonly stops: (() => void)[] = []
  private readonly asking: ((result: IteratorResult<Consumed>) => void)[] = []
  private inHand: Waiting | undefined
  private stopped = false

  constructor(
    readonly capacity: number,
    /** Whether what was not handled is delivered again to somebody, if it has failed here. */
    private readonly redelivers: boolean,
  ) {}

  /** Its run lasts until the loop has handled the event. */
  readonly listener: Listener<never> = (payload, dispatch) => {
    if (this.waiting.length >= this.capacity) throw new ConsumerOverflowError(this.capacity)
    return new Promise<void>((resolve, reject) => {
      const settle = (failure?: { readonly cause: unknown }): void =>
        failure === undefined ? resolve() : reject(failure.cause)
      const { event, id, origin } = dispatch
      const item: Consumed = {
        event,
        payload,
        id,
        origin,
        ack: () => settle(),
        fail: (cause) => settle({ cause }),
      }
      const entry = { item, settle }
      const ask = this.asking.shift()
      if (ask === undefined) this.waiting.push(entry)
      else ask(this.hand(entry))
    })
  }

  onStop(stop: () => void): void {
    this.stops.push(stop)
  }

  next(): Promise<IteratorResult<Consumed>> {
    // Asking for the next one says that the one before was handled.
    this.inHand?.settle()
    this.inHand = undefined
    const entry = this.waiting.shift()
    if (entry !== undefined) return Promise.resolve(this.hand(entry))
    if (this.stopped) return Promise.resolve({ done: true, value: undefined })
    return new Promise((resolve) => this.asking.push(resolve))
  }

  return(): Promise<IteratorResult<Consumed>> {
    this.stop()
    return Promise.resolve({ done: true, value: undefined })
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return()
  }

  stop(): void {
    if (this.stopped) return
    this.stopped = true
    for (const stop of this.stops) stop()
    const failure = this.redelivers ? { cause: new ConsumerStoppedError() } : undefined
    this.inHand?.settle(failure)
    this.inHand = undefined
    for (const { settle } of this.waiting.splice(0)) settle(failure)
    for (const ask of this.asking.splice(0)) ask({ done: true, value: undefined })
  }

  private hand(entry: Waiting): IteratorResult<Consumed> {
    this.inHand = entry
    return { done: false, value: entry.item }
  }
}

function checkConsume(names: readonly string[], options: ConsumeOptions): void {
  if (!Array.isArray(names) || names.length === 0) {
    throw new TypeError('`names` must be the name of an event, or an array of at least one')
  }
  for (const key of Object.keys(options)) {
    if (!OPTIONS.has(key))
      throw new TypeError(`\`options.${key}\` is unknown. Known are: ${[...OPTIONS].join(', ')}`)
  }
  const { queue, capacity } = options
  if (queue !== undefined && (typeof queue !== 'string' || queue === ''))
    throw new TypeError('`options.queue` must be a non-empty string')
  if (capacity !== undefined && !(Number.isInteger(capacity) && capacity > 0))
    throw new TypeError('`options.capacity` must be a whole number above 0')
}
