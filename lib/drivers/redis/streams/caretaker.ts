import type { StreamSettings } from '../config.ts'
import type { Member, StreamCommands } from './commands.ts'
import type { Entry } from './entry.ts'
import type { Work } from './work.ts'

/** A consumer that has not read for so many times the longest it should take is gone. */
const GONE_AFTER = 10

const START = '0-0'

/** What a caretaker needs of its reader. */
export interface Cared {
  readonly member: Member
  readonly work: Work
  /** The events it reads. */
  readonly events: Iterable<string>
  /** How many more it may have in work. */
  readonly room: number
  /** The ids of what it has read and not started, by event. */
  held(): ReadonlyMap<string, readonly string[]>
  /** It is time to call `claim`, when no read is under way: else there may come more than there is room for. */
  claimDue(): void
  /** It has been claimed. */
  claimed(entry: Entry, tries: number): void
}

/**
 * Looks after a group, from time to time: says which entries are still in work here, claims those that nobody has
 * finished, and removes consumers that are gone.
 */
export class Caretaker {
  private readonly timer: ReturnType<typeof setInterval>
  private readonly every: number
  private rounds = 0
  private busy = false

  constructor(
    private readonly reader: Cared,
    private readonly commands: StreamCommands,
    private readonly settings: StreamSettings,
  ) {
    // Thrice before another may claim it, so that a late round does no harm.
    this.every = Math.max(settings.claimAfter / 3, 1)
    this.timer = setInterval(() => void this.round(), this.every)
  }

  stop(): void {
    clearInterval(this.timer)
  }

  /** Claims what has waited for long enough, as much as there is room for. */
  async claim(): Promise<void> {
    for (const event of this.reader.events) await this.claimFrom(event)
  }

  /** Never rejects: what fails now is done the next time. */
  private async round(): Promise<void> {
    if (this.busy) return
    this.busy = true
    this.reader.claimDue()
    try {
      await this.keep()
      if (++this.rounds % GONE_AFTER === 0) await this.clean()
    } catch {
      // Redis can't be reached, or the group is not there yet. The reader says so.
    } finally {
      this.busy = false
    }
  }

  private async keep(): Promise<void> {
    const { work, member } = this.reader
    for (const ids of [work.lasting(this.every), this.reader.held()]) {
      for (const [event, some] of ids) {
        const kept = await this.commands.keep(event, member, some)
        for (const id of some) if (!kept.has(id)) work.trimmed(event, id)
      }
    }
  }

  private async claimFrom(event: string): Promise<void> {
    const { claimAfter, batch } = this.settings
    let from: string | undefined = START
    while (from !== undefined && this.reader.room > 0) {
      const count = Math.min(batch, this.reader.room)
      const claimed = await this.commands.claim(event, this.reader.member, claimAfter, from, count)
      for (const { entry, tries } of claimed.entries) this.reader.claimed(entry, tries)
      const { work } = this.reader
      for (const id of claimed.trimmed) if (!work.trimmed(event, id)) await work.missing(event, id)
      from = claimed.next
    }
  }

  private async clean(): Promise<void> {
    const { claimAfter, blockTimeout } = this.settings
    const idle = GONE_AFTER * Math.max(claimAfter, blockTimeout)
    for (const event of this.reader.events) {
      await this.commands.removeConsumers(event, this.reader.member.group, idle)
    }
  }
}
