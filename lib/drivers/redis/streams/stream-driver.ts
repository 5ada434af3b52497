import {
  type ConsumableBus,
  type ConsumeOptions,
  type Consumer,
  type DispatchHandle,
  disposable,
  type Origin,
} from '../../../core/index.ts'
import type { ApartListener } from '../../apart.ts'
import { consumeFrom, type Queues } from '../../consume.ts'
import { DriverBase, EVERY_EVENT } from '../../driver-base.ts'
import { RecentIds } from '../../recent-ids.ts'
import type { Settings, StreamSettings } from '../config.ts'
import { Lane } from '../lane.ts'
import { MessageCodec } from '../message.ts'
import { Pool } from '../pool.ts'
import { StreamCommands } from './commands.ts'
import { type Delivery, fieldsOf } from './entry.ts'
import { Following } from './following.ts'
import { GroupReader, type ReaderContext } from './group-reader.ts'
import { groupOfQueue, StreamKeys } from './keys.ts'

/** How many events that came in may be in work for the listeners of the bus. */
const MAX_IN_WORK = 1_000

/** How long (ms) closing waits for Redis to hear of what was handled. What it does not hear of is delivered again. */
const LAST_WORDS = 1_000

/** Redis Streams: what is sent is kept until each group has handled it. */
export class StreamDriver extends DriverBase {
  private readonly codec: MessageCodec
  private readonly keys: StreamKeys
  private readonly pool: Pool
  private readonly lane: Lane
  private readonly commands: StreamCommands
  private readonly context: ReaderContext
  /** Reads for the listeners of the bus. */
  private readonly reader: GroupReader
  private readonly queueReaders = new Set<GroupReader>()
  private following: Following | undefined
  /** The messages of others that have been dispatched here. */
  private readonly heard = new RecentIds()
  /** The events whose stream Redis knows of. */
  private announced = new RecentIds()
  /** The groups that are being made. */
  private readonly asked = new Set<Promise<void>>()
  private joined = 0

  constructor(
    settings: Settings,
    private readonly stream: StreamSettings,
  ) {
    super('redis', { events: settings.events })
    this.codec = new MessageCodec(this.name, settings.message)
    this.keys = new StreamKeys(settings.message.prefix)
    this.pool = new Pool(settings.connection)
    this.lane = new Lane(this.pool, {
      up: () => void this.up(),
      down: (reason) => this.enter('down', reason),
    })
    this.commands = new StreamCommands(
      (command) => this.lane.run((connection) => connection.run(command)),
      this.keys,
    )
    this.context = {
      pool: this.pool,
      commands: this.commands,
      keys: this.keys,
      codec: this.codec,
      settings: stream,
      trouble: (reason) => this.trouble(reason),
    }
    this.reader = this.listenersReader()
    this.lane.start()
  }

  override consume(bus: ConsumableBus, names: readonly string[], options: ConsumeOptions): Consumer {
    return consumeFrom(bus, names, options, this.member(), this.closed)
  }

  /** Waits for groups to be made, too. */
  override async wait(): Promise<void> {
    await Promise.all([super.wait(), ...this.asked])
  }

  protected send(event: string, payload: unknown, origin: Origin): Promise<void> {
    const text = this.codec.encode(event, payload, origin)
    // Its listeners have run here, for the whole group.
    const fields = fieldsOf(text, this.wants(event) ? this.stream.group : undefined)
    const announced = this.announced.add(event) ? this.announce(event) : undefined
    const added = this.commands.add(this.keys.stream(event), fields, this.stream.maxLength)
    return announced === undefined ? added : Promise.all([announced, added]).then(() => undefined)
  }

  protected override subscribed(event: string): void {
    if (event !== EVERY_EVENT) {
      this.follow(this.reader.add(event, '$'))
      return
    }
    this.following = new Following(
      { group: this.stream.group, found: (name) => this.found(name) },
      this.commands,
      this.stream.blockTimeout,
    )
    this.follow(this.following.look())
  }

  protected override unsubscribed(event: string): void {
    if (event !== EVERY_EVENT) {
      if (!this.wants(event)) this.reader.remove(event)
      return
    }
    this.following?.stop()
    this.following = undefined
    for (const name of this.reader.names) if (!this.wants(name)) this.reader.remove(name)
  }

  protected async release(): Promise<void> {
    this.following?.stop()
    const readers = [this.reader, ...this.queueReaders]
    if (this.lane.current !== undefined) {
      await within(LAST_WORDS, Promise.all(readers.map((reader) => reader.leave())))
    }
    for (const reader of readers) reader.close()
    this.lane.close()
    this.pool.close()
  }

  /** One consumer of a queue. One reader reads all its events: together, they must not be more than it has room for. */
  private member(): Queues {
    const listeners = new Map<string, ApartListener>()
    let reader: GroupReader | undefined
    return {
      join: (queue, event, listener, capacity) => {
        if (this.state === 'closed') return disposable(() => undefined)
        listeners.set(event, listener)
        const joined = (reader ??= this.queueReader(queue, listeners, capacity))
        this.follow(joined.add(event, '0'))
        return disposable(() => void joined.leave().finally(() => this.queueReaders.delete(joined)))
      },
    }
  }

  private queueReader(
    queue: string,
    listeners: ReadonlyMap<string, ApartListener>,
    capacity: number,
  ): GroupReader {
    const member = {
      group: groupOfQueue(queue),
      consumer: `${this.stream.consumer}/${++this.joined}`,
    }
    const start = ({ entry, arrival }: Delivery): DispatchHandle | 'leave' => {
      const listener = listeners.get(entry.event)
      return listener === undefined ? 'leave' : this.deliver(arrival, listener)
    }
    const reader = new GroupReader(this.context, { member, start, failed: () => undefined }, capacity)
    this.queueReaders.add(reader)
    return reader
  }

  private listenersReader(): GroupReader {
    const { group, consumer } = this.stream
    const job = {
      member: { group, consumer },
      start: (delivery: Delivery) => this.start(delivery),
      failed: ({ arrival }: Delivery) => this.heard.forget(arrival.origin.id),
    }
    return new GroupReader(this.context, job, MAX_IN_WORK)
  }

  private start({ entry, arrival }: Delivery): DispatchHandle | 'done' | 'leave' {
    if (entry.ranIn === this.stream.group) return 'done'
    const receiver = this.receiverOf(entry.event)
    if (receiver === undefined || this.state === 'closed') return 'leave'
    if (this.heard.add(arrival.origin.id)) return this.deliver(arrival, receiver)
    this.refuse()
    return 'done'
  }

  private async found(event: string): Promise<void> {
    if (this.shares(event)) await this.reader.add(event, '0')
  }

  private async announce(event: string): Promise<void> {
    try {
      await this.commands.announce(event)
    } catch (failure) {
      this.announced.forget(event)
      throw failure
    }
  }

  /** Everything that Redis must know of is told again: it may be another one, or have lost its memory. */
  private async up(): Promise<void> {
    const { current } = this.lane
    this.announced = new RecentIds()
    const readers = [this.reader, ...this.queueReaders]
    await Promise.all([this.following?.look(), ...readers.map((reader) => reader.prepareAll())])
    if (this.lane.current === current) this.enter('open')
  }

  private trouble(reason: string | undefined): void {
    if (reason !== undefined) this.enter('down', `reading fails: ${reason}`)
    else if (this.state === 'down' && this.lane.current !== undefined) this.enter('open')
  }

  private follow(asking: Promise<void>): void {
    const asked = asking.finally(() => this.asked.delete(asked))
    this.asked.add(asked)
  }
}

/** Resolves when it is done, or after a while. */
async function within(ms: number, done: Promise<unknown>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, ms)
  })
  await Promise.race([done, late])
  clearTimeout(timer)
}
