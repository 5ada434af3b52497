import type { ReactTable } from '@tanstack/react-table'
import type { MouseEvent, ReactNode, TouchEvent } from 'react'
import { flushSync } from 'react-dom'
import { COLUMNS } from '../columns.tsx'
import type { ColumnId, Sort } from '../model/sort.ts'
import { usePanel, usePanelState } from '../store.ts'
import type { GridFeatures, GridRow } from './grid-table.ts'

const RESIZE_STEP = 16

/** The header of the grid: sorts on click, resizes by its separators. */
export function GridHead({ table }: { table: ReactTable<GridFeatures, GridRow> }): ReactNode {
  const { store, recorder, scroll } = usePanel()
  const sort = usePanelState((state) => state.sort)
  const resize = (id: string, width: number): void => {
    const { columnWidths } = store.getState()
    store.setState({ columnWidths: { ...columnWidths, [id]: Math.max(48, width) } })
  }
  const reset = (id: string): void => {
    const { [id]: _dropped, ...columnWidths } = store.getState().columnWidths
    store.setState({ columnWidths })
  }
  return (
    <div role="rowgroup" className="grid-head">
      {table.getHeaderGroups().map((group) => (
        <div key={group.id} role="row" aria-rowindex={1} className="head-row">
          {group.headers.map((header, at) => {
            const spec = COLUMNS.find(({ id }) => id === header.column.id)
            if (spec === undefined) return null
            const direction = sort?.column === spec.id ? (sort.desc ? 'descending' : 'ascending') : 'none'
            const size = header.column.getSize()
            const start = (event: MouseEvent | TouchEvent): void => {
              const cell = event.currentTarget.parentElement
              // A column that grows is wider than its size says; resizing starts from what is seen.
              if (spec.grows && cell !== null) flushSync(() => resize(spec.id, cell.offsetWidth))
              header.getResizeHandler()(event)
            }
            return (
              <div
                key={header.id}
                role="columnheader"
                aria-colindex={at + 1}
                aria-sort={direction}
                className={`head-cell${spec.numeric ? ' numeric' : ''}`}
              >
                <button
                  type="button"
                  className="head-button"
                  title={`${spec.title}. Click to sort, Alt + ← → to resize`}
                  onClick={() => {
                    // What one sorts for is at the top.
                    scroll.moveTo(0)
                    store.setState({ sort: nextSort(sort, spec.id), seen: recorder.recording.total })
                  }}
                  onKeyDown={(event) => {
                    if (!event.altKey) return
                    if (event.key === 'ArrowLeft') resize(spec.id, size - RESIZE_STEP)
                    else if (event.key === 'ArrowRight') resize(spec.id, size + RESIZE_STEP)
                    else return
                    event.preventDefault()
                  }}
                >
                  {spec.label}
                  <span className="sort-mark" aria-hidden="true">
                    {direction === 'ascending' ? '↑' : direction === 'descending' ? '↓' : ''}
                  </span>
                </button>
                <div
                  className="resizer"
                  aria-hidden="true"
                  onMouseDown={start}
                  onTouchStart={start}
                  onDoubleClick={() => reset(spec.id)}
                />
              </div>
            )
          })}
        </div>
      ))}
    </div>
  )
}

/** Ascending, descending, then as recorded. */
function nextSort(sort: Sort | undefined, column: ColumnId): Sort | undefined {
  if (sort?.column !== column) return { column, desc: column !== 'event' && column !== 'source' }
  const first = column !== 'event' && column !== 'source'
  return sort.desc === first ? { column, desc: !first } : undefined
}
