import {
  type Bus,
  BusClosedError,
  type Consumed,
  type Consumer,
  type ConsumeOptions,
  type DispatchContext,
  disposable,
  type EventError,
  type Subscription,
} from '../../core/index.ts'
import { type AggregateEvent, encodeAggregateEvent, WireError } from '../../wire/index.ts'
import { OutboxDriver } from './outbox-driver.ts'

/** Gets the events it was subscribed to. A promise it returns is waited for as a listener's is. */
export type EventHandler = ((event: AggregateEvent) => unknown) | { handle(event: AggregateEvent): unknown }

/** How `broker.consume()` consumes. */
export type BrokerConsumeOptions = Omit<ConsumeOptions, 'queue'>

/** Publishes and receives aggregate events over a bus, made by `createBroker`. */
export interface Broker {
  /**
   * Dispatches an event on the bus, by its type; resolves when the driver has it and the listeners here have settled, whose
   * failures are errors of the bus and not of this.
   * @throws {WireError} (as a rejection) for what can't be encoded: nothing is dispatched then
   * @throws what the driver fails with (as a rejection)
   */
  publish(event: AggregateEvent): Promise<void>
  /**
   * Dispatches an event on the bus and puts it in the outbox, from which it is sent until that succeeds. It is returned why
   * it could not be put there: it can't be encoded (`WireError`, and nothing is dispatched), a check of the bus refuses it,
   * or the outbox is full (`OutboxFullError`). A store that fails later is an error of the bus.
   * @throws {TypeError} where the driver of the bus is no `outboxDriver`
   * @throws {BusClosedError} after `close()`
   */
  resilientPublish(event: AggregateEvent): Error | undefined
  /**
   * Calls a handler for each event of these types, whoever published it.
   * @throws {TypeError} for no types, or a handler that is none
   */
  subscribe(handler: EventHandler, ...types: readonly string[]): Subscription
  /**
   * The events of a queue, which is shared by all who consume it; the driver needs to have queues, as
   * `redisDriver({ mode: 'stream' })` does.
   */
  consume(
    queue: string,
    types: string | readonly string[],
    options?: BrokerConsumeOptions,
  ): Consumer<Consumed<AggregateEvent>>
  /** Ends its subscriptions and consumers, and closes the bus, and with it the driver. */
  close(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

/**
 * Makes a broker of a bus: what its driver connects, its events reach. The name of a dispatch is the event's type, its
 * payload the event. To be told of types that are not `{noun}-{action}`, give the bus `namingRule()` of `eventscope/wire`.
 *
 * It has the calls of the broker of the seed: Publish, ResilientPublish, Subscribe, Consume and Close.
 * @example
 * const driver = outboxDriver(httpDriver('/events'), { store: indexedDbStore('articles-outbox') })
 * const broker = createBroker(createBus({ driver, checks: [namingRule()] }))
 * broker.subscribe((event) => list.add(event.body), 'article-created')
 * broker.resilientPublish(makeEvent('article', 'article-created', { title: 'Hello' }))
 */
export function createBroker<Events extends object>(bus: Bus<Events>): Broker {
  if (typeof bus?.dispatch !== 'function') throw new TypeError('`bus` must be a bus')
  return new BusBroker(bus as unknown as Bus)
}

class BusBroker implements Broker {
  private readonly subscriptions = new Set<Subscription>()
  private readonly closing = new AbortController()

  constructor(private readonly bus: Bus) {}

  async publish(event: AggregateEvent): Promise<void> {
    encodeAggregateEvent(event)
    const handle = this.bus.dispatch(event.type, event)
    await handle.done
    const failure = handle.errors.find(isUnpublished)
    if (failure !== undefined) throw failure.cause
  }

  resilientPublish(event: AggregateEvent): Error | undefined {
    const { driver } = this.bus
    if (!(driver instanceof OutboxDriver)) {
      throw new TypeError(
        `bus "${this.bus.name}" has no outbox: create it with the driver outboxDriver(…, { store }) of ` +
          "'eventscope/drivers/broker'",
      )
    }
    try {
      encodeAggregateEvent(event)
    } catch (failure) {
      if (failure instanceof WireError) return failure
      throw failure
    }
    const failure = driver.dispatch(this.bus, event.type, event).errors.find(isUnpublished)?.cause
    if (failure instanceof BusClosedError) throw failure
    return failure as Error | undefined
  }

  subscribe(handler: EventHandler, ...types: readonly string[]): Subscription {
    const handle = typeof handler === 'function' ? handler : handler?.handle?.bind(handler)
    if (typeof handle !== 'function')
      throw new TypeError('`handler` must be a function, or an object with a method `handle`')
    if (types.length === 0) throw new TypeError('`types` must name at least one type of event')
    for (const [index, type] of types.entries()) {
      if (typeof type !== 'string' || type === '' || type === '*')
        throw new TypeError(`\`types[${index}]\` must be a type of event: a non-empty string, and not "*"`)
    }
    const listener = (payload: unknown, { event }: DispatchContext): unknown =>
      handle(asEvent(payload, event))
    const name = (typeof handler === 'function' ? handler.name : handler.constructor?.name) || 'handler'
    const stops = [...new Set(types)].map((type) => this.bus.on(type, listener, { name }))
    const subscription = disposable(() => {
      for (const stop of stops) stop()
      this.subscriptions.delete(subscription)
    })
    this.subscriptions.add(subscription)
    return subscription
  }

  consume(
    queue: string,
    types: string | readonly string[],
    { signal, ...options }: BrokerConsumeOptions = {},
  ): Consumer<Consumed<AggregateEvent>> {
    if (typeof queue !== 'string' || queue === '') throw new TypeError('`queue` must be a non-empty string')
    const closing = this.closing.signal
    const either = signal === undefined ? closing : AbortSignal.any([closing, signal])
    return this.bus.consume(types, { ...options, queue, signal: either }) as Consumer<
      Consumed<AggregateEvent>
    >
  }

  async close(): Promise<void> {
    this.closing.abort()
    for (const subscription of this.subscriptions) subscription()
    await this.bus.close()
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }
}

/** Whether an error of a handle says that the event has not left; one of a check that does not refuse says no such thing. */
function isUnpublished({ kind }: EventError): boolean {
  return kind === 'publish' || kind === 'refused'
}

/** @throws {TypeError} where somebody has dispatched something else by that name */
function asEvent(payload: unknown, type: string): AggregateEvent {
  const event = payload as Partial<AggregateEvent> | null | undefined
  if (
    typeof event?.aggregateId !== 'string' ||
    event.type !== type ||
    !('body' in event) ||
    typeof event.timestamp !== 'string'
  )
    throw new TypeError(`what was dispatched as "${type}" is no aggregate event of that type`)
  return event as AggregateEvent
}
