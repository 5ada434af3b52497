const CHUNK_BITS = 12
/** Rows a chunk holds. */
export const CHUNK_ROWS: number = 1 << CHUNK_BITS

/**
 * Columns in chunks, for rows that are added at one end and given up at the other. Chunks are made as rows
 * arrive and used again once all of their rows were given up, so a full recording makes no garbage.
 */
export class Chunks<Chunk> {
  private chunks: Chunk[] = []
  private spare: Chunk[] = []
  /** The first row of `chunks[0]`, and one past the last row there is room for. */
  private start = 0
  private room = 0

  constructor(private readonly make: () => Chunk) {}

  /** The chunk of a row between the last `release` and the last `reserve`. */
  of(row: number): Chunk {
    return this.chunks[(row - this.start) >> CHUNK_BITS] as Chunk
  }

  /** Makes room up to `end`. */
  reserve(end: number): void {
    while (this.room < end) {
      this.chunks.push(this.spare.pop() ?? this.make())
      this.room += CHUNK_ROWS
    }
  }

  /**
   * Gives up the chunks whose rows are all below `first`.
   * @returns whether there were any
   */
  release(first: number): boolean {
    if (this.chunks.length === 0 || this.start + CHUNK_ROWS > first) return false
    while (this.chunks.length > 0 && this.start + CHUNK_ROWS <= first) {
      this.spare.push(this.chunks.shift() as Chunk)
      this.start += CHUNK_ROWS
    }
    // One spare bridges the moment when the oldest and the newest rows share the ring; more is idle memory.
    if (this.spare.length > 1) this.spare.length = 1
    return true
  }

  clear(): void {
    this.chunks = []
    this.spare = []
    this.start = 0
    this.room = 0
  }
}

/** A row's place in its chunk. Rows may be too many for an int32; their low bits are not. */
export const slotOf = (row: number): number => row & (CHUNK_ROWS - 1)
