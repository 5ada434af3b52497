import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Range } from '../range.ts'
import {
  clampView,
  extentOf,
  isWhole,
  MAX_SPAN,
  MIN_SPAN,
  panBy,
  revealIn,
  viewAround,
  zoomAt,
} from './viewport.ts'

const times = fc.double({ min: 0, max: 10_000_000, noNaN: true })
const extents = fc.tuple(times, times).map(([a, b]) => extentOf(Math.min(a, b), Math.max(a, b)))
const shares = fc.double({ min: 0, max: 1, noNaN: true })
/** A view somewhere within an extent. */
const views = fc
  .tuple(extents, shares, fc.double({ min: 1e-6, max: 1, noNaN: true }))
  .map(([extent, at, part]) => {
    const span = (extent.to - extent.from) * part
    const from = extent.from + (extent.to - extent.from - span) * at
    return { extent, view: clampView({ from, to: from + span }, extent) }
  })

function expectInside(view: Range, extent: Range): void {
  const slack = (extent.to - extent.from) * 1e-9
  expect(view.from).toBeGreaterThanOrEqual(extent.from - slack)
  expect(view.to).toBeLessThanOrEqual(extent.to + slack)
  expect(view.to).toBeGreaterThan(view.from)
}

test('zooming keeps the moment under the pointer where it is, unless the edge is reached', () => {
  fc.assert(
    fc.property(
      views,
      shares,
      fc.double({ min: 1.01, max: 50, noNaN: true }),
      ({ extent, view }, share, factor) => {
        const at = view.from + share * (view.to - view.from)
        const closer = zoomAt(view, at, factor, extent)
        expectInside(closer, extent)
        expect((at - closer.from) / (closer.to - closer.from)).toBeCloseTo(share, 3)
      },
    ),
  )
})

test('however it is zoomed and moved, the view stays within what there is and within its limits', () => {
  const moves = fc.array(
    fc.record({ factor: fc.double({ min: 0.001, max: 1_000, noNaN: true }), at: shares, by: fc.integer() }),
    { maxLength: 20 },
  )
  fc.assert(
    fc.property(views, moves, ({ extent, view }, all) => {
      let now = view
      for (const { factor, at, by } of all) {
        now = zoomAt(now, now.from + at * (now.to - now.from), factor, extent)
        now = panBy(now, by, extent)
        expectInside(now, extent)
        expect(now.to - now.from).toBeGreaterThan(MIN_SPAN * 0.5)
        expect(now.to - now.from).toBeLessThanOrEqual(MAX_SPAN * 1.001)
      }
    }),
  )
})

test('zooming in and out by the same factor leads back', () => {
  const extent = extentOf(0, 60_000)
  const view = { from: 20_000, to: 21_000 }
  const back = zoomAt(zoomAt(view, 20_300, 7, extent), 20_300, 1 / 7, extent)
  expect(back.from).toBeCloseTo(view.from, 6)
  expect(back.to).toBeCloseTo(view.to, 6)
})

test('from minutes down to a microsecond, and no closer', () => {
  const extent = extentOf(0, 10 * 60_000)
  const closest = zoomAt(extent, 300_000, 1e12, extent)
  expect(closest.to - closest.from).toBeCloseTo(MIN_SPAN, 6)
  expect(closest.from).toBeCloseTo(300_000, 2)
})

test('everything is in view with some room at both sides, and only then it is the whole', () => {
  const extent = extentOf(100, 1_100)
  expect(extent).toEqual({ from: 90, to: 1_110 })
  expect(isWhole(clampView({ from: -1e9, to: 1e9 }, extent), extent)).toBe(true)
  expect(isWhole({ from: 91, to: 1_110 }, extent)).toBe(false)
})

test('a recording of a single moment can be shown, too', () => {
  const extent = extentOf(500, 500)
  expect(extent.to).toBeGreaterThan(extent.from)
  expectInside(viewAround(500, 500, extent), extent)
})

test('what is revealed is in view, and what was in view does not move', () => {
  fc.assert(
    fc.property(views, shares, shares, ({ extent, view }, a, b) => {
      const span = extent.to - extent.from
      const from = extent.from + Math.min(a, b) * span * 0.99
      const to = extent.from + Math.max(a, b) * span * 0.99
      const shown = revealIn(view, from, to, extent)
      expectInside(shown, extent)
      expect(shown.to - shown.from).toBeCloseTo(view.to - view.from, 3)
      expect(from).toBeGreaterThanOrEqual(shown.from - span * 1e-9)
      expect(from).toBeLessThanOrEqual(shown.to + span * 1e-9)
      const wasInView = from >= view.from && to <= view.to
      expect(wasInView ? shown : view).toEqual(view)
    }),
  )
})
