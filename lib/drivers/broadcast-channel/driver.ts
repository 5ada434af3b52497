import { checkKeys, type Driver, type Origin } from '../../core/index.ts'
import type { EventRegistry } from '../../wire/index.ts'
import { DriverBase, type DriverOptions } from '../driver-base.ts'
import { type ChannelMessage, makeMessage, readMessage } from './message.ts'

const OPTIONS: ReadonlySet<string> = new Set(['events', 'registry'])

const NO_CHANNELS = 'there is no BroadcastChannel in this browser or runtime'

/** What `broadcastChannelDriver()` may be told. */
export interface BroadcastChannelOptions extends DriverOptions {
  /**
   * Says under which type an event is sent, and checks and upgrades what comes in: a tab that was opened before a release
   * may send an older version of it. What fails is a failed dispatch on the bus, and no listener runs.
   */
  readonly registry?: EventRegistry | undefined
}

/**
 * Shares the dispatches of a bus with the tabs, windows, frames and workers of the same origin whose bus has a driver
 * with the same channel name; also with another bus of the same page. Payloads are cloned, not written as JSON: Dates,
 * Maps and typed arrays arrive as such, instances of classes as plain objects. One that can't be cloned, a function say,
 * is an error on the handle.
 *
 * A channel keeps nothing: who opens it later hears only what comes then, and a page in the back/forward cache hears
 * nothing. Where there is no `BroadcastChannel`, or the page may not use it, the driver is `down` and each dispatch has an
 * error that says so.
 * In Node it joins the threads of one process, and does not keep the process running.
 * @throws {TypeError} for an empty name, or an unknown or ill-typed option
 * @example
 * const bus = createBus<ShopEvents>({ name: 'shop', driver: broadcastChannelDriver('shop') })
 * bus.on('cart.item_added', ({ sku }, { origin }) => badge.add(sku, origin === undefined ? 'here' : 'in another tab'))
 */
export function broadcastChannelDriver(name: string, options: BroadcastChannelOptions = {}): Driver {
  return new BroadcastChannelDriver(name, options)
}

class BroadcastChannelDriver extends DriverBase {
  /** Or why there is none. */
  private readonly channel: BroadcastChannel | string
  private readonly registry: EventRegistry | undefined

  constructor(name: string, options: BroadcastChannelOptions) {
    checkArguments(name, options)
    super('broadcast-channel', options)
    this.registry = options.registry
    this.channel = openChannel(name)
    if (typeof this.channel === 'string') {
      this.enter('down', this.channel)
      return
    }
    this.channel.addEventListener('message', ({ data }) => this.read(data))
    this.channel.addEventListener('messageerror', () => this.refuse())
    this.enter('open')
  }

  protected send(event: string, payload: unknown, origin: Origin): void {
    if (typeof this.channel === 'string') throw new Error(this.channel)
    const type = this.registry?.typeOf(event) ?? event
    this.channel.postMessage(makeMessage(event, type, payload, origin))
  }

  protected release(): Promise<void> {
    if (typeof this.channel === 'object') this.channel.close()
    return Promise.resolve()
  }

  private read(data: unknown): void {
    const message = readMessage(data)
    if (message === undefined) {
      this.refuse()
      return
    }
    const origin: Origin = { via: this.name, ...message.origin }
    this.arrive({ ...this.created(message), origin })
  }

  private created({ event, type, payload }: ChannelMessage): {
    event: string
    payload: unknown
    failure?: Error
  } {
    if (this.registry === undefined) return { event, payload }
    try {
      return this.registry.create(type ?? event, payload)
    } catch (thrown) {
      return { event, payload, failure: thrown instanceof Error ? thrown : new Error(String(thrown)) }
    }
  }
}

function openChannel(name: string): BroadcastChannel | string {
  if (typeof BroadcastChannel !== 'function') return NO_CHANNELS
  let channel: BroadcastChannel
  try {
    channel = new BroadcastChannel(name)
  } catch (failure) {
    // Firefox does so where the user has denied the site its storage.
    return `the page may not use BroadcastChannel: ${String(failure)}`
  }
  // A page that is built or rendered in Node must not hang there because a module of it has made a bus.
  if ('unref' in channel && typeof channel.unref === 'function') channel.unref()
  return channel
}

function checkArguments(name: string, options: BroadcastChannelOptions): void {
  if (typeof name !== 'string' || name === '')
    throw new TypeError('`name` must be a non-empty string, the name of the channel')
  checkKeys('options', options, OPTIONS)
  const { registry } = options
  if (registry !== undefined && typeof registry?.create !== 'function')
    throw new TypeError('`options.registry` must be an EventRegistry')
}
