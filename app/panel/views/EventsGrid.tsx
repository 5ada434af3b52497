import { useTable } from '@tanstack/react-table'
import {
  type CSSProperties,
  type ReactNode,
  type RefObject,
  type UIEvent,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
} from 'react'
import { COLUMNS } from '../columns.tsx'
import { formatCount } from '../model/format.ts'
import { ROW_HEIGHT } from '../model/grid-scroll.ts'
import { leaveLive, select, useFrame, usePanel, usePanelState } from '../store.ts'
import { NoEvents, NoMatch } from './Empty.tsx'
import { columnDefs, features, type GridRow } from './grid-table.ts'
import { GridHead } from './GridHead.tsx'
import { useGridKeys } from './use-grid-keys.ts'

const specs = new Map(COLUMNS.map((spec) => [spec.id as string, spec]))

/** The log of dispatches. It renders what is in view, once a frame. */
export function EventsGrid({ gridRef }: { gridRef: RefObject<HTMLDivElement | null> }): ReactNode {
  useFrame()
  const panel = usePanel()
  const { recorder, rows, scroll, store, frames } = panel
  const { recording } = recorder
  const filter = usePanelState((state) => state.filter)
  const sort = usePanelState((state) => state.sort)
  const follow = usePanelState((state) => state.follow)
  const seen = usePanelState((state) => state.seen)
  const selectedId = usePanelState((state) => state.selectedId)
  const hidden = usePanelState((state) => state.hiddenColumns)
  const widths = usePanelState((state) => state.columnWidths)
  const gridId = useId()
  const onKeyDown = useGridKeys(gridRef)

  const complete = rows.update(filter.trim(), sort)
  useAskWhile(!complete)
  const { length } = rows
  const following = follow && sort === undefined
  const { top, from, to } = scroll.layout(following)
  useLayoutEffect(() => {
    const grid = gridRef.current
    if (grid !== null && Math.abs(grid.scrollTop - top) > 0.5) grid.scrollTop = top
  })
  useGridHeight(gridRef)

  const data = Array.from({ length: Math.max(0, to - from) }, (_, at): GridRow => {
    return { row: rows.rowAt(from + at) }
  })
  const table = useTable({
    features,
    columns: columnDefs,
    data,
    columnResizeMode: 'onChange',
    state: {
      columnVisibility: Object.fromEntries(hidden.map((id) => [id, false])),
      columnSizing: { ...widths },
    },
    onColumnSizingChange: (update) => {
      const before = store.getState().columnWidths
      store.setState({ columnWidths: typeof update === 'function' ? update({ ...before }) : update })
    },
  })
  const leaves = table.getVisibleLeafColumns()
  const template = leaves
    .map((column) =>
      specs.get(column.id)?.grows && widths[column.id] === undefined
        ? `minmax(${column.getSize()}px, 1fr)`
        : `${column.getSize()}px`,
    )
    .join(' ')
  const width = leaves.reduce((sum, column) => sum + column.getSize(), 0)
  const selectedRow = selectedId === undefined ? -1 : recording.rowOf(selectedId)
  const selectedInView = selectedRow >= 0 && data.some(({ row }) => row === selectedRow)
  const { clockStep } = recording.stats()
  const { columns, timeOrigin } = recording
  const missing = following ? 0 : rows.countSince(seen)

  const onScroll = (event: UIEvent<HTMLDivElement>): void => {
    const { scrollTop } = event.currentTarget
    if (scroll.isOwn(scrollTop)) return
    const atEnd = scroll.isAtEnd(scrollTop)
    scroll.moveTo(scrollTop)
    if (follow && !atEnd) leaveLive(panel)
    else if (!follow && atEnd && sort === undefined) store.setState({ follow: true })
    frames.ask()
  }

  return (
    <div
      className="grid-frame"
      style={{ '--template': template, '--grid-width': `${width}px` } as CSSProperties}
    >
      <div
        ref={gridRef}
        className="grid"
        role="grid"
        aria-label="Events"
        aria-rowcount={length + 1}
        aria-colcount={leaves.length}
        aria-activedescendant={selectedInView ? `${gridId}-${selectedRow}` : undefined}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onScroll={onScroll}
        onWheel={(event) => {
          // A touchpad's first small step is enough; waiting for a far scroll would snap back.
          if (event.deltaY < 0 && length * ROW_HEIGHT > event.currentTarget.clientHeight) leaveLive(panel)
        }}
      >
        <GridHead table={table} />
        <div role="rowgroup" className="grid-body" style={{ height: length * ROW_HEIGHT }}>
          {table.getRowModel().rows.map((tableRow, at) => {
            const { row } = tableRow.original
            if (row < columns.first || row >= columns.end) return null
            const index = from + at
            const failed = columns.errorCount(row) > 0
            return (
              <div
                key={row}
                id={`${gridId}-${row}`}
                role="row"
                aria-rowindex={index + 2}
                aria-selected={row === selectedRow}
                className={`row${failed ? ' row-failed' : ''}${index % 2 === 1 ? ' row-odd' : ''}`}
                style={{ transform: `translateY(${index * ROW_HEIGHT}px)` }}
                onClick={() => select(panel, columns.id(row))}
              >
                {leaves.map((column, place) => {
                  const spec = specs.get(column.id)
                  return (
                    <div
                      key={column.id}
                      role="gridcell"
                      aria-colindex={place + 1}
                      className={`cell${spec?.numeric ? ' numeric' : ''}`}
                    >
                      {spec?.cell({ columns, row, timeOrigin, clockStep })}
                    </div>
                  )
                })}
              </div>
            )
          })}
        </div>
      </div>
      {length === 0 && (recording.size === 0 ? <NoEvents /> : complete ? <NoMatch /> : null)}
      {missing > 0 && (
        <button
          type="button"
          className="pill"
          onClick={() => {
            store.setState({ follow: true, sort: undefined })
            gridRef.current?.focus()
          }}
        >
          {formatCount(missing)} new ↓
        </button>
      )}
    </div>
  )
}

/** Asks for a frame while the rows are incomplete, and for one more: others show how far they are. */
function useAskWhile(incomplete: boolean): void {
  const { frames } = usePanel()
  const before = useRef(false)
  useLayoutEffect(() => {
    if (incomplete || before.current) frames.ask()
    before.current = incomplete
  })
}

function useGridHeight(gridRef: RefObject<HTMLDivElement | null>): void {
  const { scroll, frames } = usePanel()
  useEffect(() => {
    const grid = gridRef.current
    if (grid === null) return
    const observer = new ResizeObserver(() => {
      scroll.resize(grid.clientHeight)
      frames.ask()
    })
    observer.observe(grid)
    return () => observer.disconnect()
  }, [gridRef, scroll, frames])
}
