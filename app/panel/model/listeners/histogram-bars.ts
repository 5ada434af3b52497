import type { DurationStats } from 'eventscope/recorder'

/** One bar of a histogram that is drawn: shares of its width and height, 0 … 1. */
export interface DrawnBar {
  readonly left: number
  readonly width: number
  readonly height: number
  readonly from: number
  readonly to: number
  readonly count: number
}

/** Where a duration is on the axis: 0 … 1. */
export interface DrawnHistogram {
  readonly bars: readonly DrawnBar[]
  readonly p50: number
  readonly p95: number
}

/** Few bars are drawn no wider than if there were so many, in the middle: one alone would look like a whole. */
const LEAST_BARS = 8
/** What little there is of shows as well, as a share of the height. */
const LEAST_HEIGHT = 0.08

/** The bars side by side, as wide as each other: their durations are on a logarithmic scale already. */
export function drawHistogram({
  bars,
  p50,
  p95,
}: Pick<DurationStats, 'bars' | 'p50' | 'p95'>): DrawnHistogram {
  const most = Math.max(...bars.map(({ count }) => count), 1)
  const width = 1 / Math.max(bars.length, LEAST_BARS)
  const start = (1 - bars.length * width) / 2
  const drawn = bars.map(({ from, to, count }, at) => ({
    left: start + at * width,
    width,
    height: count === 0 ? 0 : Math.max(LEAST_HEIGHT, count / most),
    from,
    to,
    count,
  }))
  return { bars: drawn, p50: placeOf(drawn, p50), p95: placeOf(drawn, p95) }
}

/** Within a bar, as far as the duration is between its ends. */
function placeOf(bars: readonly DrawnBar[], ms: number): number {
  const bar = bars.find(({ to }) => ms < to) ?? bars.at(-1)
  if (bar === undefined) return 0
  const inside = bar.to > bar.from ? (ms - bar.from) / (bar.to - bar.from) : 0
  return bar.left + bar.width * Math.min(1, Math.max(0, inside))
}
