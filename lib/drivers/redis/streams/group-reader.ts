import { Retry } from '../retry.ts'
import type { StreamSettings } from '../config.ts'
import type { Connection } from '../connection.ts'
import { reasonOf, RedisDownError } from '../errors.ts'
import type { MessageCodec } from '../message.ts'
import type { Pool } from '../pool.ts'
import { Caretaker } from './caretaker.ts'
import type { Member, StreamCommands } from './commands.ts'
import { type Delivery, type Entry, entryOf } from './entry.ts'
import type { StreamKeys } from './keys.ts'
import { type Batch, Merger } from './merge.ts'
import { type Job, Work } from './work.ts'

/** How long (ms) a read blocks while others wait for a connection. */
const CROWDED_BLOCK = 50

/** What readers of a driver share. */
export interface ReaderContext {
  readonly pool: Pool
  readonly commands: StreamCommands
  readonly keys: StreamKeys
  readonly codec: MessageCodec
  readonly settings: StreamSettings
  /** Reading does not work, and why; undefined when it works again. */
  trouble(reason: string | undefined): void
}

/** Reads streams as one consumer of a group, no more than it has room for. */
export class GroupReader {
  readonly member: Member
  readonly work: Work
  private readonly caretaker: Caretaker
  /** The events to read, and where a group that is not there yet begins. */
  private readonly wanted = new Map<string, '$' | '0'>()
  /** Those that have their group. */
  private readonly ready = new Set<string>()
  private readonly merger = new Merger()
  private readonly backoff = new Retry()
  private connection: Connection | undefined
  /** Redis' number of the connection, while a read blocks on it. */
  private blocked: number | undefined
  private wake: () => void = () => undefined
  private claiming = false
  /** A read has failed: what Redis answered to it, if it has, has not come here. */
  private missing = false
  private stopped = false
  private leaving: Promise<void> | undefined
  private readonly ended: Promise<void>

  constructor(
    private readonly context: ReaderContext,
    job: Job,
    private readonly capacity: number,
  ) {
    const { commands, settings } = context
    this.member = job.member
    this.work = new Work(job, commands, settings, () => this.wake())
    this.caretaker = new Caretaker(this, commands, settings)
    this.ended = this.read()
  }

  /** What is read, as far as the groups are there. */
  get events(): readonly string[] {
    return [...this.ready]
  }

  /** What is to be read. */
  get names(): readonly string[] {
    return [...this.wanted.keys()]
  }

  get room(): number {
    return this.capacity - this.work.size - this.merger.size
  }

  /** Reads an event from now on. Resolves when its group is there, or can't be made now. */
  async add(event: string, start: '$' | '0'): Promise<void> {
    if (!this.wanted.has(event)) this.wanted.set(event, start)
    await this.prepare(event)
  }

  remove(event: string): void {
    this.wanted.delete(event)
    this.ready.delete(event)
    for (const delivery of this.merger.drop(event)) this.work.giveBack(delivery)
  }

  /** There is a connection again: groups may have to be made, as Redis may have forgotten them. */
  async prepareAll(): Promise<void> {
    await Promise.all(this.names.map((event) => this.prepare(event)))
  }

  held(): ReadonlyMap<string, readonly string[]> {
    return this.merger.ids()
  }

  claimDue(): void {
    this.claiming = true
    if (this.room > 0) this.interrupt()
  }

  claimed(entry: Entry, tries: number): void {
    // One that is held has its turn, also where this process was too busy to say that it has it.
    if (this.stopped || this.merger.holds(entry)) return
    this.work.take(this.deliveryOf(entry, tries))
  }

  /**
   * Reads no more; what is held and what fails from now on is given back. Resolves when nothing is in work and Redis has
   * heard of it, or can't.
   */
  leave(): Promise<void> {
    this.leaving ??= this.finish()
    return this.leaving
  }

  /** Lets go of everything. */
  close(): void {
    this.stopped = true
    this.work.close()
    this.caretaker.stop()
    this.backoff.stop()
    this.connection?.close()
    this.wake()
  }

  private async finish(): Promise<void> {
    this.stopped = true
    this.work.stop()
    for (const delivery of this.merger.drop()) this.work.giveBack(delivery)
    this.interrupt()
    await this.ended
    while (this.work.size > 0) await this.nap()
    await this.work.drain()
    await this.goAway()
    this.close()
  }

  private async read(): Promise<void> {
    while (!this.stopped) {
      try {
        await this.turn()
        this.backoff.reset()
      } catch (failure) {
        await this.recover(failure)
      }
    }
    this.giveUp()
  }

  private async turn(): Promise<void> {
    if (this.claiming && this.room > 0) {
      this.claiming = false
      await this.caretaker.claim()
    }
    const events = this.readable()
    if (this.work.size >= this.capacity || (events.length === 0 && this.merger.size === 0)) {
      if (!this.stopped) await this.nap()
    } else if (events.length > 0) await this.readOnce(events)
    else this.handOut([])
  }

  private readable(): readonly string[] {
    return [...this.ready].filter((event) => this.merger.wants(event))
  }

  private async readOnce(events: readonly string[]): Promise<void> {
    const { pool, settings, trouble } = this.context
    const connection = await this.connect()
    if (this.stopped) return
    if (this.missing) return this.regain(events)
    const count = Math.min(settings.batch, Math.max(Math.floor(this.room / events.length), 1))
    const block = pool.crowded ? Math.min(CROWDED_BLOCK, settings.blockTimeout) : settings.blockTimeout
    // What is held waits only for what is there already.
    const wait = this.merger.size > 0 ? 0 : block
    const batches = await this.ask(connection, events, count, wait)
    trouble(undefined)
    // Who has blocked is told of the first stream that has something, and the others may have something by now. So may
    // those whose group was made meanwhile.
    const only = wait > 0 && batches.length === 1 ? batches[0]?.event : undefined
    const seen = only === undefined ? events : [only]
    const others = this.readable().filter((event) => !seen.includes(event))
    if (batches.length === 0 || others.length === 0) this.handOut(batches)
    else {
      const first = batches.map((batch) => ({ ...batch, full: true }))
      this.handOut([...first, ...(await this.ask(connection, others, count, 0))])
    }
    if (pool.crowded) this.giveUp()
  }

  /** One read of each of these streams, at the same moment; it blocks for so long (ms) while none has anything. */
  private async ask(
    connection: Connection,
    events: readonly string[],
    count: number,
    block: number,
  ): Promise<readonly Batch[]> {
    const { group, consumer } = this.member
    const streams = events.map((event) => ({ key: this.context.keys.stream(event), id: '>' }))
    const options = block === 0 ? { COUNT: count } : { COUNT: count, BLOCK: block }
    const reply = await connection.run(
      (client) => client.xReadGroup(group, consumer, streams, options),
      block,
    )
    const read = (reply ?? []) as readonly StreamReply[]
    return read.map(({ name, messages }) => this.batchOf(this.context.keys.event(name), messages, count))
  }

  private batchOf(event: string, messages: StreamReply['messages'], count: number): Batch {
    const deliveries = messages.map(({ id, message }) => this.deliveryOf(entryOf(event, id, message), 1))
    return { event, deliveries, full: messages.length >= count }
  }

  private handOut(batches: readonly Batch[]): void {
    // One of each stream is read at least, and that may be more than there is room for.
    for (const delivery of this.merger.merge(batches, this.capacity - this.work.size)) {
      if (this.stopped || !this.wanted.has(delivery.entry.event)) this.work.giveBack(delivery)
      else this.work.take(delivery)
    }
  }

  private deliveryOf(entry: Entry, tries: number): Delivery {
    return { entry, arrival: this.context.codec.decode(entry.event, entry.text ?? ''), tries }
  }

  private async connect(): Promise<Connection> {
    if (this.connection !== undefined) return this.connection
    const connection = await this.context.pool.take()
    this.connection = connection
    this.blocked = await connection.run((client) => client.clientId())
    return connection
  }

  /** Lets another reader have the connection. */
  private giveUp(): void {
    const { connection } = this
    this.connection = undefined
    this.blocked = undefined
    if (connection !== undefined) this.context.pool.give(connection)
  }

  /** Else it would have to be claimed, long after what was sent after it. */
  private async regain(events: readonly string[]): Promise<void> {
    const batches: Batch[] = []
    for (const event of events) {
      const has = (id: string): boolean => this.work.hasMet({ event, id })
      const { entries, trimmed } = await this.context.commands.regain(event, this.member, has)
      for (const id of trimmed) await this.work.missing(event, id)
      batches.push({ event, deliveries: entries.map((entry) => this.deliveryOf(entry, 1)), full: true })
    }
    this.missing = false
    this.handOut(batches)
  }

  private async recover(failure: unknown): Promise<void> {
    if (this.stopped) return
    this.missing = true
    if (this.connection?.open === false) this.giveUp()
    const reason = reasonOf(failure)
    if (reason.startsWith('NOGROUP')) {
      this.ready.clear()
      await this.prepareAll()
    } else if (!(failure instanceof RedisDownError)) this.context.trouble(reason)
    if (this.stopped) return
    const woken = this.nap()
    this.backoff.again(this.wake)
    await woken
  }

  private async prepare(event: string): Promise<void> {
    const start = this.wanted.get(event)
    if (start === undefined) return
    try {
      await this.context.commands.prepare(event, this.member.group, start)
    } catch (failure) {
      if (!(failure instanceof RedisDownError)) this.context.trouble(reasonOf(failure))
      return
    }
    if (!this.wanted.has(event)) return
    // If the group has to be made again, Redis has lost it; then what is there is new.
    this.wanted.set(event, '0')
    this.ready.add(event)
    this.interrupt()
  }

  /** What it waits for is not what it should wait for any more. */
  private interrupt(): void {
    this.wake()
    const { blocked } = this
    // If that fails, the read ends by itself, a little later.
    if (blocked !== undefined) this.context.commands.unblock(blocked).catch(() => undefined)
  }

  private nap(): Promise<void> {
    return new Promise((resolve) => {
      this.wake = resolve
    })
  }

  private async goAway(): Promise<void> {
    const { group, consumer } = this.member
    try {
      for (const event of this.ready) await this.context.commands.removeConsumers(event, group, 0, consumer)
    } catch {
      // Another member removes it, some time.
    }
  }
}

/** As the client gives it. */
interface StreamReply {
  readonly name: string
  readonly messages: readonly { readonly id: string; readonly message: Readonly<Record<string, string>> }[]
}
