/** Each power of two is divided into so many buckets of equal width. */
const DIVISIONS = 32
/** The lowest and the highest power of two that are told apart: 2⁻¹⁰ ms is 0.98 µs, 2³¹ ms is 25 days. */
const LOWEST = -10
const HIGHEST = 30
const OCTAVES = HIGHEST - LOWEST + 1
/** Where values below the first bucket are counted. */
const ZERO = -1

/** A number in single precision and its bits: sign, 8 bits of the power of two, 23 of what it is multiplied with. */
const single = new Float32Array(1)
const bits = new Uint32Array(single.buffer)
/** The power of two, and the first five bits that follow: the number of the bucket, but for what is below the lowest. */
const DIVISION_SHIFT = 18
const BEFORE_LOWEST = (127 + LOWEST) * DIVISIONS

/** By how much a quantile may differ from the exact one, as a share of it. */
export const QUANTILE_ERROR: number = 1 / (2 * DIVISIONS)

/** One bar of a histogram: how many durations were from `from` up to `to`, in ms. */
export interface HistogramBar {
  readonly from: number
  readonly to: number
  readonly count: number
}

/**
 * How often which durations (in ms) came, in little memory: buckets are wider where durations are longer, as in
 * HdrHistogram (https://hdrhistogram.github.io/HdrHistogram/), and those of a power of two are made when the first of
 * it comes. What is told of them differs by at most `QUANTILE_ERROR` (1.6 %) of the value; `count`, `sum` and `max`
 * are exact. Durations below 0.98 µs count as zero; those of 25 days or more as so long.
 * @example
 * const durations = new DurationHistogram()
 * for (const ms of [0.2, 0.3, 40]) durations.add(ms)
 * durations.quantile(0.5) // 0.3, give or take 1.6 %
 */
export class DurationHistogram {
  count = 0
  sum = 0
  /** The longest; 0 where there are none. */
  max = 0
  private zeros = 0
  private readonly octaves: (Uint32Array | undefined)[] = []

  add(ms: number): void {
    this.count++
    this.sum += ms
    if (ms > this.max) this.max = ms
    const bucket = bucketOf(ms)
    if (bucket === ZERO) {
      this.zeros++
      return
    }
    const octave = Math.floor(bucket / DIVISIONS)
    const counts = (this.octaves[octave] ??= new Uint32Array(DIVISIONS))
    counts[bucket % DIVISIONS]!++
  }

  /**
   * The nearest-rank quantile: the least of the durations that a share of `p` of them does not exceed; `p` is 0 … 1.
   * NaN where there are none.
   */
  quantile(p: number): number {
    if (this.count === 0) return NaN
    // What is a whole number but for the error of the multiplication is taken for it.
    const rank = Math.max(1, Math.ceil(p * this.count * (1 - 2 ** -50)))
    if (rank >= this.count) return this.max
    let passed = this.zeros
    if (passed >= rank) return 0
    for (let octave = 0; octave < this.octaves.length; octave++) {
      const counts = this.octaves[octave]
      if (counts === undefined) continue
      for (let at = 0; at < DIVISIONS; at++) {
        passed += counts[at]!
        if (passed >= rank) return Math.min(this.max, middleOf(octave * DIVISIONS + at))
      }
    }
    return this.max
  }

  /**
   * At most `most` bars from the shortest to the longest duration, on a scale where each power of two is equally wide.
   * None where there are no durations.
   */
  bars(most: number): HistogramBar[] {
    if (this.count === 0) return []
    const [low, high] = this.span()
    const width = Math.ceil((high - low + 1) / most)
    const bars: HistogramBar[] = []
    for (let from = low; from <= high; from += width) {
      let count = 0
      for (let at = from; at < from + width; at++) count += this.countAt(at)
      bars.push({ from: startOf(from), to: startOf(from + width), count })
    }
    return bars
  }

  /** The first and the last bucket with something in it. */
  private span(): [low: number, high: number] {
    let low = this.zeros > 0 ? ZERO : Infinity
    let high = ZERO
    for (let octave = 0; octave < this.octaves.length; octave++) {
      const counts = this.octaves[octave]
      if (counts === undefined) continue
      const first = octave * DIVISIONS
      low = Math.min(low, first + counts.findIndex((count) => count > 0))
      high = first + counts.findLastIndex((count) => count > 0)
    }
    return [low, high]
  }

  private countAt(bucket: number): number {
    if (bucket === ZERO) return this.zeros
    return this.octaves[Math.floor(bucket / DIVISIONS)]?.[bucket % DIVISIONS] ?? 0
  }
}

function bucketOf(ms: number): number {
  single[0] = ms
  const bucket = (bits[0]! >>> DIVISION_SHIFT) - BEFORE_LOWEST
  // Below zero, a number has its highest bit set.
  if (bucket < 0 || !(ms > 0)) return ZERO
  return Math.min(bucket, OCTAVES * DIVISIONS - 1)
}

/** The least duration in a bucket. */
function startOf(bucket: number): number {
  if (bucket === ZERO) return 0
  return 2 ** (LOWEST + Math.floor(bucket / DIVISIONS)) * (1 + (bucket % DIVISIONS) / DIVISIONS)
}

function middleOf(bucket: number): number {
  return (startOf(bucket) + startOf(bucket + 1)) / 2
}
