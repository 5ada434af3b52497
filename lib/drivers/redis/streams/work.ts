import { BusClosedError, type DispatchHandle, reportUnhandled } from '../../../core/index.ts'
import { RecentIds } from '../../recent-ids.ts'
import type { StreamSettings } from '../config.ts'
import { RedisDownError } from '../errors.ts'
import { Acks } from './acks.ts'
import type { Member, StreamCommands } from './commands.ts'
import { type Delivery, type Entry, keyOf } from './entry.ts'

/** What is done with the entries of a group. */
export interface Job {
  readonly member: Member
  /**
   * Starts it: `done` says that there is nothing to do, so that it is acknowledged; `leave` that another is to have it.
   */
  start(delivery: Delivery): DispatchHandle | 'done' | 'leave'
  /** It has failed, and may come again. */
  failed(delivery: Delivery): void
}

interface Running {
  readonly delivery: Delivery
  readonly since: number
  /** It can't be tried again, as it was trimmed away. */
  trimmed: boolean
}

/** From the start of each delivery to its end: acknowledged, left to be tried again, given back, or buried. */
export class Work {
  private readonly running = new Map<string, Running>()
  /** Those whose acknowledgement may be lost: if they come again, they are not run again. */
  private readonly finished = new RecentIds()
  /** Those that have been given to this consumer, whatever became of them. */
  private readonly met = new RecentIds()
  private readonly acks: Acks
  private stopped = false

  constructor(
    private readonly job: Job,
    private readonly commands: StreamCommands,
    private readonly settings: StreamSettings,
    /** Called when there is room for more. */
    private readonly changed: () => void,
  ) {
    this.acks = new Acks((event, ids) => commands.ack(event, job.member.group, ids))
  }

  /** How many have not settled. */
  get size(): number {
    return this.running.size
  }

  /** Those in work for at least `age` ms, as ids by event. */
  lasting(age: number): ReadonlyMap<string, readonly string[]> {
    const limit = performance.now() - age
    const ids = new Map<string, string[]>()
    for (const { delivery, since } of this.running.values()) {
      if (since > limit) continue
      const { event, id } = delivery.entry
      ids.set(event, [...(ids.get(event) ?? []), id])
    }
    return ids
  }

  /** Whether it was taken on, some time. */
  hasMet(entry: Pick<Entry, 'event' | 'id'>): boolean {
    return this.met.has(keyOf(entry))
  }

  /** Takes one on, unless it is in work already. */
  take(delivery: Delivery): void {
    const key = keyOf(delivery.entry)
    this.met.add(key)
    if (this.running.has(key)) return
    if (this.finished.has(key)) return this.finish(delivery)
    const { tries } = delivery
    if (tries > this.settings.maxTries) {
      void this.bury(delivery, `it was given out ${tries - 1} times, and never handled to the end`)
      return
    }
    const started = this.job.start(delivery)
    if (started === 'done') this.finish(delivery)
    if (started === 'done' || started === 'leave') return
    this.running.set(key, { delivery, since: performance.now(), trimmed: false })
    if (started.settled) this.settle(delivery, started)
    else void started.done.then(() => this.settle(delivery, started))
  }

  /** From now on, what fails is given back at once: its consumer has gone. */
  stop(): void {
    this.stopped = true
  }

  /** Gives one back that was not started. */
  giveBack({ entry: { event, id }, tries }: Delivery): void {
    const { member } = this.job
    this.commands.giveBack(event, member, id, tries, this.settings.claimAfter).catch(ignore)
  }

  /** One was trimmed away. False where it is not in work: if it is, that may still end well. */
  trimmed(event: string, id: string): boolean {
    const running = this.running.get(keyOf({ event, id }))
    if (running !== undefined) running.trimmed = true
    return running !== undefined
  }

  /** Writes of one that was trimmed away before it was handled. */
  async missing(event: string, id: string): Promise<void> {
    await this.lay({ event, id, reason: 'it was trimmed away before it was handled' })
  }

  /** Resolves when Redis has heard of what was handled, or can't. */
  drain(): Promise<void> {
    return this.acks.drain()
  }

  close(): void {
    this.stopped = true
    this.acks.stop()
  }

  private settle(delivery: Delivery, handle: DispatchHandle): void {
    const key = keyOf(delivery.entry)
    const isLast = delivery.tries >= this.settings.maxTries || this.running.get(key)?.trimmed === true
    this.running.delete(key)
    const [error] = handle.errors
    const { failure } = delivery.arrival
    if (error === undefined) this.finish(delivery)
    else if (this.stopped || error.cause instanceof BusClosedError) this.giveBack(delivery)
    else if (failure !== undefined) void this.bury(delivery, failure.message)
    else if (isLast) void this.bury(delivery, error.message)
    if (error !== undefined) this.job.failed(delivery)
    this.changed()
  }

  private finish({ entry }: Delivery): void {
    this.finished.add(keyOf(entry))
    this.acks.add(entry.event, entry.id)
  }

  /** Never rejects: what can't be buried now comes again. */
  private async bury(delivery: Delivery, reason: string): Promise<void> {
    const { entry, tries } = delivery
    const { event, id, text } = entry
    const message = text === undefined ? {} : { message: text }
    if (await this.lay({ event, id, reason, tries: String(tries), ...message })) this.finish(delivery)
  }

  private async lay(fields: Record<string, string>): Promise<boolean> {
    const { deadLetter, maxLength } = this.settings
    try {
      await this.commands.add(deadLetter, { ...fields, group: this.job.member.group }, maxLength)
      return true
    } catch (failure) {
      if (!(failure instanceof RedisDownError)) reportUnhandled(failure)
      return false
    }
  }
}

/** Redis can't be reached; then it is claimed later. */
function ignore(): void {}
