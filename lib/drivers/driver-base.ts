import {
  type ConsumableBus,
  type ConsumeOptions,
  type Consumer,
  type Driver,
  type DriverChange,
  type DriverCounts,
  type DriverState,
  type Origin,
  type Receiver,
  type Subscription,
} from '../core/index.ts'
import { consumeFrom } from './consume.ts'
import { RecentIds } from './recent-ids.ts'
import { StateLine } from './state-line.ts'
import { uniqueId } from './unique-id.ts'

/** `subscribe` is given this for the listeners of every event. */
export const EVERY_EVENT = '*'

/** A message that came in, read. */
export interface Arrival {
  readonly event: string
  readonly payload: unknown
  readonly origin: Origin
  /** It can't be dispatched: its payload fails its schema, say. */
  readonly failure?: Error | undefined
}

/** What every driver may be told. */
export interface DriverOptions {
  /**
   * The events that leave and come in; all others stay here. What is personal, or means something in one window only,
   * should not be among them.
   * @default all
   */
  readonly events?: readonly string[] | undefined
}

/** Why a dispatch was not published: its driver has been closed, before or while it was on its way. */
export class DriverClosedError extends Error {
  override readonly name = 'DriverClosedError'

  constructor(driver: string) {
    super(`the driver "${driver}" is closed. Close the bus instead, which waits for what is on its way.`)
  }
}

/** A message on its way. */
interface Sending {
  readonly done: Promise<void>
  readonly abandon: (reason: Error) => void
}

/**
 * What all drivers have in common: the state and who is told of it, the sender's id, what is subscribed to, and that a
 * message comes in once and never goes back to its sender. A driver of your own extends it.
 * @example
 * class SocketDriver extends DriverBase {
 *   constructor(private readonly socket: WebSocket) {
 *     super('socket')
 *     socket.onopen = () => this.enter('open')
 *     socket.onclose = () => this.enter('down', 'the socket was closed')
 *     socket.onmessage = ({ data }) => this.arrive(JSON.parse(data))
 *   }
 *   protected send(event: string, payload: unknown, origin: Origin): void {
 *     this.socket.send(JSON.stringify({ event, payload, origin }))
 *   }
 *   protected async release(): Promise<void> { this.socket.close() }
 * }
 */
export abstract class DriverBase implements Driver {
  readonly name: string
  /** Unique for each driver that is made: what `origin.sender` is of what it publishes. */
  readonly sender: string = uniqueId()
  // `#`, not `private`: a subclass may use any name for its own.
  readonly #shared: ReadonlySet<string> | undefined
  readonly #states = new StateLine()
  readonly #tally = { sent: 0, received: 0, failed: 0, refused: 0 }
  readonly #receivers = new Map<string, Receiver>()
  readonly #sending = new Set<Sending>()
  readonly #seen = new RecentIds()
  /** What others sent and this driver has passed on: it may hear that again, as it may its own. */
  readonly #passedOn = new RecentIds()
  readonly #ending = new AbortController()
  #closing: Promise<void> | undefined

  constructor(name: string, { events }: DriverOptions = {}) {
    if (
      events !== undefined &&
      !(Array.isArray(events) && events.every((event) => typeof event === 'string'))
    )
      throw new TypeError('`options.events` must be an array of names of events')
    if (events?.includes(EVERY_EVENT))
      throw new TypeError('`options.events` must not have "*" in it: leave it out for all events')
    this.name = name
    this.#shared = events && new Set(events)
  }

  get state(): DriverState {
    return this.#states.state
  }

  get counts(): DriverCounts {
    return { ...this.#tally }
  }

  onState(listener: (change: DriverChange) => void): Subscription {
    if (typeof listener !== 'function') throw new TypeError('`listener` must be a function')
    return this.#states.watch(listener)
  }

  publish(event: string, payload: unknown, dispatchId: number, origin?: Origin): void | Promise<void> {
    if (!this.shares(event)) return
    const from = origin ?? this.#originOf(dispatchId)
    // 0 where nothing was dispatched here: an outbox sends it for another page, and it is news to this one.
    if (origin !== undefined && dispatchId !== 0) this.#passedOn.add(origin.id)
    try {
      if (this.state === 'closed') throw new DriverClosedError(this.name)
      const sent = this.send(event, payload, from)
      if (sent === undefined) this.#tally.sent++
      else return this.#follow(sent)
    } catch (failure) {
      this.#tally.failed++
      throw failure
    }
  }

  subscribe(event: string, receiver: Receiver): void {
    if (this.state === 'closed' || (event !== EVERY_EVENT && !this.shares(event))) return
    if ((this.#receivers.get(event) ?? receiver) !== receiver)
      throw new TypeError(`the driver "${this.name}" serves one bus: make another driver for another bus`)
    this.#receivers.set(event, receiver)
    this.subscribed(event)
  }

  unsubscribe(event: string, receiver: Receiver): void {
    // Not what another bus has lost, which it never had.
    if (this.#receivers.get(event) !== receiver) return
    this.#receivers.delete(event)
    this.unsubscribed(event)
  }

  async wait(): Promise<void> {
    await Promise.allSettled(Array.from(this.#sending, ({ done }) => done))
  }

  close(): Promise<void> {
    if (this.#closing === undefined) {
      let end: (finished: Promise<void>) => void = () => undefined
      // There before it begins: a watcher of the state may close it once more.
      this.#closing = new Promise((resolve) => {
        end = resolve
      })
      end(this.#finish())
    }
    return this.#closing
  }

  consume(bus: ConsumableBus, names: readonly string[], options: ConsumeOptions): Consumer {
    return consumeFrom(bus, names, options, undefined, this.closed)
  }

  /** Aborts when the driver is closed. */
  protected get closed(): AbortSignal {
    return this.#ending.signal
  }

  /** Sends one message; a throw or a rejection is an error of the dispatch. */
  protected abstract send(event: string, payload: unknown, origin: Origin): void | Promise<void>

  /**
   * Lets go of connections and timers. Called once. What is still being sent has failed by then: who wants it to arrive
   * waits before, as `bus.close()` does.
   */
  protected abstract release(): Promise<void>

  /** An event, or `EVERY_EVENT`, is wanted from now on. */
  protected subscribed(_event: string): void {}

  /** An event, or `EVERY_EVENT`, is wanted no more. */
  protected unsubscribed(_event: string): void {}

  /** The events that are wanted, `EVERY_EVENT` among them. */
  protected get wanted(): Iterable<string> {
    return this.#receivers.keys()
  }

  /** Whether an event leaves and comes in at all. */
  protected shares(event: string): boolean {
    return this.#shared === undefined || this.#shared.has(event)
  }

  /** Whether somebody here listens to an event. */
  protected wants(event: string): boolean {
    return this.#receivers.has(event) || this.#receivers.has(EVERY_EVENT)
  }

  /** Goes over to a state; the same one again is no change. Once closed, it stays so. */
  protected enter(state: DriverState, reason?: string): void {
    this.#states.enter(state, reason)
  }

  /**
   * Dispatches a message that came in, unless it is this driver's own, nobody listens to it, or it came before.
   * @returns its handle; undefined where it was not dispatched
   */
  protected arrive(arrival: Arrival): ReturnType<Receiver['receive']> | undefined {
    const { event, origin } = arrival
    if (!this.shares(event)) return undefined
    if (origin.sender === this.sender || this.#passedOn.has(origin.id)) return undefined
    if (event === '' || event === EVERY_EVENT) {
      this.refuse()
      return undefined
    }
    const receiver = this.receiverOf(event)
    if (receiver === undefined) return undefined
    if (!this.#seen.add(origin.id)) {
      this.#tally.refused++
      return undefined
    }
    return this.deliver(arrival, receiver)
  }

  /** Who is to get an event, if anybody. */
  protected receiverOf(event: string): Receiver | undefined {
    return this.#receivers.get(event) ?? this.#receivers.get(EVERY_EVENT)
  }

  /** Dispatches a message to one receiver, whoever sent it and however often it came, as a queue has it, and counts it. */
  protected deliver(
    { event, payload, origin, failure }: Arrival,
    receiver: Receiver,
  ): ReturnType<Receiver['receive']> {
    if (failure === undefined) this.#tally.received++
    else this.#tally.refused++
    return receiver.receive(event, payload, origin, failure)
  }

  /** A message that came in may come again: it is to be handled once more. */
  protected forget(messageId: string): void {
    this.#seen.forget(messageId)
  }

  /** A message came in that can't be dispatched, not even as a failure: there is no telling which event it is. */
  protected refuse(): void {
    this.#tally.refused++
  }

  #originOf(dispatchId: number): Origin {
    return { via: this.name, sender: this.sender, id: `${this.sender}:${dispatchId}`, time: Date.now() }
  }

  async #follow(sent: Promise<void>): Promise<void> {
    const sending = abandonable(sent)
    this.#sending.add(sending)
    try {
      await sending.done
      this.#tally.sent++
    } catch (failure) {
      this.#tally.failed++
      throw failure
    } finally {
      this.#sending.delete(sending)
    }
  }

  async #finish(): Promise<void> {
    this.#receivers.clear()
    this.enter('closed')
    // A send that hangs must not keep the handle of its dispatch open for ever.
    const reason = new DriverClosedError(this.name)
    for (const { abandon } of this.#sending) abandon(reason)
    this.#ending.abort(reason)
    await this.release()
  }
}

function abandonable(sent: Promise<void>): Sending {
  let abandon: Sending['abandon'] = () => undefined
  const done = new Promise<void>((resolve, reject) => {
    abandon = reject
    Promise.resolve(sent).then(resolve, reject)
  })
  return { done, abandon }
}
