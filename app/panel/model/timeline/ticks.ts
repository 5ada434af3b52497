import type { Range } from '../range.ts'

export interface Tick {
  /** ms since `timeOrigin`. */
  readonly time: number
  readonly label: string
}

/** The marks of an axis. */
export interface Axis {
  readonly ticks: readonly Tick[]
  /** The distance of two marks, ms. */
  readonly step: number
  /** What the labels count from, as a time of day; undefined where they are times of day themselves. */
  readonly base: string | undefined
}

const SECOND = 1_000

/** Steps above a second; below, they are 1, 2 or 5 of a power of ten. */
const LONG_STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 43_200].map(
  (seconds) => seconds * SECOND,
)

/** Ticks that are nearer would take too long labels as times of day, ms. */
const LEAST_CLOCK_STEP = 1

/** How far ticks are apart at least, px: a label and some room. */
export const TICK_SPACING = 88

/** Ticks of an axis at most: more would only come of a width beyond all screens. */
const MAX_TICKS = 200

/** The round step next above a length, both in ms. */
export function roundStep(least: number): number {
  if (least > SECOND / 2) return LONG_STEPS.find((step) => step >= least) ?? LONG_STEPS.at(-1)!
  const power = 10 ** Math.floor(Math.log10(least))
  for (const factor of [1, 2, 5]) if (factor * power >= least * (1 - 1e-9)) return factor * power
  return 10 * power
}

/**
 * Marks at round steps, `spacing` px apart or more. Labels are times of day; below a ms they count from a round moment
 * before the view, so that they stay short however far it is zoomed, and do not change while it moves within that
 * stretch.
 * @param timeOrigin ms since the Unix epoch
 */
export function axisOf(view: Range, width: number, spacing: number, timeOrigin: number): Axis {
  const span = view.to - view.from
  const step = roundStep(Math.max((span / Math.max(width, 1)) * spacing, 1e-6))
  // Steps count from midnight, where the user is; that is within double precision below a µs.
  const phase = timeOrigin - new Date(timeOrigin).setHours(0, 0, 0, 0)
  const unit = step >= LEAST_CLOCK_STEP ? undefined : baseUnit(span)
  const base = unit === undefined ? -phase : Math.floor((view.from + phase) / unit) * unit - phase
  const ticks: Tick[] = []
  const first = Math.ceil((view.from - base) / step - 1e-9)
  for (let mark = first; base + mark * step <= view.to && ticks.length < MAX_TICKS; mark++) {
    const time = base + mark * step
    ticks.push({
      time,
      label: unit === undefined ? timeLabel(timeOrigin + time, step) : offsetLabel(mark, step),
    })
  }
  return { ticks, step, base: unit === undefined ? undefined : baseLabel(timeOrigin + base, unit) }
}

/** A round stretch that is longer than what is in view. */
function baseUnit(span: number): number {
  return span < 1 ? 1 : SECOND
}

/** `+250 ns`, `+250 µs`, `+12.5 ms`: as many digits as the step has, in the unit that suits it. */
function offsetLabel(mark: number, step: number): string {
  const [unit, scale] = step < 0.001 ? ['ns', 1e6] : step < 0.5 ? ['µs', 1e3] : ['ms', 1]
  const scaled = mark * step * scale
  // µs beyond a ms are easier to read as ms.
  if (unit === 'µs' && step >= 0.01 && Math.abs(scaled) >= 1_000) return offset(scaled / 1_000, step, 'ms')
  return offset(scaled, step * scale, unit)
}

function offset(value: number, step: number, unit: string): string {
  const digits = step >= 1 ? 0 : Math.min(6, Math.ceil(-Math.log10(step) - 1e-9))
  return `+${grouped(value.toFixed(digits))} ${unit}`
}

/** Thin groups of three before the point. */
function grouped(text: string): string {
  return text.replace(/\B(?<!\.\d*)(?=(\d{3})+(?!\d))/g, '\u202f')
}

/** Time of day with as many digits as the step has. */
function timeLabel(epoch: number, step: number): string {
  const digits = step >= SECOND ? 0 : Math.ceil(-Math.log10(step / SECOND) - 1e-9)
  const ms = Math.round(epoch)
  return digits === 0 ? clockLabel(ms) : `${clockLabel(ms)}.${three(ms % SECOND).slice(0, digits)}`
}

/** Time of day to the second. */
function clockLabel(epoch: number): string {
  const date = new Date(Math.round(epoch))
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`
}

function baseLabel(epoch: number, unit: number): string {
  const rounded = Math.round(epoch)
  const clock = clockLabel(rounded)
  return unit === 1 ? `${clock}.${String(rounded % SECOND).padStart(3, '0')}` : clock
}

/** A moment to the µs: `19:11:31.345 678`. */
export function formatMoment(epoch: number): string {
  const us = Math.round(epoch * 1_000)
  const ms = Math.floor(us / 1_000)
  return `${clockLabel(Math.floor(ms / 1_000) * 1_000)}.${three(ms % 1_000)}\u202f${three(us % 1_000)}`
}

/** A length as exact as it is kept: `12.345 ms`, `850 µs`, `2.104 s`, `3 min 4.5 s`. */
export function formatSpan(ms: number): string {
  const length = Math.abs(ms)
  const sign = ms < 0 ? '−' : ''
  // What would round up to the next unit is told in it.
  if (length < 0.9995) return `${sign}${Number((length * 1_000).toFixed(length < 0.01 ? 1 : 0))} µs`
  if (length < 999.9995) return `${sign}${length.toFixed(3)} ms`
  if (length < 59_999.5) return `${sign}${(length / 1_000).toFixed(3)} s`
  const tenths = Math.round(length / 100)
  const minutes = Math.floor(tenths / 600)
  const rest = (tenths % 600) / 10
  if (minutes < 60) return `${sign}${minutes} min ${rest} s`
  return `${sign}${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

function two(part: number): string {
  return String(part).padStart(2, '0')
}

function three(part: number): string {
  return String(part).padStart(3, '0')
}
