import type { Delivery, Entry } from './entry.ts'

/** What orders a delivery among those of other streams. */
interface Held {
  readonly delivery: Delivery
  /** When it was added, in ms. */
  readonly time: number
  /** The sender and its number among what the sender has sent, where its message tells. */
  readonly sender: string
  readonly number: number
}

/** What one read has got of one stream, in the order of the stream. */
export interface Batch {
  readonly event: string
  readonly deliveries: readonly Delivery[]
  /** Whether the stream may have more. */
  readonly full: boolean
}

/**
 * Puts what is read from several streams into the order in which it was sent. What comes after something that may still
 * be unread is held, and its stream is not read meanwhile. So no more is held than one read brings.
 */
export class Merger {
  private readonly held = new Map<string, Held[]>()

  /** Whether a stream may be read. */
  wants(event: string): boolean {
    return !this.held.has(event)
  }

  get size(): number {
    let size = 0
    for (const entries of this.held.values()) size += entries.length
    return size
  }

  holds({ event, id }: Entry): boolean {
    return this.held.get(event)?.some(({ delivery }) => delivery.entry.id === id) ?? false
  }

  /** The ids of what is held, by event. */
  ids(): ReadonlyMap<string, readonly string[]> {
    return new Map(
      Array.from(this.held, ([event, entries]) => [event, entries.map(({ delivery }) => delivery.entry.id)]),
    )
  }

  /** Takes what was read of all streams that it wants, in one read; gives what is due, but no more than `most`. */
  merge(batches: readonly Batch[], most: number = Infinity): readonly Delivery[] {
    // As far as this, everything has been read.
    let mark: Held | undefined
    const limit = (entries: readonly Held[]): void => {
      const last = entries.reduce((a, b) => (compare(a, b) < 0 ? b : a))
      if (mark === undefined || compare(last, mark) < 0) mark = last
    }
    for (const entries of this.held.values()) limit(entries)
    for (const { event, deliveries, full } of batches) {
      if (deliveries.length === 0) continue
      const read = deliveries.map(ordered)
      if (full) limit(read)
      this.held.set(event, read)
    }
    const end = mark
    const due = Array.from(this.held.values(), (entries) =>
      end === undefined ? entries : entries.slice(0, dueOf(entries, end)),
    )
    const given = due.flat().toSorted(compare).slice(0, most)
    this.keepAllBut(new Set(given))
    return given.map(({ delivery }) => delivery)
  }

  /** Gives up what is held, of one stream or of all. */
  drop(event?: string): readonly Delivery[] {
    const dropped = event === undefined ? [...this.held.values()].flat() : (this.held.get(event) ?? [])
    if (event === undefined) this.held.clear()
    else this.held.delete(event)
    return dropped.map(({ delivery }) => delivery)
  }

  private keepAllBut(given: ReadonlySet<Held>): void {
    for (const [event, entries] of this.held) {
      const kept = entries.filter((entry) => !given.has(entry))
      if (kept.length === 0) this.held.delete(event)
      else this.held.set(event, kept)
    }
  }
}

/** The id of one of our messages ends in a number, which grows with each that its sender sends. */
function ordered(delivery: Delivery): Held {
  const { id } = delivery.arrival.origin
  const colon = id.lastIndexOf(':')
  const number = Number(id.slice(colon + 1))
  const ours = colon > 0 && Number.isInteger(number)
  return {
    delivery,
    time: Number(delivery.entry.id.split('-')[0]),
    sender: ours ? id.slice(0, colon) : '',
    number: ours ? number : 0,
  }
}

function compare(a: Held, b: Held): number {
  if (a.time !== b.time) return a.time - b.time
  if (a.sender !== b.sender) return a.sender < b.sender ? -1 : 1
  return a.number - b.number
}

/** How many of a stream's entries come before the mark; those of the stream keep their order. */
function dueOf(entries: readonly Held[], mark: Held): number {
  const index = entries.findIndex((entry) => compare(entry, mark) > 0)
  return index < 0 ? entries.length : index
}
