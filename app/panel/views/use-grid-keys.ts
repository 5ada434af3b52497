import type { KeyboardEvent, RefObject } from 'react'
import { usePanel } from '../store.ts'
import { ROW_HEIGHT } from './row-height.ts'

/** Moves the selection by the keyboard; Enter goes to the details, Escape closes them. */
export function useGridKeys(gridRef: RefObject<HTMLDivElement | null>): (event: KeyboardEvent) => void {
  const { rows, recorder, store } = usePanel()
  const { recording } = recorder
  const select = (index: number): void => {
    const row = rows.rowAt(Math.min(Math.max(index, 0), rows.length - 1))
    if (row < 0) return
    store.setState({ selectedId: recording.columns.id(row), follow: false, seen: recording.total })
    showRow(gridRef.current, rows.indexOf(row))
  }
  return (event) => {
    // The header's buttons have keys of their own.
    if (event.target !== event.currentTarget) return
    const { selectedId } = store.getState()
    const current = selectedId === undefined ? -1 : rows.indexOf(recording.rowOf(selectedId))
    const page = Math.max(1, Math.floor((gridRef.current?.clientHeight ?? 0) / ROW_HEIGHT) - 2)
    switch (event.key) {
      case 'ArrowDown':
        select(current < 0 ? rows.length - 1 : current + 1)
        break
      case 'ArrowUp':
        select(current < 0 ? rows.length - 1 : current - 1)
        break
      case 'PageDown':
        select(current + page)
        break
      case 'PageUp':
        select(current - page)
        break
      case 'Home':
        select(0)
        break
      case 'End':
        select(rows.length - 1)
        break
      case 'Enter': {
        if (current < 0) select(rows.length - 1)
        const root = gridRef.current?.getRootNode() as ShadowRoot | Document | undefined
        // The details are rendered by then: the state above was set before.
        requestAnimationFrame(() => {
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

/** Scrolls as little as shows the whole row under the header. */
function showRow(grid: HTMLDivElement | null, index: number): void {
  if (grid === null) return
  const top = index * ROW_HEIGHT
  const height = grid.clientHeight - ROW_HEIGHT
  if (top < grid.scrollTop) grid.scrollTop = top
  else if (top + ROW_HEIGHT > grid.scrollTop + height) grid.scrollTop = top + ROW_HEIGHT - height
}
