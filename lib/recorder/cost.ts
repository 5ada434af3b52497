/** Samples that count: enough to even out a coarse clock, few enough to forget a slow start. */
const WINDOW = 128
/** A sample counts as no more than so many times the middle one, or the clock's step. */
const OUTLIER = 4

/**
 * What recording costs an event: the mean over the last events that were measured. A mean, for with a coarse clock
 * most samples are 0 and a few are its step; but one in which the engine collected garbage, or the system ran
 * something else, says nothing about recording and would outweigh a hundred others.
 */
export class CostMeter {
  private readonly samples = new Float64Array(WINDOW)
  private count = 0

  /** `step` is that of the clock, in ms. */
  constructor(private readonly step: number) {}

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
    const sorted = this.samples.slice(0, length).sort()
    const limit = OUTLIER * Math.max(this.step, sorted[length >> 1]!)
    let sum = 0
    for (const sample of sorted) sum += Math.min(sample, limit)
    return (sum * 1_000) / length
  }

  clear(): void {
    this.count = 0
  }
}
