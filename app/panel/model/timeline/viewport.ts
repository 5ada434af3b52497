import type { Range } from '../range.ts'

/** What can be seen across the whole timeline at least and at most, ms. */
export const MIN_SPAN = 0.001
export const MAX_SPAN = 48 * 3_600_000
/** How much more than all there is can be seen at each side, as a share of it: a bar at the edge is easily missed. */
const MARGIN = 0.01
/** The least that is shown of a recording, ms: a single dispatch is not blown up to the µs. */
const MIN_EXTENT = 1

/** Where a timeline can be moved to: everything from `from` to `to`, with a margin. */
export function extentOf(from: number, to: number): Range {
  const span = Math.max(MIN_EXTENT, to - from)
  return { from: from - span * MARGIN, to: from + span * (1 + MARGIN) }
}

/** Zooms by a factor, more than 1 being closer; the moment `at` stays where it is on the screen. */
export function zoomAt(view: Range, at: number, factor: number, extent: Range): Range {
  const span = view.to - view.from
  const wanted = Math.min(Math.max(span / factor, MIN_SPAN), MAX_SPAN)
  const share = (at - view.from) / span
  const from = at - wanted * share
  return clampView({ from, to: from + wanted }, extent)
}

export function panBy(view: Range, ms: number, extent: Range): Range {
  return clampView({ from: view.from + ms, to: view.to + ms }, extent)
}

/** Shows a stretch with some room at both sides. */
export function viewAround(from: number, to: number, extent: Range): Range {
  const span = Math.max(to - from, MIN_SPAN)
  return clampView({ from: from - span * 0.1, to: to + span * 0.1 }, extent)
}

/** Moves as little as shows a stretch, or its start where it does not fit; closer or farther it does not go. */
export function revealIn(view: Range, from: number, to: number, extent: Range): Range {
  const span = view.to - view.from
  const inside = from >= view.from && from < view.to
  if (inside && (to <= view.to || to - from > span * 0.5)) return view
  const centre = to - from < span * 0.5 ? (from + to) / 2 : from + span * 0.3
  return clampView({ from: centre - span / 2, to: centre + span / 2 }, extent)
}

/** Keeps a view within the extent and between the least and the largest span. */
export function clampView(view: Range, extent: Range): Range {
  const most = Math.min(MAX_SPAN, extent.to - extent.from)
  const span = Math.min(Math.max(view.to - view.from, Math.min(MIN_SPAN, most)), most)
  const from = Math.min(Math.max(view.from, extent.from), extent.to - span)
  return { from, to: from + span }
}

/** Whether everything is in view, so that it need not be told as a range. */
export function isWhole(view: Range, extent: Range): boolean {
  return view.to - view.from >= (extent.to - extent.from) * (1 - 1e-9)
}

/** A view on the way from one to another: zooming by equal factors in equal times looks even. */
export function between(from: Range, to: Range, share: number): Range {
  if (share >= 1) return to
  const [before, after] = [from.to - from.from, to.to - to.from]
  const span = before * (after / before) ** share
  const moved = Math.abs(after - before) < before * 1e-6 ? share : (span - before) / (after - before)
  const start = from.from + (to.from - from.from) * moved
  return { from: start, to: start + span }
}
