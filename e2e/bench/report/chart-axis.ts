/** A logarithmic axis: what it spans and where its ticks are. */
export interface Axis {
  readonly min: number
  readonly max: number
  readonly ticks: readonly number[]
}

/** Where in a decade a tick may be, the finest first. */
const TICK_STEPS = [[1, 2, 5], [1]]

const MAX_TICKS = 7

/** Floating point may put 1000 a hair below 10³. */
const TOLERANCE = 1e-9

/** An axis that spans exactly these values, as for what was varied. */
export function exactAxis(values: readonly number[]): Axis {
  const [min, max] = extent(values)
  return min === max ? roundAxis(values) : { min, max, ticks: ticksWithin(min, max) }
}

/** An axis that spans these values and ends at round numbers, as for what was measured. */
export function roundAxis(values: readonly number[]): Axis {
  const [least, most] = extent(values)
  const min = roundDown(least)
  const max = roundUp(most)
  const [low, high] = min === max ? [roundDown(min / 2), roundUp(max * 2)] : [min, max]
  return { min: low, max: high, ticks: ticksWithin(low, high) }
}

/** Where a value is on the axis, from 0 to 1. */
export function position({ min, max }: Axis, value: number): number {
  return Math.log(value / min) / Math.log(max / min)
}

/** Whether a logarithmic axis can show a value at all. */
export function isDrawable(value: number): boolean {
  return Number.isFinite(value) && value > 0
}

function extent(values: readonly number[]): [number, number] {
  const drawable = values.filter(isDrawable)
  return drawable.length === 0 ? [1, 10] : [Math.min(...drawable), Math.max(...drawable)]
}

function ticksWithin(min: number, max: number): number[] {
  const [fine = [], decades = []] = TICK_STEPS.map((steps) => ticksOf(steps, min, max))
  if (fine.length <= MAX_TICKS) return fine
  const every = Math.ceil(decades.length / MAX_TICKS)
  return decades.filter((_, index) => index % every === 0)
}

function ticksOf(steps: readonly number[], min: number, max: number): number[] {
  const ticks: number[] = []
  for (let power = powerBelow(min); power <= powerBelow(max); power++) {
    ticks.push(...steps.map((step) => Number(`${step}e${power}`)))
  }
  return ticks.filter((tick) => tick >= min * (1 - TOLERANCE) && tick <= max * (1 + TOLERANCE))
}

function roundDown(value: number): number {
  const power = powerBelow(value)
  const step = [5, 2, 1].find((step) => Number(`${step}e${power}`) <= value * (1 + TOLERANCE))
  return Number(`${step ?? 1}e${power}`)
}

function roundUp(value: number): number {
  const power = powerBelow(value)
  const step = [1, 2, 5, 10].find((step) => Number(`${step}e${power}`) >= value * (1 - TOLERANCE))
  return Number(`${step ?? 10}e${power}`)
}

function powerBelow(value: number): number {
  return Math.floor(Math.log10(value) + TOLERANCE)
}
