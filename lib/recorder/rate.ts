const BUCKET_MS = 100
const BUCKETS = 10

/** Counts what happened in the last second, in ten buckets. */
export class RateMeter {
  private readonly counts = new Uint32Array(BUCKETS)
  private current = 0

  add(time: number): void {
    this.advance(time)
    this.counts[this.current % BUCKETS]!++
  }

  /** Events in the second before `time`. */
  read(time: number): number {
    this.advance(time)
    let sum = 0
    for (const count of this.counts) sum += count
    return sum
  }

  private advance(time: number): void {
    const bucket = Math.floor(time / BUCKET_MS)
    const steps = Math.min(bucket - this.current, BUCKETS)
    for (let step = 1; step <= steps; step++) this.counts[(bucket - steps + step) % BUCKETS] = 0
    if (bucket > this.current) this.current = bucket
  }
}
