import {
  type Bus,
  checkKeys,
  type ConsumableBus,
  type ConsumedOf,
  type ConsumeOptions,
  type Consumer,
  type EventName,
  type Subscription,
} from '../core/index.ts'
import { type ApartListener, listenApart } from './apart.ts'
import { ConsumerLoop, Intake } from './consumer-loop.ts'

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

/**
 * `bus.consume()` for a bus without a driver. Its loops end when they are left, or by `options.signal`.
 * @throws {TypeError} for no names, or an unknown or ill-typed option
 * @example
 * for await (const { payload } of consume(bus, 'order.placed')) await print(payload)
 */
export function consume<Events extends object, Name extends EventName<Events>>(
  bus: Bus<Events>,
  names: Name | readonly Name[],
  options: Omit<ConsumeOptions, 'queue'> = {},
): Consumer<ConsumedOf<Events, Name>> {
  const all = typeof names === 'string' ? [names] : names
  const consumer: unknown = consumeFrom(bus as unknown as ConsumableBus, all, options, undefined)
  return consumer as Consumer<ConsumedOf<Events, Name>>
}

/**
 * Consumes the events of a bus; with `queues`, also those of a queue. The loops end when `closed` aborts: nothing comes
 * any more.
 */
export function consumeFrom(
  bus: ConsumableBus,
  names: readonly string[],
  options: ConsumeOptions,
  queues: Queues | undefined,
  closed?: AbortSignal,
): Consumer {
  checkConsume(names, options)
  const { queue, signal, capacity = DEFAULT_CAPACITY } = options
  if (queue !== undefined && queues === undefined) {
    throw new TypeError(
      `\`options.queue\` needs a driver that has queues, as redisDriver({ mode: 'stream' }) does; "${bus.name}" has none`,
    )
  }
  const intake = new Intake(capacity, queue !== undefined)
  try {
    for (const name of new Set(names)) {
      const stop =
        queue === undefined || queues === undefined
          ? bus.on(name, intake.listener, { name: 'consumer' })
          : join(bus, name, queue, intake, queues)
      intake.onStop(stop)
    }
  } catch (error) {
    intake.stop()
    throw error
  }
  if (signal !== undefined) stopBy(signal, intake)
  if (closed !== undefined) stopBy(closed, intake)
  return new ConsumerLoop(intake)
}

function join(bus: ConsumableBus, name: string, queue: string, intake: Intake, queues: Queues): () => void {
  const listener = listenApart(bus, name, intake.listener, `queue ${queue}`)
  try {
    const leave = queues.join(queue, name, listener, intake.capacity)
    return () => {
      leave()
      listener.remove()
    }
  } catch (error) {
    listener.remove()
    throw error
  }
}

function stopBy(signal: AbortSignal, intake: Intake): void {
  const stop = (): void => intake.stop()
  if (signal.aborted) stop()
  signal.addEventListener('abort', stop, { once: true })
  intake.onStop(() => signal.removeEventListener('abort', stop))
}

function checkConsume(names: readonly string[], options: ConsumeOptions): void {
  if (!Array.isArray(names) || names.length === 0)
    throw new TypeError('`names` must be the name of an event, or an array of at least one')
  for (const [index, name] of names.entries()) {
    if (typeof name !== 'string' || name === '' || name === '*')
      throw new TypeError(`\`names[${index}]\` must be the name of an event: a non-empty string, and not "*"`)
  }
  checkKeys('options', options, OPTIONS)
  const { queue, capacity, signal } = options
  if (queue !== undefined && (typeof queue !== 'string' || queue === ''))
    throw new TypeError('`options.queue` must be a non-empty string')
  if (capacity !== undefined && !(Number.isInteger(capacity) && capacity > 0))
    throw new TypeError('`options.capacity` must be a whole number above 0')
  if (signal !== undefined && typeof (signal as AbortSignal | null)?.addEventListener !== 'function')
    throw new TypeError('`options.signal` must be an AbortSignal')
}
