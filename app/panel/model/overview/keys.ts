import type { Range } from '../range.ts'
import { chosenOf, type Strip } from './brush.ts'
import { between, moved, unlessAll, zoomed } from './range-moves.ts'

/** Shares of the range's length by which a key moves it: as it is, with Shift, and with Page Up or Page Down. */
const STEP = 0.1
const FINE_STEP = 0.01
const PAGE = 1
const ZOOM = 1.5

/** What of the range has the focus: all of it, or one of its ends. */
export type Held = 'range' | 'from' | 'to'

export interface Key {
  readonly key: string
  readonly shiftKey: boolean
}

/** What is chosen after a key. */
export interface KeyEffect {
  readonly range: Range | undefined
}

/** @returns undefined for a key that means nothing here */
export function pressKey(strip: Strip, held: Held, { key, shiftKey }: Key): KeyEffect | undefined {
  const { bounds } = strip
  const shown = chosenOf(strip)
  const effect = (range: Range): KeyEffect => ({ range: unlessAll(range, bounds) })
  const factor = zoomOf(held, key)
  if (factor !== undefined) return effect(zoomed(shown, factor, middleOf(held, shown), bounds))
  // Nothing is left to undo: another part of the panel may have a use for the key.
  if (isUndo(key)) return strip.range === undefined ? undefined : { range: undefined }
  const by = stepOf(key, shiftKey, shown, bounds)
  if (by === undefined) return undefined
  if (held === 'range') return effect(moved(shown, by, bounds))
  const [end, other] = held === 'from' ? [shown.from, shown.to] : [shown.to, shown.from]
  // An end stops at the other one: with keys, nobody means to turn the range round.
  const to = held === 'from' ? Math.min(end + by, other) : Math.max(end + by, other)
  return effect(between(to, other, bounds))
}

function zoomOf(held: Held, key: string): number | undefined {
  if (key === '+' || key === '=' || (held === 'range' && key === 'ArrowUp')) return 1 / ZOOM
  if (key === '-' || key === '_' || (held === 'range' && key === 'ArrowDown')) return ZOOM
  return undefined
}

function isUndo(key: string): boolean {
  return key === 'Escape' || key === '0' || key === 'Backspace'
}

function middleOf(held: Held, { from, to }: Range): number {
  return held === 'range' ? (from + to) / 2 : held === 'from' ? from : to
}

/** By how many ms a key moves. */
function stepOf(key: string, fine: boolean, { from, to }: Range, bounds: Range): number | undefined {
  const step = (to - from) * (fine ? FINE_STEP : STEP)
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return -step
    case 'ArrowRight':
    case 'ArrowUp':
      return step
    case 'PageDown':
      return -PAGE * (to - from)
    case 'PageUp':
      return PAGE * (to - from)
    case 'Home':
      return bounds.from - bounds.to
    case 'End':
      return bounds.to - bounds.from
    default:
      return undefined
  }
}
