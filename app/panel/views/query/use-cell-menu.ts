import type { MouseEvent } from 'react'
import type { ColumnSpec } from '../../columns.tsx'
import { cellOffer, rowOffer } from '../../model/query/value-offer.ts'
import { usePanel } from '../../store.ts'
import { useValueMenu } from './ValueMenu.tsx'

/**
 * Offers what can be done with a cell of the grid; by the keyboard, with the selected row.
 * @param shown the columns, as they stand in the grid
 */
export function useCellMenu(shown: readonly ColumnSpec[]): (event: MouseEvent<HTMLElement>) => void {
  const { store, recorder } = usePanel()
  const openMenu = useValueMenu()
  return (event) => {
    const { recording } = recorder
    const { columns } = recording
    const target = event.target as HTMLElement
    const cell = target.closest('[role="gridcell"]')
    if (cell === null) {
      const { selectedId } = store.getState()
      const row =
        target === event.currentTarget && selectedId !== undefined ? recording.rowOf(selectedId) : -1
      if (row < 0) return
      event.preventDefault()
      const selected = target.querySelector('[role="row"][aria-selected="true"]')
      openMenu(rowOffer(columns, row), selected ?? event)
      return
    }
    const column = shown[Number(cell.getAttribute('aria-colindex')) - 1]
    const row = Number(cell.parentElement?.dataset['row'])
    // It may have been dropped since it was rendered.
    if (column === undefined || !(row >= columns.first && row < columns.end)) return
    const offer = cellOffer(columns, row, column.id)
    if (offer === undefined) return
    event.preventDefault()
    openMenu(offer, event)
  }
}
