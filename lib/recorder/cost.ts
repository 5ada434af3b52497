/** Samples that count: enough to even out a coarse clock, few enough to forget a slow start. */
const WINDOW = 128

/** What recording costs an event: the mean over the last events that were measured. */
export class CostMeter {
  private readonly samples = new Float64Array(WINDOW)
  private count = 0

  /** Opens the sample of another event. */
  begin(ms: number): void {
    this.samples[this.count % WINDOW] = ms
    this.count++
  }

  /** Adds to the newest sample. */
  add(ms: number): void {
    if (this.count > 0) this.samples[(this.count - 1) % WINDOW]! += ms
  }

  /** In µs an event; undefined before the first sample. */
  get mean(): number | undefined {
    const length = Math.min(this.count, WINDOW)
    if (length === 0) return undefined
    let sum = 0
    for (let at = 0; at < length; at++) sum += this.samples[at]!
    return (sum * 1_000) / length
  }

  clear(): void {
    this.count = 0
  }
}
