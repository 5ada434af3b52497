import { useTable } from '@tanstack/react-table'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, type RefObject, useId, useLayoutEffect, useRef } from 'react'
import { COLUMNS } from '../columns.tsx'
import { formatCount } from '../model/format.ts'
import { useFrame, usePanel, usePanelState } from '../store.ts'
import { ROW_HEIGHT } from './row-height.ts'
import { columnDefs, features, type GridRow } from './grid-table.ts'
import { GridHead } from './GridHead.tsx'
import { useGridKeys } from './use-grid-keys.ts'
import { NoEvents, NoMatch } from './Empty.tsx'

const specs = new Map(COLUMNS.map((spec) => [spec.id as string, spec]))

/** The log of dispatches. It renders what is in view, once a frame. */
export function EventsGrid({ gridRef }: { gridRef: RefObject<HTMLDivElement | null> }): ReactNode {
  useFrame()
  const panel = usePanel()
  const { recorder, rows, store, frames } = panel
  const { recording } = recorder
  const filter = usePanelState((state) => state.filter)
  const sort = usePanelState((state) => state.sort)
  const follow = usePanelState((state) => state.follow)
  const selectedId = usePanelState((state) => state.selectedId)
  const hidden = usePanelState((state) => state.hiddenColumns)
  const widths = usePanelState((state) => state.columnWidths)
  const seen = usePanelState((state) => state.seen)
  const gridId = useId()

  const complete = rows.update(filter.trim(), sort)
  useLayoutEffect(() => {
    if (!complete) frames.ask()
  })

  const { length } = rows
  const virtual = useVirtualizer({
    count: length,
    getScrollElement: () => gridRef.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
    scrollPaddingStart: ROW_HEIGHT,
    paddingStart: 0,
  })
  const following = follow && sort === undefined
  useKeepPlace(gridRef, following, length)

  const items = virtual.getVirtualItems()
  const data = items.map(({ index }): GridRow => ({ row: rows.rowAt(index) }))
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
  const selectedRow = selectedId === undefined ? -1 : recording.rowOf(selectedId)
  const selectedInView = selectedRow >= 0 && data.some(({ row }) => row === selectedRow)
  const onKeyDown = useGridKeys(gridRef)
  const { clockStep } = recording.stats()
  const missing = following ? 0 : rows.countSince(seen)

  return (
    <div className="grid-frame" style={{ '--template': template } as React.CSSProperties}>
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
        onScroll={(event) => {
          const { scrollTop, clientHeight, scrollHeight } = event.currentTarget
          const atEnd = scrollTop + clientHeight >= scrollHeight - ROW_HEIGHT
          const back = scrollTop < lastScroll(event.currentTarget)
          if (back && !atEnd && store.getState().follow) {
            store.setState({ follow: false, seen: recording.total })
          }
        }}
      >
        <GridHead table={table} />
        <div role="rowgroup" className="grid-body" style={{ height: virtual.getTotalSize() }}>
          {table.getRowModel().rows.map((tableRow, place) => {
            const item = items[place]
            const { row } = tableRow.original
            if (item === undefined || row < 0) return null
            const { columns } = recording
            const failed = columns.errorCount(row) > 0
            return (
              <div
                key={row}
                id={`${gridId}-${row}`}
                role="row"
                aria-rowindex={item.index + 2}
                aria-selected={row === selectedRow}
                className={`row${failed ? ' row-failed' : ''}${item.index % 2 === 1 ? ' row-odd' : ''}`}
                style={{ transform: `translateY(${item.start}px)` }}
                onClick={() => {
                  store.setState({ selectedId: columns.id(row), follow: false, seen: recording.total })
                }}
              >
                {leaves.map((column, at) => {
                  const spec = specs.get(column.id)
                  return (
                    <div
                      key={column.id}
                      role="gridcell"
                      aria-colindex={at + 1}
                      className={`cell${spec?.numeric ? ' numeric' : ''}`}
                    >
                      {spec?.cell({ columns, row, timeOrigin: recording.timeOrigin, clockStep })}
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
          onClick={() => store.setState({ follow: true, sort: undefined })}
        >
          {formatCount(missing)} new ↓
        </button>
      )}
    </div>
  )
}

const scrolled = new WeakMap<Element, number>()

/** Where the grid was scrolled to when this was asked last. */
function lastScroll(element: Element): number {
  const before = scrolled.get(element) ?? 0
  scrolled.set(element, element.scrollTop)
  return before
}

/** Keeps the newest row in view while following, else the rows in view where they are as older ones drop out. */
function useKeepPlace(gridRef: RefObject<HTMLDivElement | null>, following: boolean, length: number): void {
  const { recorder } = usePanel()
  const sort = usePanelState((state) => state.sort)
  const filter = usePanelState((state) => state.filter)
  const first = useRef(0)
  useLayoutEffect(() => {
    const grid = gridRef.current
    if (grid === null) return
    const dropped = recorder.recording.columns.first - first.current
    first.current = recorder.recording.columns.first
    if (following) {
      grid.scrollTop = grid.scrollHeight
      scrolled.set(grid, grid.scrollTop)
    } else if (dropped > 0 && sort === undefined && filter === '') {
      grid.scrollTop -= dropped * ROW_HEIGHT
      scrolled.set(grid, grid.scrollTop)
    }
  }, [gridRef, recorder, following, length, sort, filter, recorder.recording.columns.first])
}
