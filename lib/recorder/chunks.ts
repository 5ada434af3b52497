/** Rows a chunk holds. */
export const CHUNK_ROWS = 4_096

/**
 * Columns in chunks, for rows that are added at one end and given up at the other. Chunks are made as rows
 * arrive and used again once all of their rows were given up, so a full recording makes no garbage.
 */
export class Chunks<Chunk> {
  private chunks: Chunk[] = []
  private spare: Chunk[] = []
  /** The number of the chunk at `chunks[0]`. */
  private base = 0

  constructor(private readonly make: () => Chunk) {}

  /** The chunk of a row between the last `release` and the last `reserve`. */
  of(row: number): Chunk {
    return this.chunks[Math.floor(row / CHUNK_ROWS) - this.base] as Chunk
  }

  /** Makes room up to `end`. */
  reserve(end: number): void {
    while ((this.base + this.chunks.length) * CHUNK_ROWS < end) {
      this.chunks.push(this.spare.pop() ?? this.make())
    }
  }

  /** Gives up the chunks whose rows are all below `first`. */
  release(first: number): void {
    while (this.chunks.length > 0 && (this.base + 1) * CHUNK_ROWS <= first) {
      this.spare.push(this.chunks.shift() as Chunk)
      this.base++
    }
    // One spare bridges the moment when the oldest and the newest rows share the ring; more is idle memory.
    if (this.spare.length > 1) this.spare.length = 1
  }

  clear(): void {
    this.chunks = []
    this.spare = []
    this.base = 0
  }
}

/** A row's place in its chunk. */
export const slotOf = (row: number): number => row % CHUNK_ROWS
