import type { Recording } from 'eventscope/recorder'
import { BinRing } from './bin-ring.ts'

/** Rows looked at between two looks at the clock. */
const BATCH = 512
/** Open rows looked at anew in one update. */
const REVISITS = 1_024

/**
 * Goes once over a recording's rows, from the oldest to the newest and on as they arrive, and counts them in bins.
 * Rows that had not settled are looked at again after a row has changed, some with each update.
 */
export class BinScan {
  readonly ring = new BinRing()
  private next: number
  /** The rows that had not settled, with what was counted of each. Their order has no meaning. */
  private readonly openRows: number[] = []
  private readonly openErrors: number[] = []
  private readonly openLong: boolean[] = []
  /** Whether a look at them is under way, at which of them, and the revision it began at. */
  private looking = false
  private at = 0
  private lookedFor = -1
  private dueSoFar = Infinity
  /** When the next open row will have waited long, in the recording's time. */
  due = Infinity

  /** @param longWaitMs from when on a wait is long, ms */
  constructor(
    private readonly recording: Recording,
    readonly longWaitMs: number,
    private readonly clock: () => number,
  ) {
    const { columns, revision } = recording
    this.next = columns.first
    this.lookedFor = revision
    if (columns.end > columns.first)
      this.ring.reserve(columns.time(columns.first), columns.time(columns.end - 1))
  }

  /**
   * Goes on until that time, by at least one batch.
   * @returns whether everything was counted
   */
  update(until: number): boolean {
    const { columns } = this.recording
    const { first, end } = columns
    if (first < end) this.ring.dropBefore(columns.time(first))
    this.next = Math.max(this.next, first)
    while (this.next < end) {
      const stop = Math.min(end, this.next + BATCH)
      for (; this.next < stop; this.next++) this.look(this.next)
      this.ring.version++
      if (this.clock() > until) return false
    }
    return this.revisit()
  }

  private look(row: number): void {
    const { columns } = this.recording
    const { ring } = this
    const slot = ring.slotFor(columns.time(row))
    const errors = columns.errorCount(row)
    const sync = columns.sync(row)
    const waiting = columns.status(row) === 'waiting'
    const waited = columns.waited(row) ?? 0
    const long = waited >= this.longWaitMs
    ring.events[slot]!++
    ring.errors[slot]! += errors
    if (long) ring.longWaits[slot]!++
    if (sync > ring.slowest[slot]!) ring.slowest[slot] = sync
    if (!waiting) return
    this.openRows.push(row)
    this.openErrors.push(errors)
    this.openLong.push(long)
    if (!long) this.due = Math.min(this.due, this.recording.now() + this.longWaitMs - waited)
  }

  /** Looks at open rows if one has changed since the last look began, or has waited long by now. */
  private revisit(): boolean {
    const { recording, openRows } = this
    const { revision } = recording
    const now = recording.now()
    if (!this.looking) {
      // More of them than there are rows: some were dropped.
      const surplus = openRows.length > recording.size
      if (this.lookedFor === revision && now < this.due && !surplus) return true
      this.looking = true
      this.at = 0
      this.lookedFor = revision
      this.dueSoFar = Infinity
    }
    let changed = false
    for (let left = REVISITS; left > 0 && this.at < openRows.length; left--) {
      if (this.lookAgain(this.at, now)) changed = true
      if (this.isOpen(openRows[this.at]!)) this.at++
      else this.removeOpen(this.at)
    }
    if (changed) this.ring.version++
    if (this.at < openRows.length) return false
    this.looking = false
    this.due = this.dueSoFar
    return this.lookedFor === revision
  }

  /** @returns whether there was anything to count */
  private lookAgain(at: number, now: number): boolean {
    const { columns } = this.recording
    const row = this.openRows[at]!
    if (row < columns.first) return false
    const slot = this.ring.slotFor(columns.time(row))
    const errors = columns.errorCount(row) - this.openErrors[at]!
    const sync = columns.sync(row)
    const slower = sync > this.ring.slowest[slot]!
    const waited = columns.waited(row) ?? 0
    const long = !this.openLong[at]! && waited >= this.longWaitMs
    this.ring.errors[slot]! += errors
    this.openErrors[at]! += errors
    if (slower) this.ring.slowest[slot] = sync
    if (long) {
      this.ring.longWaits[slot]!++
      this.openLong[at] = true
    }
    if (!this.openLong[at]!) this.dueSoFar = Math.min(this.dueSoFar, now + this.longWaitMs - waited)
    return errors !== 0 || long || slower
  }

  private isOpen(row: number): boolean {
    const { columns } = this.recording
    return row >= columns.first && columns.status(row) === 'waiting'
  }

  /** The last one takes the place of one that is removed. */
  private removeOpen(at: number): void {
    const row = this.openRows.pop()!
    const errors = this.openErrors.pop()!
    const long = this.openLong.pop()!
    if (at === this.openRows.length) return
    this.openRows[at] = row
    this.openErrors[at] = errors
    this.openLong[at] = long
  }
}
