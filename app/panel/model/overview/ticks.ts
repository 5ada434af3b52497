import type { Range } from '../range.ts'

/** How far ticks are apart at least, px: a label and some room. */
const APART_PX = 76
const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** Steps above a second, by which clocks are read. */
const CLOCK_STEPS = [1, 2, 5, 10, 15, 30]
  .map((seconds) => seconds * SECOND)
  .concat([1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE))
  .concat([1, 2, 3, 6, 12, 24].map((hours) => hours * HOUR))

export interface Tick {
  /** ms since the recording's `timeOrigin`. */
  readonly time: number
  readonly label: string
}

/** Marks at round times of day, labelled as exactly as they are apart. */
export function ticksOf(bounds: Range, width: number, timeOrigin: number): readonly Tick[] {
  const span = bounds.to - bounds.from
  if (!(width > 0) || !(span > 0)) return []
  const step = stepFor((span * APART_PX) / width)
  // Local midnight, so that steps of hours are round where the user is.
  const midnight = new Date(timeOrigin + bounds.from).setHours(0, 0, 0, 0) - timeOrigin
  const ticks: Tick[] = []
  const last = Math.floor((bounds.to - midnight) / step)
  for (let mark = Math.ceil((bounds.from - midnight) / step); mark <= last; mark++) {
    const time = midnight + mark * step
    ticks.push({ time, label: labelOf(timeOrigin, midnight, mark * step, step) })
  }
  return ticks
}

/** The round step that is as long as `least` or a little longer, ms. */
function stepFor(least: number): number {
  if (least > SECOND / 2) return CLOCK_STEPS.find((step) => step >= least) ?? Math.ceil(least / DAY) * DAY
  const power = 10 ** Math.floor(Math.log10(least))
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= least) ?? SECOND
}

function labelOf(timeOrigin: number, midnight: number, sinceMidnight: number, step: number): string {
  const date = new Date(Math.round(timeOrigin + midnight + sinceMidnight))
  const two = (part: number): string => String(part).padStart(2, '0')
  if (step >= DAY) return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  if (step >= MINUTE) return `${two(date.getHours())}:${two(date.getMinutes())}`
  if (step >= SECOND) return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`
  const digits = Math.max(1, Math.ceil(-Math.log10(step / SECOND) - 1e-9))
  const seconds = ((sinceMidnight % MINUTE) / SECOND).toFixed(digits).padStart(3 + digits, '0')
  return `${two(Math.floor(sinceMidnight / MINUTE) % 60)}:${seconds}`
}
