import type {
  ConsumableBus,
  ConsumeOptions,
  Consumer,
  DispatchHandle,
  Dispatcher,
  Driver,
  DriverChange,
  DriverCounts,
  DriverState,
  EventName,
  Origin,
  PayloadArgs,
  Receiver,
  Subscription,
} from '../../core/index.ts'
import { reportUnhandled } from '../../core/index.ts'
import { uniqueId } from '../unique-id.ts'
import { type OutboxOptions, type OutboxSettings, settingsOf } from './options.ts'
import { Outbox } from './outbox.ts'
import type { OutboxItem, Waiting } from './waiting.ts'
import { within } from './within.ts'

/**
 * Puts an outbox before a driver: what is dispatched with `outbox.dispatch()`, and the events that `keep` names, can't get
 * lost while the driver is down. Their handles settle when they are in the store; they are sent, one event's in order, and
 * tried again with growing waits until the driver has taken them, also after a reload. All else goes to the driver as it is,
 * and so past what waits.
 *
 * A message keeps its id in every try, so a receiver that got it although the try seemed to fail does not get it twice. What
 * the driver refuses for ever holds up the later ones of its event: `entries()` shows it with its error, `drop(id)` takes it
 * out. What an earlier page or another tab has put in and this one sends is news to this one: it hears it as others do.
 * @throws {TypeError} for an unknown or ill-typed option
 * @example
 * const outbox = outboxDriver(httpDriver('/events'), { store: indexedDbStore('shop-outbox') })
 * const bus = createBus<ShopEvents>({ driver: outbox })
 * outbox.dispatch(bus, 'checkout.submitted', { cartId: 'c1' })
 */
export function outboxDriver(inner: Driver, options: OutboxOptions): OutboxDriver {
  if (typeof inner?.publish !== 'function') throw new TypeError('`inner` must be a driver')
  return new OutboxDriver(inner, settingsOf(options, reportUnhandled))
}

/** How long tries under way may go on when the driver closes, in ms. */
const CLOSING_GRACE = 1_000

/**
 * A driver with an outbox before it, as `outboxDriver` makes it.
 * @example
 * function showWaiting(outbox: OutboxDriver): Subscription {
 *   return outbox.onChange(() => draw(outbox.pending, outbox.entries()[0]?.error))
 * }
 */
export class OutboxDriver implements Driver {
  /** As the driver behind it has it. */
  readonly consume?: (bus: ConsumableBus, names: readonly string[], options: ConsumeOptions) => Consumer
  private readonly outbox: Outbox
  private readonly sender: string
  private readonly stops: (() => void)[] = []
  /** What is being dispatched for the outbox right now. */
  private expected: { readonly event: string; readonly payload: unknown; taken: boolean } | undefined
  private closing: Promise<void> | undefined

  /** @internal */
  constructor(
    private readonly inner: Driver,
    private readonly settings: OutboxSettings,
  ) {
    if (inner.consume !== undefined) this.consume = inner.consume.bind(inner)
    // The inner driver's own, so that it knows its messages when they come back to it.
    this.sender = senderOf(inner) ?? uniqueId()
    this.outbox = new Outbox(settings, (waiting) => this.send(waiting))
    this.stops.push(inner.onState(({ state }) => state === 'open' && this.outbox.wake()))
    if (typeof globalThis.addEventListener === 'function') {
      const wake = (): void => this.outbox.wake()
      globalThis.addEventListener('online', wake)
      this.stops.push(() => globalThis.removeEventListener('online', wake))
    }
  }

  get name(): string {
    return this.inner.name
  }

  get state(): DriverState {
    return this.inner.state
  }

  get counts(): DriverCounts {
    return this.inner.counts
  }

  /** How many entries wait in the outbox. */
  get pending(): number {
    return this.outbox.size
  }

  /** What waits in the outbox, oldest first, with the tries so far and why the last one failed. */
  entries(): readonly OutboxItem[] {
    return this.outbox.items
  }

  /** Takes an entry out of the outbox unsent. False where there is none of that id. */
  drop(id: string): boolean {
    return this.outbox.drop(id)
  }

  /** Told whenever `pending` or `entries()` have changed. */
  onChange(listener: () => void): Subscription {
    if (typeof listener !== 'function') throw new TypeError('`listener` must be a function')
    return this.outbox.onChange(listener)
  }

  /** The outbox as a queue, for the panel. */
  queues(): readonly { readonly name: string; readonly depth: number; readonly capacity: number }[] {
    return [{ name: 'outbox', depth: this.outbox.size, capacity: this.settings.maxEntries }]
  }

  /**
   * As `bus.dispatch()`, and what is dispatched goes through the outbox. What the payload holds that JSON can't carry, and an
   * outbox that is full, are errors on the handle at once; a store that fails is one later.
   * @param target the bus, or the second argument of one of its listeners, whose dispatch is the cause then
   * @throws {TypeError} where this is not the driver of that bus
   */
  dispatch<Events extends object, Name extends EventName<Events>>(
    target: Dispatcher<Events>,
    event: Name,
    ...payload: PayloadArgs<Events[Name]>
  ): DispatchHandle<Events[Name], Events> {
    const outer = this.expected
    const expected = { event, payload: payload[0], taken: false }
    this.expected = expected
    try {
      const handle = target.dispatch(event, ...payload)
      if (!expected.taken && handle.errors.length === 0)
        throw new TypeError('`target` must be a bus that was created with this outbox as its `driver`')
      return handle
    } finally {
      this.expected = outer
    }
  }

  onState(listener: (change: DriverChange) => void): Subscription {
    return this.inner.onState(listener)
  }

  publish(event: string, payload: unknown, dispatchId: number, origin?: Origin): void | Promise<void> {
    if (!this.keeps(event, payload)) return this.inner.publish(event, payload, dispatchId, origin)
    const { sender } = this
    const own = { via: this.name, sender, id: `${sender}:${dispatchId}`, time: Date.now() }
    return this.outbox.add(event, payload, dispatchId, origin ?? own)
  }

  subscribe(event: string, receiver: Receiver): void {
    this.inner.subscribe(event, receiver)
  }

  unsubscribe(event: string, receiver: Receiver): void {
    this.inner.unsubscribe(event, receiver)
  }

  /** What is in the outbox is kept: it need not have left. */
  async wait(): Promise<void> {
    await Promise.all([this.outbox.stored(), this.inner.wait()])
  }

  /**
   * Tries under way get a second. What is not sent by then stays in the store, for the next driver that opens it; it may
   * have arrived, and keeps its id.
   */
  close(): Promise<void> {
    this.closing ??= this.finish()
    return this.closing
  }

  private send({ entry, dispatchId }: Waiting): void | Promise<void> {
    return this.inner.publish(entry.event, JSON.parse(entry.payload), dispatchId, entry.origin)
  }

  private keeps(event: string, payload: unknown): boolean {
    const { expected } = this
    if (expected?.event === event && Object.is(expected.payload, payload) && !expected.taken) {
      expected.taken = true
      return true
    }
    return this.settings.keep(event)
  }

  private async finish(): Promise<void> {
    for (const stop of this.stops) stop()
    const stopped = this.outbox.stop()
    try {
      await within(stopped, CLOSING_GRACE, () => new Error('a try hangs'))
    } catch {
      // The inner driver gives it up.
    }
    try {
      await this.inner.close()
    } finally {
      await stopped
      await this.outbox.release()
    }
  }
}

function senderOf(driver: Driver & { readonly sender?: unknown }): string | undefined {
  return typeof driver.sender === 'string' && driver.sender !== '' ? driver.sender : undefined
}
