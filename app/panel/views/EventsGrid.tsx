import { useTable } from '@tanstack/react-table'
import {
  type CSSProperties,
  memo,
  type ReactNode,
  type RefObject,
  type UIEvent,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { Cells, COLUMNS, type ColumnSpec } from '../columns.tsx'
import { fitColumns } from '../model/fit-columns.ts'
import { formatCount } from '../model/format.ts'
import { ROW_HEIGHTS } from '../model/grid-scroll.ts'
import { RowSlots } from '../model/row-slots.ts'
import { followLive, leaveLive, select, useEveryFrame, usePanel, usePanelState } from '../store.ts'
import { onPress } from '../ui/on-press.ts'
import { useRoom } from '../ui/use-room.ts'
import { windowOf } from '../ui/window-of.ts'
import { NoEvents, NoMatch } from './Empty.tsx'
import { columnDefs, features, type GridRow } from './grid-table.ts'
import { GridHead } from './GridHead.tsx'
import { useCellMenu } from './query/use-cell-menu.ts'
import { useGridKeys } from './use-grid-keys.ts'

const specs = new Map(COLUMNS.map((spec) => [spec.id as string, spec]))
/** The table library describes the columns; rows come from the recording's columns, in every frame other ones. */
const NO_ROWS: GridRow[] = []
/** Where the grid is narrower, px, columns give way to what has to be seen without scrolling: the event and its status. */
const NARROW = 600

/** The log of dispatches. */
export function EventsGrid({ gridRef }: { gridRef: RefObject<HTMLDivElement | null> }): ReactNode {
  const { store } = usePanel()
  const hidden = usePanelState((state) => state.hiddenColumns)
  const widths = usePanelState((state) => state.columnWidths)
  const { room } = useRoom(gridRef)
  const isNarrow = room < NARROW
  const shown = useMemo(() => {
    const wanted = COLUMNS.filter(({ id }) => !hidden.includes(id))
    if (!isNarrow) return wanted
    const fitting = fitColumns(
      wanted.map((spec) => ({ ...spec, width: widths[spec.id] ?? spec.width, spec })),
      room,
    )
    return fitting.map(({ spec }) => spec)
  }, [hidden, widths, isNarrow, room])
  const table = useTable({
    features,
    columns: columnDefs,
    data: NO_ROWS,
    columnResizeMode: 'onChange',
    state: {
      columnVisibility: Object.fromEntries(COLUMNS.map((spec) => [spec.id, shown.includes(spec)])),
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
  return (
    <div
      className="grid-frame"
      style={{ '--es-template': template, '--es-grid-width': `${width}px` } as CSSProperties}
    >
      <GridView gridRef={gridRef} head={<GridHead table={table} />} shown={shown} />
    </div>
  )
}

interface GridViewProps {
  readonly gridRef: RefObject<HTMLDivElement | null>
  /** Made outside, so that it is not rendered in every frame. */
  readonly head: ReactNode
  readonly shown: readonly ColumnSpec[]
}

/** It renders the rows in view, once a frame. */
function GridView({ gridRef, head, shown }: GridViewProps): ReactNode {
  useEveryFrame()
  const panel = usePanel()
  const { recorder, rows, scroll, store, frames } = panel
  const { recording } = recorder
  const query = usePanelState((state) => state.query)
  const range = usePanelState((state) => state.range)
  const sort = usePanelState((state) => state.sort)
  const follow = usePanelState((state) => state.follow)
  const seen = usePanelState((state) => state.seen)
  const selectedId = usePanelState((state) => state.selectedId)
  const gridId = useId()
  const onKeyDown = useGridKeys(gridRef)
  const onContextMenu = useCellMenu(shown)
  const [slots] = useState(() => new RowSlots())

  const complete = rows.update({ query, sort, range })
  useAskWhile(!complete)
  const { growing } = rows
  useEffect(() => (growing ? frames.grow() : undefined), [frames, growing])
  const { length } = rows
  const following = follow && sort === undefined
  const rowHeight = ROW_HEIGHTS[usePanelState((state) => state.density)]
  const { top, height, shift, from, to } = scroll.layout(following, rowHeight)
  // Where the grid is scrolled to: asking it would make it lay out its rows at once.
  const scrolledTo = useRef(0)
  useLayoutEffect(() => {
    const grid = gridRef.current
    if (grid === null || Math.abs(scrolledTo.current - top) <= 0.5) return
    grid.scrollTop = top
    scrolledTo.current = top
  })
  useGridHeight(gridRef)

  const visible = Array.from({ length: Math.max(0, to - from) }, (_, at) => rows.rowAt(from + at)).filter(
    (row) => row >= 0,
  )
  const slotOf = slots.assign(visible)
  const selectedRow = selectedId === undefined ? -1 : recording.rowOf(selectedId)
  const selectedInView = selectedRow >= 0 && visible.includes(selectedRow)
  const { columns, version, generation } = recording
  const { clockStep } = recording.stats()
  const slowMs = usePanelState((state) => state.slowMs)
  const cells = useMemo(() => new Cells(shown, { clockStep, slowMs }), [shown, clockStep, slowMs])
  // What is new is told of while it is out of view.
  const missing = following || (sort === undefined && scroll.isAtEnd(top)) ? 0 : rows.countSince(seen)

  const onScroll = (event: UIEvent<HTMLDivElement>): void => {
    const { scrollTop } = event.currentTarget
    scrolledTo.current = scrollTop
    if (scroll.isOwn(scrollTop)) return
    const atEnd = scroll.isAtEnd(scrollTop)
    scroll.moveTo(scrollTop)
    if (follow && !atEnd) leaveLive(panel)
    else if (!follow && atEnd && sort === undefined && range === undefined) store.setState({ follow: true })
    frames.ask()
  }

  return (
    <>
      <div
        ref={gridRef}
        className="grid"
        role="grid"
        aria-label="Events"
        aria-rowcount={length + 1}
        aria-colcount={shown.length}
        aria-activedescendant={selectedInView ? `${gridId}-${selectedRow}` : undefined}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onContextMenu={onContextMenu}
        onScroll={onScroll}
        onWheel={(event) => {
          // A touchpad's first small step is enough; waiting for a far scroll would snap back.
          if (event.deltaY < 0 && length * rowHeight > event.currentTarget.clientHeight) leaveLive(panel)
        }}
      >
        {head}
        <div role="rowgroup" className="grid-body" style={{ height }}>
          {visible.map((row, at) => (
            <Row
              key={slotOf[at]}
              id={`${gridId}-${row}`}
              row={row}
              index={from + at}
              shift={shift}
              rowHeight={rowHeight}
              cells={cells}
              selected={row === selectedRow}
              version={columns.status(row) === 'waiting' ? version : -generation}
            />
          ))}
        </div>
      </div>
      {length === 0 && (recording.size === 0 ? <NoEvents /> : complete ? <NoMatch /> : null)}
      {missing > 0 && (
        <button
          type="button"
          className="pill"
          onClick={() => {
            followLive(panel)
            gridRef.current?.focus()
          }}
        >
          {formatCount(missing)} new ↓
        </button>
      )}
    </>
  )
}

interface RowProps {
  readonly id: string
  readonly row: number
  readonly index: number
  /** How far down from its place in the list, px. */
  readonly shift: number
  readonly rowHeight: number
  readonly cells: Cells
  readonly selected: boolean
  /** Changes while the row may; once settled, it never does before a clear. */
  readonly version: number
}

const Row = memo(function Row(props: RowProps): ReactNode {
  const { id, row, index, shift, rowHeight, cells, selected } = props
  const panel = usePanel()
  const { columns, timeOrigin } = panel.recorder.recording
  const failed = columns.errorCount(row) > 0
  return (
    <div
      id={id}
      role="row"
      data-row={row}
      aria-rowindex={index + 2}
      aria-selected={selected}
      className={`row${failed ? ' row-failed' : ''}${index % 2 === 1 ? ' row-odd' : ''}`}
      style={{ transform: `translateY(${index * rowHeight + shift}px)` }}
      {...onPress(() => {
        // It may have been dropped since this was rendered.
        if (row >= columns.first && row < columns.end) select(panel, columns.id(row))
      })}
    >
      {cells.ofRow(columns, row, timeOrigin)}
    </div>
  )
})

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
  const { scroll, frames, store, recorder } = usePanel()
  useEffect(() => {
    const grid = gridRef.current
    if (grid === null) return
    const observer = new (windowOf(grid).ResizeObserver)(() => {
      const { selectedId } = store.getState()
      scroll.resize(grid.clientHeight, selectedId === undefined ? -1 : recorder.recording.rowOf(selectedId))
      frames.ask()
    })
    observer.observe(grid)
    return () => observer.disconnect()
  }, [gridRef, scroll, frames, store, recorder])
}
