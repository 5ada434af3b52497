import type { Range } from '../range.ts'
import { between, moved, unlessAll, zoomed } from './range-moves.ts'

/** How near to an end of the range the pointer takes hold of it, px. */
const GRIP_PX = 5
/** A pointer that moves less has clicked, px. */
const CLICK_PX = 3
/** By how much one px of the wheel zooms, as exponent of e; and what a line or a page of it counts, px. */
const ZOOM_PER_PX = 0.002
const WHEEL_PX = [1, 16, 400] as const

/** The strip as it is on screen. */
export interface Strip {
  /** The time from its left to its right edge. */
  readonly bounds: Range
  /** px. */
  readonly width: number
  /** What is chosen of it, if not all. */
  readonly range: Range | undefined
}

/** What the pointer does: choose anew, move what is chosen, or one of its ends. */
export type Grip = 'choose' | 'move' | 'from' | 'to'

/** A gesture under way. The strip is as it was when it began, so that time does not run on under the pointer. */
export interface Drag {
  readonly grip: Grip
  readonly strip: Strip
  readonly x: number
}

export interface Wheel {
  readonly deltaX: number
  readonly deltaY: number
  readonly deltaMode: number
  readonly shiftKey: boolean
}

export function timeAt({ bounds, width }: Strip, x: number): number {
  return bounds.from + (Math.max(0, Math.min(x, width)) / width) * (bounds.to - bounds.from)
}

/** Where a time is, px from the left edge; for one outside, the edge. */
export function placeOf({ bounds, width }: Strip, time: number): number {
  const share = (time - bounds.from) / (bounds.to - bounds.from)
  return Math.max(0, Math.min(share, 1)) * width
}

/** What is chosen, as far as it is on the strip, or all of that. */
export function chosenOf({ bounds, range }: Strip): Range {
  return range === undefined ? bounds : between(range.from, range.to, bounds)
}

/** @param anew whether to choose anew, also inside of what is chosen */
export function startDrag(strip: Strip, x: number, anew = false): Drag {
  return { grip: anew ? 'choose' : gripAt(strip, x), strip, x }
}

/** What is chosen once the pointer of a drag is there. */
export function dragTo({ grip, strip, x: start }: Drag, x: number): Range | undefined {
  const { bounds, range } = strip
  if (grip === 'choose' || range === undefined) {
    if (Math.abs(x - start) < CLICK_PX) return range
    return unlessAll(between(timeAt(strip, start), timeAt(strip, x), bounds), bounds)
  }
  if (x === start) return range
  const by = ((x - start) / strip.width) * (bounds.to - bounds.from)
  if (grip === 'move') return unlessAll(moved(range, by, bounds), bounds)
  const held = chosenOf(strip)
  const [dragged, other] = grip === 'from' ? [held.from, held.to] : [held.to, held.from]
  return unlessAll(between(dragged + by, other, bounds), bounds)
}

/** What is chosen after a turn of the wheel: zoomed around the pointer; sideways, or with Shift, moved. */
export function turnWheel(strip: Strip, x: number, wheel: Wheel): Range | undefined {
  const { bounds } = strip
  const chosen = chosenOf(strip)
  const unit = WHEEL_PX[wheel.deltaMode] ?? 1
  const sideways = wheel.shiftKey || Math.abs(wheel.deltaX) > Math.abs(wheel.deltaY)
  if (sideways) {
    // With Shift, some browsers turn the wheel sideways themselves.
    const px = (wheel.deltaX === 0 ? wheel.deltaY : wheel.deltaX) * unit
    const by = (px / strip.width) * (chosen.to - chosen.from)
    return unlessAll(moved(chosen, by, bounds), bounds)
  }
  const factor = Math.exp(wheel.deltaY * unit * ZOOM_PER_PX)
  return unlessAll(zoomed(chosen, factor, timeAt(strip, x), bounds), bounds)
}

function gripAt(strip: Strip, x: number): Grip {
  if (strip.range === undefined) return 'choose'
  const from = placeOf(strip, strip.range.from)
  const to = placeOf(strip, strip.range.to)
  // A narrow range still has room between its grips: they are on its outer sides then.
  const inner = Math.min(GRIP_PX, (to - from) / 3)
  if (x >= from - GRIP_PX && x <= from + inner) return 'from'
  if (x >= to - inner && x <= to + GRIP_PX) return 'to'
  return x > from && x < to ? 'move' : 'choose'
}
