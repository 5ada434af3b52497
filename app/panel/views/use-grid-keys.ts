import type { KeyboardEvent, RefObject } from 'react'
import { select, usePanel } from '../store.ts'
import { windowOf } from '../ui/window-of.ts'

/** Moves the selection by the keyboard; Enter goes to the details, Escape closes them. */
export function useGridKeys(gridRef: RefObject<HTMLDivElement | null>): (event: KeyboardEvent) => void {
  const panel = usePanel()
  const { rows, scroll, recorder, store } = panel
  const { recording } = recorder
  const selectAt = (index: number): void => {
    const row = rows.rowAt(Math.min(Math.max(index, 0), rows.length - 1))
    if (row >= 0) select(panel, recording.columns.id(row))
  }
  return (event) => {
    // The header's buttons have keys of their own.
    if (event.target !== event.currentTarget) return
    const { selectedId } = store.getState()
    const current = selectedId === undefined ? -1 : rows.indexOf(recording.rowOf(selectedId))
    const last = rows.length - 1
    switch (event.key) {
      case 'ArrowDown':
        selectAt(current < 0 ? last : current + 1)
        break
      case 'ArrowUp':
        selectAt(current < 0 ? last : current - 1)
        break
      case 'PageDown':
        selectAt(current < 0 ? last : current + scroll.pageRows)
        break
      case 'PageUp':
        selectAt(current < 0 ? last : current - scroll.pageRows)
        break
      case 'Home':
        selectAt(0)
        break
      case 'End':
        selectAt(last)
        break
      case 'Enter': {
        if (current < 0) selectAt(last)
        const root = gridRef.current?.getRootNode() as ShadowRoot | Document | undefined
        // The details are rendered by then: the state above was set before.
        windowOf(gridRef.current).requestAnimationFrame(() => {
          root?.querySelector<HTMLElement>('.details [role="tab"][aria-selected="true"]')?.focus()
        })
        break
      }
      case 'Escape':
        store.setState({ selectedId: undefined })
        break
      default:
        return
    }
    event.preventDefault()
    event.stopPropagation()
  }
}
