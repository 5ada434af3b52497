import { leaveLive, type Panel } from '../../store.ts'
import { AXIS_HEIGHT } from './scene.ts'
import type { TimelineElements, TimelineView } from './timeline-view.ts'

/** A press that moves less than that is a click, px. */
const CLICK_PX = 4
/** A stretch shorter than that is a slip of the hand, px. */
const BRUSH_PX = 6
/** How much a px of the wheel zooms; a touchpad's pinch comes in smaller steps. */
const WHEEL_ZOOM = 0.0025
const PINCH_ZOOM = 0.012
/** A turn of a mouse's wheel is at least so many px. */
const WHEEL_TURN = 40
/** A wheel that counts in lines, px each. */
const LINE_PX = 16

type Drag =
  | { readonly kind: 'press'; readonly x: number; readonly y: number }
  | { readonly kind: 'pan'; x: number; y: number }
  | { readonly kind: 'brush' | 'measure'; readonly from: number }

/**
 * What pointer and wheel do: drag to move, with Shift or on the axis to choose a stretch, with Alt to measure one;
 * wheel to scroll, with Ctrl or ⌘ to zoom, with Shift or sideways to move; click to select, double click to zoom.
 */
export function attachGestures(panel: Panel, view: TimelineView, elements: TimelineElements): () => void {
  const { scroller, canvas } = elements
  let drag: Drag | undefined
  const place = (event: MouseEvent): { x: number; y: number } => {
    const { left, top } = canvas.getBoundingClientRect()
    return { x: event.clientX - left, y: event.clientY - top }
  }
  const stopDrag = (): void => {
    drag = undefined
    view.brush = undefined
    scroller.removeAttribute('data-drag')
    view.change()
  }

  const onDown = (event: PointerEvent): void => {
    // The scroll bar beside the canvas has its own use for it.
    if (event.button !== 0 || event.target !== canvas) return
    const { x, y } = place(event)
    canvas.setPointerCapture(event.pointerId)
    if (event.altKey || event.shiftKey || y < AXIS_HEIGHT) {
      drag = { kind: event.altKey ? 'measure' : 'brush', from: view.timeAt(x) }
      leaveLive(panel)
    } else drag = { kind: 'press', x, y }
  }
  const onMove = (event: PointerEvent): void => {
    const { x, y } = place(event)
    if (drag?.kind === 'press' && Math.hypot(x - drag.x, y - drag.y) >= CLICK_PX) {
      drag = { kind: 'pan', x: drag.x, y: drag.y }
      scroller.dataset['drag'] = 'pan'
    }
    if (drag?.kind === 'pan') {
      view.navigation.pan((drag.x - x) / view.width, false)
      scroller.scrollTop += drag.y - y
      drag.x = x
      drag.y = y
    } else if (drag !== undefined && drag.kind !== 'press') {
      view.brush = { from: drag.from, to: view.timeAt(Math.min(Math.max(x, 0), view.width)) }
      scroller.dataset['drag'] = 'brush'
    }
    const inside = x >= 0 && y >= 0 && x < view.width
    view.point(inside ? { x, y } : undefined)
  }
  const onUp = (event: PointerEvent): void => {
    const ended = drag
    const { brush } = view
    if (ended === undefined) return
    stopDrag()
    if (ended.kind === 'press') click(panel, view, ended.x, ended.y)
    if (ended.kind === 'brush' && brush !== undefined) {
      const [from, to] = [Math.min(brush.from, brush.to), Math.max(brush.from, brush.to)]
      const least = view.timeAt(BRUSH_PX) - view.timeAt(0)
      if (to - from >= least) view.navigation.glide({ from, to })
    }
    view.point(place(event))
  }
  const onLeave = (): void => view.point(undefined)
  const onDouble = (event: MouseEvent): void => {
    const { x, y } = place(event)
    const row = view.rowAt(x, y)
    if (row >= 0) view.navigation.showRow(row)
    else view.navigation.showAll()
  }
  const onWheel = (event: WheelEvent): void => {
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_PX : 1
    const [dx, dy] = [event.deltaX * unit, event.deltaY * unit]
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault()
      // Browsers tell a pinch as a wheel with Ctrl, in steps that no wheel makes.
      const speed = Math.abs(dy) < WHEEL_TURN ? PINCH_ZOOM : WHEEL_ZOOM
      view.navigation.zoom(Math.exp(-dy * speed), place(event).x / view.width, false)
      return
    }
    const sideways = event.shiftKey && dx === 0 ? dy : dx
    if (sideways === 0 || (Math.abs(sideways) < Math.abs(dy) && !event.shiftKey)) return
    event.preventDefault()
    view.navigation.pan(sideways / view.width, false)
  }
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || drag === undefined) return
    event.stopPropagation()
    stopDrag()
  }

  const leaving = new AbortController()
  const { signal } = leaving
  canvas.addEventListener('pointerdown', onDown, { signal })
  canvas.addEventListener('pointermove', onMove, { signal })
  canvas.addEventListener('pointerup', onUp, { signal })
  canvas.addEventListener('pointercancel', stopDrag, { signal })
  canvas.addEventListener('pointerleave', onLeave, { signal })
  canvas.addEventListener('dblclick', onDouble, { signal })
  scroller.addEventListener('wheel', onWheel, { signal, passive: false })
  scroller.addEventListener('scroll', view.change, { signal, passive: true })
  scroller.addEventListener('keydown', onKey, { signal, capture: true })
  return () => leaving.abort()
}

function click(panel: Panel, view: TimelineView, x: number, y: number): void {
  const row = view.rowAt(x, y)
  if (row >= 0) view.choose(row, true)
  // What is folded to the selection would lose what it is folded to.
  else if (y >= AXIS_HEIGHT && !view.timeline.folded) panel.store.setState({ selectedId: undefined })
}
