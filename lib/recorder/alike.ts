import type { BusInfo, ListenerInfo } from '../core/index.ts'
import { CallPaths } from './call-path.ts'
import type { AlikeRegistrations } from './recorded.ts'

/** Kinds of registrations that are counted, at most. */
const MAX_KINDS = 1_000
/** Registrations within so many ms were made at one moment. */
const MOMENT_MS = 100

/** Counts the registrations of one kind. What it says does not depend on which of them are kept. */
export class AlikeCount {
  private living = 0
  private added = 0
  private removed = 0
  private moments = 0
  private growing = 0
  private most = 0
  private moment = -Infinity
  /** Whether there were more at this moment than ever before. */
  private grew = true

  constructor(readonly id: number) {}

  get isUsed(): boolean {
    return this.living > 0
  }

  add(time: number): void {
    this.added++
    this.living++
    if (time - this.moment >= MOMENT_MS) {
      if (!this.grew) this.growing = 0
      this.grew = false
      this.moment = time
      this.moments++
    }
    if (this.living <= this.most) return
    this.most = this.living
    if (!this.grew) this.growing++
    this.grew = true
  }

  remove(): void {
    this.living--
    this.removed++
  }

  /** Nobody tells of one any more: its bus is observed no longer. */
  lose(): void {
    this.living--
  }

  /** One is there of which nobody has told since it was added, or was lost. */
  find(): void {
    this.living++
  }

  view(): AlikeRegistrations {
    const { id, living, added, removed, moments, growing } = this
    return { id, living, added, removed, moments, growing }
  }
}

/**
 * Counts registrations by what one piece of code makes: on one bus, for one event, by one name and owner, and through
 * the same calls. All captured calls count, not only the line that registers: behind a helper that all the page
 * registers with, that line is the same for listeners that have nothing to do with each other.
 */
export class AlikeCounts {
  /** Kinds that were given up, or not begun, for there are too many. */
  dropped = 0
  /** The one used last comes last. */
  private readonly counts = new Map<string, AlikeCount>()
  private readonly paths = new CallPaths()
  private made = 0

  /** Undefined where there is no room: then nothing is said of the registration. */
  of(bus: BusInfo, { event, name, owner }: ListenerInfo, stack: string): AlikeCount | undefined {
    const key = `${JSON.stringify([bus.id, event, name, owner])}\n${this.paths.of(stack)}`
    const known = this.counts.get(key)
    if (known !== undefined) this.counts.delete(key)
    else if (this.counts.size === MAX_KINDS && !this.makeRoom()) return undefined
    const count = known ?? new AlikeCount(++this.made)
    this.counts.set(key, count)
    return count
  }

  /** Gives up the one of which none is registered and that was used least lately. */
  private makeRoom(): boolean {
    this.dropped++
    for (const [key, count] of this.counts) {
      if (count.isUsed) continue
      this.counts.delete(key)
      return true
    }
    return false
  }
}
