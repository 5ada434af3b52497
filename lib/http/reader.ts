import { eventFrame, heartbeatFrame, joined, type StreamIds } from './frames.ts'
import type { Entry, Replay } from './replay.ts'

/** How many bytes a reader is handed at a time, where one message alone is not more. */
const CHUNK_BYTES = 64 * 1024
/** So many signs of life in a row that a reader has not taken say that it is not reading. */
const MAX_MISSED = 3

/** Whom a message is for. */
export interface ReaderFilter {
  /** The events that are wanted; undefined for all. */
  readonly events: ReadonlySet<string> | undefined
  /** Messages of this sender are left out. */
  readonly sender: string | undefined
}

/**
 * One reader of the stream: a place among the kept messages, and nothing of its own that could grow. It is handed more
 * when it asks. One that is so slow that its place is forgotten, or that does not ask any more, is cut.
 */
export class Reader {
  readonly body: ReadableStream<Uint8Array>
  /** What is sent before all else. */
  private readonly greeting: Uint8Array[] = []
  private controller: ReadableStreamDefaultController<Uint8Array> | undefined
  /** Ends the wait of one who has asked; undefined while nobody has. */
  private asking: (() => void) | undefined
  private farewell: Uint8Array | undefined
  private missed = 0
  private over = false

  constructor(
    private readonly replay: Replay,
    private readonly ids: StreamIds,
    private readonly filter: ReaderFilter,
    /** The last place it has come by. */
    private place: number,
    gap: string | undefined,
    /** Told once: it is gone, or, with a reason, was cut. */
    private readonly ended: (cut?: string) => void,
  ) {
    this.greeting.push(heartbeatFrame(ids.write(place)))
    if (gap !== undefined)
      this.greeting.push(eventFrame('gap', JSON.stringify({ reason: gap }), ids.write(place)))
    this.body = new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          this.controller = controller
        },
        pull: () => this.asked(),
        cancel: () => this.leave(),
      },
      // Nothing is taken before it is asked for: what is ahead of the reader is kept once, for all of them.
      { highWaterMark: 0 },
    )
  }

  /** There is a new message. */
  wake(): void {
    if (this.place + 1 < this.replay.first) this.cut('it fell too far behind')
    else if (this.asking !== undefined) this.deliver()
  }

  /** It is time for a sign of life. */
  beat(interval: number): void {
    if (this.asking !== undefined) this.hand(heartbeatFrame(this.ids.write(this.place)))
    else if (++this.missed >= MAX_MISSED) this.cut(`it took nothing for ${MAX_MISSED * interval} ms`)
  }

  /** Ends its stream; what it has not taken is not sent. */
  end(): void {
    if (this.over) return
    this.over = true
    this.ended()
    this.close()
  }

  private cut(reason: string): void {
    if (this.over) return
    this.over = true
    this.farewell = eventFrame('cut', JSON.stringify({ reason }))
    this.ended(reason)
    if (this.asking !== undefined) this.sayFarewell(this.farewell)
  }

  private leave(): void {
    this.farewell = undefined
    if (this.over) return
    this.over = true
    this.ended()
  }

  private asked(): Promise<void> | undefined {
    this.missed = 0
    if (this.farewell !== undefined) {
      this.sayFarewell(this.farewell)
      return undefined
    }
    if (this.deliver()) return undefined
    return new Promise((resolve) => {
      this.asking = resolve
    })
  }

  /** Hands it what is there. */
  private deliver(): boolean {
    const frames = this.greeting.splice(0)
    let bytes = 0
    while (bytes < CHUNK_BYTES) {
      const entry = this.replay.at(this.place + 1)
      if (entry === undefined) break
      if (this.wants(entry)) {
        bytes += entry.frame.byteLength
        // Alone it is the one that is kept for all; together with others it would be a copy for each reader.
        if (frames.length > 0 && bytes > CHUNK_BYTES) break
        frames.push(entry.frame)
      }
      this.place++
    }
    if (frames.length === 0) return false
    this.hand(joined(frames))
    return true
  }

  private wants({ event, sender }: Entry): boolean {
    return this.filter.events?.has(event) !== false && sender !== this.filter.sender
  }

  private hand(chunk: Uint8Array): void {
    const answered = this.asking
    this.asking = undefined
    this.controller?.enqueue(chunk)
    answered?.()
  }

  private sayFarewell(frame: Uint8Array): void {
    this.farewell = undefined
    this.hand(frame)
    this.controller?.close()
  }

  private close(): void {
    const answered = this.asking
    this.asking = undefined
    this.controller?.close()
    answered?.()
  }
}
