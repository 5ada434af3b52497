import type { KeyboardEvent } from 'react'
import { stepFrom, type Step } from '../../model/timeline/walk.ts'
import { usePanel } from '../../store.ts'
import type { TimelineView } from './timeline-view.ts'
import { windowOf } from '../../ui/window-of.ts'

/** How much a key zooms, and by which share of the view it moves. */
export const ZOOM_STEP = 1.8
const PAN_STEP = 0.25

const STEPS: Readonly<Record<string, Step>> = {
  ArrowLeft: 'previous',
  ArrowRight: 'next',
  ArrowUp: 'cause',
  ArrowDown: 'effect',
  Home: 'first',
  End: 'last',
}

/** Moves the selection and the view by the keyboard; Enter goes to the details, Escape closes them. */
export function useTimelineKeys(view: TimelineView): (event: KeyboardEvent<HTMLElement>) => void {
  const panel = usePanel()
  const { recording } = panel.recorder
  const { navigation } = view
  // Not that of the timeline, which is one frame late: the second of two quick steps would start where the first did.
  const selectedRow = (): number => {
    const { selectedId } = panel.store.getState()
    return selectedId === undefined ? -1 : recording.rowOf(selectedId)
  }
  const act = (key: string): boolean => {
    switch (key) {
      case 'w':
      case '+':
      case '=':
        navigation.zoom(ZOOM_STEP, view.focus, true)
        return true
      case 's':
      case '-':
        navigation.zoom(1 / ZOOM_STEP, view.focus, true)
        return true
      case 'a':
        navigation.pan(-PAN_STEP, true)
        return true
      case 'd':
        navigation.pan(PAN_STEP, true)
        return true
      case '0':
        navigation.showAll()
        return true
      case 'f':
        navigation.showSelection()
        return true
      case 'Escape':
        panel.store.setState({ selectedId: undefined })
        return true
      default:
        return false
    }
  }
  return (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const step = STEPS[event.key]
    if (step !== undefined) {
      const row = stepFrom(recording, view.timeline, selectedRow(), step)
      if (row >= 0) view.choose(row)
    } else if (event.key === 'Enter') {
      if (selectedRow() < 0) {
        const row = stepFrom(recording, view.timeline, -1, 'next')
        if (row >= 0) view.choose(row)
      }
      focusDetails(event.currentTarget)
    } else if (!act(event.key.length === 1 ? event.key.toLowerCase() : event.key)) return
    event.preventDefault()
    event.stopPropagation()
  }
}

function focusDetails(element: HTMLElement): void {
  const root = element.getRootNode() as ShadowRoot | Document
  // The details are rendered by then: the selection was set before.
  windowOf(element).requestAnimationFrame(() => {
    root.querySelector<HTMLElement>('.details [role="tab"][aria-selected="true"]')?.focus()
  })
}
