const BUCKET_MS = 100
const BUCKETS = 10

/** Counts what happened in the last second, in ten buckets. */
export class RateMeter {
  private readonly counts = new Uint32Array(BUCKETS)
  private current = 0
  private slot = 0
  /** When the current bucket is over. */
  private until = 0

  add(time: number): void {
    if (time >= this.until) this.advance(time)
    this.counts[this.slot]!++
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
    if (bucket <= this.current) return
    this.current = bucket
    this.slot = bucket % BUCKETS
    this.until = (bucket + 1) * BUCKET_MS
  }
}
