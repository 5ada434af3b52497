import { Line, type LineHost } from './line.ts'
import type { OutboxSettings } from './options.ts'
import { Waiting } from './waiting.ts'

/** What an outbox knows to wait: by id, in the order in which it is shown, and in a line for each event. */
export class Contents {
  private waiting = new Map<string, Waiting>()
  private bytes = 0
  private readonly lines = new Map<string, Line>()

  constructor(
    private readonly host: LineHost,
    private readonly bounds: Pick<OutboxSettings, 'maxEntries' | 'maxBytes'>,
  ) {}

  get size(): number {
    return this.waiting.size
  }

  get all(): Iterable<Waiting> {
    return this.waiting.values()
  }

  find(id: string): Waiting | undefined {
    return this.waiting.get(id)
  }

  add(waiting: Waiting): void {
    this.waiting.set(waiting.id, waiting)
    this.bytes += waiting.bytes
    this.lineOf(waiting).add(waiting)
  }

  /** It counts no more; its line goes on when it has left that, too. */
  delete(waiting: Waiting): void {
    waiting.gone = true
    this.waiting.delete(waiting.id)
    this.bytes -= waiting.bytes
  }

  leaveLine(waiting: Waiting): void {
    const { event } = waiting.entry
    const line = this.lines.get(event)
    line?.delete(waiting)
    if (line?.empty === true) this.lines.delete(event)
  }

  /** The line of that one goes on, if it can. */
  advance(waiting: Waiting): void {
    this.lines.get(waiting.entry.event)?.advance()
  }

  advanceAll(): void {
    for (const line of this.lines.values()) line.advance()
  }

  wakeAll(): void {
    for (const line of this.lines.values()) line.wake()
  }

  stopAll(): void {
    for (const line of this.lines.values()) line.stop()
  }

  /** The bound that so much more would break, in words. */
  overflow(bytes: number, entries: number): string | undefined {
    const { maxEntries, maxBytes } = this.bounds
    if (this.waiting.size + entries > maxEntries) return `${maxEntries} entries`
    return this.bytes + bytes > maxBytes ? `${maxBytes} bytes` : undefined
  }

  /**
   * What the store had comes first, in its order. What was in it `before` and is no more was sent by another tab.
   */
  merge(stored: ReadonlyMap<string, Waiting>, before: ReadonlySet<Waiting>): void {
    const known = this.waiting
    for (const line of this.lines.values()) line.clear()
    this.waiting = new Map()
    this.bytes = 0
    for (const waiting of stored.values()) this.add(waiting)
    for (const waiting of known.values()) {
      if (!stored.has(waiting.id) && !before.has(waiting)) this.add(waiting)
    }
    for (const [event, line] of this.lines) {
      if (!line.empty) continue
      line.stop()
      this.lines.delete(event)
    }
  }

  private lineOf({ entry: { event } }: Waiting): Line {
    const known = this.lines.get(event)
    if (known !== undefined) return known
    const line = new Line(this.host)
    this.lines.set(event, line)
    return line
  }
}
