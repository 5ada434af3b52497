import { type PointerEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { type Drag, dragTo, startDrag, type Strip, turnWheel } from '../../model/overview/brush.ts'
import { type PanelState, setRange, usePanel } from '../../store.ts'

export interface Brush {
  /** The gesture under way. */
  readonly drag: Drag | undefined
  /** Where the pointer is, px from the left edge. */
  readonly hover: number | undefined
  readonly handlers: {
    onPointerDown(event: PointerEvent<HTMLElement>): void
    onPointerMove(event: PointerEvent<HTMLElement>): void
    onPointerUp(): void
    onPointerCancel(): void
    onPointerLeave(): void
    onDoubleClick(): void
  }
}

/** Chooses a range with pointer and wheel. */
export function useBrush(
  stripRef: RefObject<HTMLElement | null>,
  strip: { readonly current: Strip | undefined },
): Brush {
  const panel = usePanel()
  const [drag, setDrag] = useState<Drag>()
  const [hover, setHover] = useState<number>()
  const dragging = useRef<Drag>(undefined)
  const before = useRef<Pick<PanelState, 'follow' | 'seen'>>(undefined)
  const grip = (next: Drag | undefined): void => {
    dragging.current = next
    setDrag(next)
  }
  /** What was shown before the gesture is shown again. */
  const cancel = (): void => {
    if (dragging.current === undefined) return
    setRange(panel, dragging.current.strip.range)
    panel.store.setState({ ...before.current })
    grip(undefined)
  }
  // React 18 has no effect events.
  const cancelled = useRef(cancel)
  useEffect(() => {
    cancelled.current = cancel
  })

  const isDragging = drag !== undefined
  useEffect(() => {
    const view = stripRef.current?.ownerDocument.defaultView
    if (!isDragging || !view) return
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return
      event.preventDefault()
      event.stopPropagation()
      cancelled.current()
    }
    // Whatever has the focus: the key is meant for the gesture.
    view.addEventListener('keydown', onKey, { capture: true })
    return () => view.removeEventListener('keydown', onKey, { capture: true })
  }, [isDragging, stripRef])

  useEffect(() => {
    const element = stripRef.current
    if (element === null) return
    const onWheel = (event: WheelEvent): void => {
      // The page behind must not scroll or zoom; React's own handlers could not keep it from that.
      event.preventDefault()
      if (strip.current === undefined || dragging.current !== undefined) return
      setRange(panel, turnWheel(strip.current, xOf(element, event), event))
    }
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => element.removeEventListener('wheel', onWheel)
  }, [panel, strip, stripRef])

  return {
    drag,
    hover,
    handlers: {
      onPointerDown(event) {
        if (event.button !== 0 || strip.current === undefined) return
        event.currentTarget.setPointerCapture(event.pointerId)
        const { follow, seen } = panel.store.getState()
        before.current = { follow, seen }
        grip(startDrag(strip.current, xOf(event.currentTarget, event), event.shiftKey))
      },
      onPointerMove(event) {
        const x = xOf(event.currentTarget, event)
        setHover(event.pointerType === 'touch' && dragging.current === undefined ? undefined : x)
        if (dragging.current !== undefined) setRange(panel, dragTo(dragging.current, x))
      },
      onPointerUp() {
        grip(undefined)
      },
      onPointerCancel() {
        cancel()
        setHover(undefined)
      },
      onPointerLeave() {
        setHover(undefined)
      },
      onDoubleClick() {
        setRange(panel, undefined)
      },
    },
  }
}

function xOf(element: HTMLElement, { clientX }: { readonly clientX: number }): number {
  return clientX - element.getBoundingClientRect().left
}
