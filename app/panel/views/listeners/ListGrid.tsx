import { useVirtualizer } from '@tanstack/react-virtual'
import { type CSSProperties, memo, type MouseEvent, type ReactNode, useId, useRef } from 'react'
import { ROW_HEIGHTS } from '../../model/grid-scroll.ts'
import { fitColumns, templateOf } from '../../model/fit-columns.ts'
import { allOffers } from '../../model/listeners/offers.ts'
import { usePanelState } from '../../store.ts'
import { onPress } from '../../ui/on-press.ts'
import { useRoom } from '../../ui/use-room.ts'
import { isElement } from '../../ui/window-of.ts'
import { useValueMenu } from '../query/ValueMenu.tsx'
import type { ListColumn } from './list-column.ts'
import { useListKeys } from './use-list-keys.ts'

/** Rows rendered beyond the edges of the view. */
const OVERSCAN = 6

interface Sort {
  readonly column: string
  readonly desc: boolean
}

export interface ListGridProps<Item, Context, Id extends string | number> {
  readonly label: string
  readonly columns: readonly ListColumn<Item, Context, string>[]
  readonly items: readonly Item[]
  readonly idOf: (item: Item) => Id
  /** What cells need besides their item; another object renders all anew. */
  readonly context: Context
  readonly sort: Sort | undefined
  readonly onSort: (column: string) => void
  readonly selected: Id | undefined
  readonly onSelect: (id: Id | undefined) => void
  /** How a row looks, as classes: it is rendered anew when they change. */
  readonly stateOf?: (item: Item) => string
  /** The last cell, which stays in view. */
  readonly actions?: { readonly width: number; readonly render: (item: Item) => ReactNode }
  /** A key was pressed on the selected item. */
  readonly onKey?: (key: string, item: Item) => boolean
  /** What is shown instead of rows where there are none. */
  readonly empty: ReactNode
}

/** A list with a head that sorts, rows of one height of which only those in view are rendered, and a selection. */
export function ListGrid<Item, Context, Id extends string | number>(
  props: ListGridProps<Item, Context, Id>,
): ReactNode {
  const {
    label,
    columns: all,
    items,
    idOf,
    context,
    sort,
    onSort,
    selected,
    onSelect,
    stateOf,
    actions,
    empty,
  } = props
  const rowHeight = ROW_HEIGHTS[usePanelState((state) => state.density)]
  const gridRef = useRef<HTMLDivElement>(null)
  const gridId = useId()
  const { room, more, onScroll } = useRoom(gridRef)
  const actionsWidth = actions?.width ?? 0
  const columns = fitColumns(all, room - actionsWidth)
  const { template, width } = templateOf(columns, actionsWidth)
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => gridRef.current,
    estimateSize: () => rowHeight,
    // The head scrolls along and stays on top.
    scrollMargin: rowHeight,
    scrollPaddingStart: rowHeight,
    overscan: OVERSCAN,
    useFlushSync: false,
  })
  const current = selected === undefined ? -1 : items.findIndex((item) => idOf(item) === selected)
  const onKeyDown = useListKeys({
    ...props,
    gridRef,
    current,
    pageRows: Math.max(1, Math.floor((virtual.scrollRect?.height ?? 0) / rowHeight) - 2),
    reveal: (index) => virtual.scrollToIndex(index, { align: 'auto' }),
  })
  const openMenu = useValueMenu()
  const onContextMenu = (event: MouseEvent): void => {
    const target = event.target as Element
    const row = target.closest<HTMLElement>('[data-index]')
    const at = Number(target.closest('[role="gridcell"]')?.getAttribute('aria-colindex')) - 1
    const item = items[row === null ? current : Number(row.dataset['index'])]
    if (item === undefined || (row === null && target !== event.currentTarget)) return
    const offer =
      row === null ? allOffers(columns.map((column) => column.offer?.(item))) : columns[at]?.offer?.(item)
    if (offer === undefined) return
    event.preventDefault()
    const selectedRow = row === null ? target.querySelector('[role="row"][aria-selected="true"]') : null
    openMenu(offer, selectedRow ?? event)
  }
  const shown = virtual.getVirtualItems().filter(({ index }) => index < items.length)
  return (
    <div
      className={`grid-frame list list-more-${more}`}
      style={
        {
          '--es-template': template,
          '--es-grid-width': `${width}px`,
          '--es-actions': `${actionsWidth}px`,
        } as CSSProperties
      }
    >
      <div
        ref={gridRef}
        className="grid"
        role="grid"
        aria-label={label}
        aria-rowcount={items.length + 1}
        aria-colcount={columns.length + (actions === undefined ? 0 : 1)}
        aria-activedescendant={
          shown.some(({ index }) => index === current) ? `${gridId}-${selected}` : undefined
        }
        tabIndex={0}
        onKeyDown={onKeyDown}
        onContextMenu={onContextMenu}
        onScroll={onScroll}
      >
        <ListHead columns={columns} sort={sort} onSort={onSort} hasActions={actions !== undefined} />
        <div
          role={items.length === 0 ? 'presentation' : 'rowgroup'}
          className="grid-body"
          style={{ height: items.length * rowHeight }}
        >
          {shown.map(({ index }) => {
            const item = items[index]!
            const id = idOf(item)
            return (
              <ListRow
                key={id}
                rowId={`${gridId}-${id}`}
                id={id}
                item={item}
                index={index}
                top={index * rowHeight}
                columns={columns}
                context={context}
                selected={index === current}
                state={stateOf?.(item) ?? ''}
                renderActions={actions?.render}
                onSelect={onSelect}
              />
            )
          })}
        </div>
      </div>
      {items.length === 0 && empty}
    </div>
  )
}

interface ListHeadProps {
  readonly columns: readonly ListColumn<never, never, string>[]
  readonly sort: Sort | undefined
  readonly onSort: (column: string) => void
  readonly hasActions: boolean
}

function ListHead({ columns, sort, onSort, hasActions }: ListHeadProps): ReactNode {
  return (
    <div role="rowgroup" className="grid-head">
      <div role="row" aria-rowindex={1} className="head-row">
        {columns.map(({ id, label, title, numeric, unsorted }, at) => {
          const direction = sort?.column === id ? (sort.desc ? 'descending' : 'ascending') : 'none'
          return (
            <div
              key={id}
              role="columnheader"
              aria-colindex={at + 1}
              aria-sort={unsorted ? undefined : direction}
              className={`head-cell${numeric ? ' numeric' : ''}`}
            >
              {unsorted ? (
                <span className="head-button" title={title}>
                  {label}
                </span>
              ) : (
                <button
                  type="button"
                  className="head-button"
                  title={`${title}. Click to sort`}
                  onClick={() => onSort(id)}
                >
                  {label}
                  <span className="sort-mark" aria-hidden="true">
                    {direction === 'ascending' ? '↑' : direction === 'descending' ? '↓' : ''}
                  </span>
                </button>
              )}
            </div>
          )
        })}
        {hasActions && (
          <div role="columnheader" aria-colindex={columns.length + 1} className="head-cell list-actions">
            <span className="head-button">Actions</span>
          </div>
        )}
      </div>
    </div>
  )
}

interface ListRowProps<Item, Context, Id> {
  readonly rowId: string
  readonly id: Id
  readonly item: Item
  readonly index: number
  readonly top: number
  readonly columns: readonly ListColumn<Item, Context, string>[]
  readonly context: Context
  readonly selected: boolean
  readonly state: string
  readonly renderActions: ((item: Item) => ReactNode) | undefined
  readonly onSelect: (id: Id) => void
}

function Row<Item, Context, Id>(props: ListRowProps<Item, Context, Id>): ReactNode {
  const { rowId, id, item, index, top, columns, context, selected, state, renderActions, onSelect } = props
  return (
    <div
      id={rowId}
      role="row"
      data-index={index}
      aria-rowindex={index + 2}
      aria-selected={selected}
      className={`row list-row${index % 2 === 1 ? ' row-odd' : ''}${state === '' ? '' : ` ${state}`}`}
      style={{ transform: `translateY(${top}px)` }}
      {...onPress(({ target }) => {
        // Buttons in a row have something else to do.
        if (isElement(target) && target.closest('button') === null) onSelect(id)
      })}
    >
      {columns.map((column, at) => (
        <div
          key={column.id}
          role="gridcell"
          aria-colindex={at + 1}
          className={column.numeric ? 'cell numeric' : 'cell'}
        >
          {column.render(item, context)}
        </div>
      ))}
      {renderActions !== undefined && (
        <div role="gridcell" aria-colindex={columns.length + 1} className="cell list-actions">
          {renderActions(item)}
        </div>
      )}
    </div>
  )
}

const ListRow = memo(Row) as typeof Row
