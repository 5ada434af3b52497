import type { Range } from '../range.ts'

/** The shortest range, ms. */
export const MIN_RANGE = 0.001

/** The range moved into the bounds, and cut where it is longer than they are. */
export function within(range: Range, bounds: Range): Range {
  const span = Math.min(Math.max(range.to - range.from, MIN_RANGE), bounds.to - bounds.from)
  const from = clamp(range.from, bounds.from, bounds.to - span)
  return { from, to: Math.min(from + span, bounds.to) }
}

/** The range between two times, in either order. */
export function between(one: number, other: number, bounds: Range): Range {
  const from = clamp(Math.min(one, other), bounds.from, bounds.to)
  const to = clamp(Math.max(one, other), bounds.from, bounds.to)
  return within({ from, to }, bounds)
}

export function moved(range: Range, by: number, bounds: Range): Range {
  return within({ from: range.from + by, to: range.to + by }, bounds)
}

/**
 * Makes the range `factor` times as long; a time in it stays where it is, as long as the bounds allow.
 * @param around another time counts as the end next to it
 */
export function zoomed(range: Range, factor: number, around: number, bounds: Range): Range {
  const span = range.to - range.from
  const fixed = clamp(around, range.from, range.to)
  const length = clamp(span * factor, MIN_RANGE, Math.max(MIN_RANGE, bounds.to - bounds.from))
  const from = fixed - (fixed - range.from) * (length / span)
  return within({ from, to: from + length }, bounds)
}

/** A range of all there is is none. */
export function unlessAll(range: Range, bounds: Range): Range | undefined {
  return range.from <= bounds.from && range.to >= bounds.to ? undefined : range
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most))
}
