/** A message of the stream. */
export interface Entry {
  /** Its place: 1, 2, 3 … */
  readonly place: number
  readonly event: string
  readonly sender: string
  /** The whole frame, as it is sent. */
  readonly frame: Uint8Array
}

/** The newest messages of a stream, as many as there is room for. What every reader is sent comes from here. */
export class Replay {
  private readonly entries = new Map<number, Entry>()
  private size = 0
  private newest = 0

  constructor(
    private readonly maxCount: number,
    private readonly maxBytes: number,
  ) {}

  /** The place of the newest message there was; 0 before the first. */
  get last(): number {
    return this.newest
  }

  /** The place of the oldest message that is kept; one after the last where none is. */
  get first(): number {
    return this.newest - this.entries.size + 1
  }

  /** How many bytes are kept. */
  get bytes(): number {
    return this.size
  }

  /** Keeps a message, and forgets the oldest ones for which there is no room any more. */
  add(event: string, sender: string, frameAt: (place: number) => Uint8Array): void {
    const place = ++this.newest
    const entry = { place, event, sender, frame: frameAt(place) }
    this.entries.set(place, entry)
    this.size += entry.frame.byteLength
    // The newest one is kept however large it is: readers who keep up must get it.
    while (this.entries.size > 1 && (this.entries.size > this.maxCount || this.size > this.maxBytes))
      this.forget(this.first)
  }

  /**
   * From which place on the newest messages take half of the room. One who begins further back would fall behind again
   * before it has caught up.
   */
  get middle(): number {
    let place = this.newest
    let bytes = 0
    while (place >= this.first && (this.newest - place + 1) * 2 <= this.maxCount) {
      bytes += this.entries.get(place)?.frame.byteLength ?? 0
      if (bytes * 2 > this.maxBytes) break
      place--
    }
    return place
  }

  /** The message at a place; undefined where it is forgotten, or not there yet. */
  at(place: number): Entry | undefined {
    return this.entries.get(place)
  }

  private forget(place: number): void {
    this.size -= this.entries.get(place)?.frame.byteLength ?? 0
    this.entries.delete(place)
  }
}
