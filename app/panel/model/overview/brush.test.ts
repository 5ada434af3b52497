import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Range } from '../range.ts'
import { dragTo, placeOf, startDrag, type Strip, timeAt, turnWheel, type Wheel } from './brush.ts'
import { MIN_RANGE } from './range-moves.ts'
import { strips } from './test-support.ts'

const bounds = { from: 1_000, to: 2_000 }
/** 1 px is 1 ms. */
const all: Strip = { bounds, width: 1_000, range: undefined }
const chosen: Strip = { ...all, range: { from: 1_400, to: 1_600 } }

function wheel(change: Partial<Wheel>): Wheel {
  return { deltaX: 0, deltaY: 0, deltaMode: 0, shiftKey: false, ...change }
}

function isInside(range: Range | undefined, { bounds }: Strip): boolean {
  return range === undefined || (bounds.from <= range.from && range.from < range.to && range.to <= bounds.to)
}

describe('dragging', () => {
  test('where nothing is chosen chooses, in either direction', () => {
    expect(dragTo(startDrag(all, 100), 300)).toEqual({ from: 1_100, to: 1_300 })
    expect(dragTo(startDrag(all, 300), 100)).toEqual({ from: 1_100, to: 1_300 })
  })

  test('outside of what is chosen chooses anew, and with Shift also inside', () => {
    expect(dragTo(startDrag(chosen, 100), 200)).toEqual({ from: 1_100, to: 1_200 })
    expect(dragTo(startDrag(chosen, 450, true), 500)).toEqual({ from: 1_450, to: 1_500 })
  })

  test('a click chooses nothing and leaves what is chosen', () => {
    expect(dragTo(startDrag(all, 100), 102)).toBeUndefined()
    expect(dragTo(startDrag(chosen, 100), 101)).toEqual(chosen.range)
    expect(dragTo(startDrag(chosen, 500), 500)).toEqual(chosen.range)
  })

  test('inside of what is chosen moves it, up to the edge', () => {
    expect(dragTo(startDrag(chosen, 500), 550)).toEqual({ from: 1_450, to: 1_650 })
    expect(dragTo(startDrag(chosen, 500), -900)).toEqual({ from: 1_000, to: 1_200 })
    expect(dragTo(startDrag(chosen, 500), 9_000)).toEqual({ from: 1_800, to: 2_000 })
  })

  test('an end moves that end, also past the other', () => {
    expect(dragTo(startDrag(chosen, 398), 298)).toEqual({ from: 1_300, to: 1_600 })
    expect(dragTo(startDrag(chosen, 602), 702)).toEqual({ from: 1_400, to: 1_700 })
    expect(dragTo(startDrag(chosen, 400), 700)).toEqual({ from: 1_600, to: 1_700 })
  })

  test('both ends over the whole strip are all', () => {
    expect(dragTo(startDrag(all, -5), 1_200)).toBeUndefined()
  })

  test('a range of a few px can be taken at its ends and moved', () => {
    const narrow: Strip = { ...all, range: { from: 1_500, to: 1_506 } }
    expect([496, 503, 510].map((x) => startDrag(narrow, x).grip)).toEqual(['from', 'move', 'to'])
  })

  test('whatever the gesture, the range is inside the recording and not empty', () => {
    const x = fc.double({ min: -500, max: 5_000, noNaN: true })
    fc.assert(
      fc.property(strips, x, x, fc.boolean(), (strip, start, end, anew) => {
        expect(isInside(dragTo(startDrag(strip, start, anew), end), strip)).toBe(true)
      }),
    )
  })

  test('what was dropped of a range is not chosen again', () => {
    const cut: Strip = { ...all, range: { from: 500, to: 1_200 } }
    expect(dragTo(startDrag(cut, 200), 300)).toEqual({ from: 1_000, to: 1_300 })
  })
})

describe('the wheel', () => {
  test('zooms around the pointer: its time stays where it is', () => {
    const range = turnWheel(all, 300, wheel({ deltaY: -500 }))!
    expect(range.to - range.from).toBeCloseTo(1_000 * Math.exp(-1))
    expect((1_300 - range.from) / (range.to - range.from)).toBeCloseTo(0.3)
  })

  test('zooming in and out again returns', () => {
    fc.assert(
      fc.property(strips, fc.nat(4_000), fc.integer({ min: 1, max: 800 }), (strip, x, turn) => {
        const before = strip.range ?? strip.bounds
        // Not where the shortest range stops it.
        fc.pre((before.to - before.from) * Math.exp(-0.002 * turn) > MIN_RANGE)
        const zoomedIn = turnWheel(strip, x, wheel({ deltaY: -turn }))
        const after = turnWheel({ ...strip, range: zoomedIn }, x, wheel({ deltaY: turn })) ?? strip.bounds
        const slack = (strip.bounds.to - strip.bounds.from) * 1e-6
        expect(Math.abs(after.from - before.from)).toBeLessThan(slack)
        expect(Math.abs(after.to - before.to)).toBeLessThan(slack)
      }),
    )
  })

  test('zooms out to all, and in to a microsecond', () => {
    expect(turnWheel(chosen, 500, wheel({ deltaY: 5_000 }))).toBeUndefined()
    const { from, to } = turnWheel(chosen, 500, wheel({ deltaY: -50_000 }))!
    expect(to - from).toBeCloseTo(MIN_RANGE)
    expect(from).toBeCloseTo(1_500, 2)
  })

  test('sideways, and with Shift, it moves', () => {
    const moved = { from: 1_410, to: 1_610 }
    expect(turnWheel(chosen, 500, wheel({ deltaX: 50 }))).toEqual(moved)
    expect(turnWheel(chosen, 500, wheel({ deltaY: 50, shiftKey: true }))).toEqual(moved)
  })

  test('a turn told in lines goes further than one told in px', () => {
    const px = turnWheel(all, 500, wheel({ deltaY: -3 }))!
    const lines = turnWheel(all, 500, wheel({ deltaY: -3, deltaMode: 1 }))!
    expect(lines.to - lines.from).toBeLessThan(px.to - px.from)
  })

  test('however it is turned, the range is inside the recording and not empty', () => {
    const delta = fc.double({ min: -1e6, max: 1e6, noNaN: true })
    fc.assert(
      fc.property(
        strips,
        fc.nat(4_000),
        delta,
        delta,
        fc.nat(2),
        fc.boolean(),
        (strip, x, deltaX, deltaY, deltaMode, shiftKey) => {
          expect(isInside(turnWheel(strip, x, { deltaX, deltaY, deltaMode, shiftKey }), strip)).toBe(true)
        },
      ),
    )
  })
})

test('a place and its time are each other’s inverse', () => {
  fc.assert(
    fc.property(strips, fc.nat(4_000), (strip, x) => {
      const inside = Math.min(x, strip.width)
      expect(placeOf(strip, timeAt(strip, x))).toBeCloseTo(inside, 3)
    }),
  )
})
