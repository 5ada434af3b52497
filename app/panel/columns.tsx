import type { RecordingColumns } from 'eventscope/recorder'
import type { ReactNode } from 'react'
import { formatCount, formatDuration, formatTimeOfDay } from './model/format.ts'
import type { ColumnId } from './model/sort.ts'

/** What a cell is made from. */
export interface CellContext {
  readonly columns: RecordingColumns
  readonly row: number
  /** ms since the Unix epoch. */
  readonly timeOrigin: number
  readonly clockStep: number
}

/** One column of the events grid. */
export interface ColumnSpec {
  readonly id: ColumnId
  readonly label: string
  readonly title: string
  readonly width: number
  /** Numbers are set flush right. */
  readonly numeric?: boolean
  /** Takes what width the others leave. */
  readonly grows?: boolean
  readonly cell: (context: CellContext) => ReactNode
}

const NONE = <span className="faint">–</span>

export const COLUMNS: readonly ColumnSpec[] = [
  {
    id: 'time',
    label: 'Time',
    title: 'When it was dispatched',
    width: 104,
    cell: ({ columns, row, timeOrigin }) => formatTimeOfDay(timeOrigin + columns.time(row)),
  },
  {
    id: 'event',
    label: 'Event',
    title: 'Name of the event',
    width: 200,
    grows: true,
    cell: ({ columns, row }) => <EventName name={columns.event(row)} />,
  },
  {
    id: 'source',
    label: 'Source',
    title: 'The bus that dispatched it',
    width: 76,
    cell: ({ columns, row }) => columns.bus(row),
  },
  {
    id: 'listeners',
    label: 'Listeners',
    title: 'How many listeners it had',
    width: 76,
    numeric: true,
    cell: ({ columns, row }) => {
      const count = columns.listenerCount(row)
      return count === 0 ? <span className="faint">0</span> : formatCount(count)
    },
  },
  {
    id: 'sync',
    label: 'Sync',
    title: 'Synchronous time of its listeners: how long they held the page',
    width: 100,
    numeric: true,
    cell: ({ columns, row, clockStep }) => {
      if (columns.listenerCount(row) === 0) return NONE
      const sync = columns.sync(row)
      return <span className={sync > 16 ? 'slow' : undefined}>{formatDuration(sync, clockStep)}</span>
    },
  },
  {
    id: 'wait',
    label: 'Wait',
    title: 'From the return of dispatch() until nothing was pending any more',
    width: 92,
    numeric: true,
    cell: ({ columns, row, clockStep }) => {
      const wait = columns.wait(row)
      if (wait !== undefined) return formatDuration(wait, clockStep)
      return columns.status(row) === 'waiting' ? <span className="waiting">waiting</span> : NONE
    },
  },
  {
    id: 'status',
    label: 'Status',
    title: 'ok, failed with the number of errors, or waiting',
    width: 92,
    cell: ({ columns, row }) => <StatusBadge columns={columns} row={row} />,
  },
  {
    id: 'parent',
    label: 'Parent',
    title: 'The dispatch that caused it',
    width: 150,
    cell: ({ columns, row, ...context }) => <ParentName {...context} columns={columns} row={row} />,
  },
]

function EventName({ name }: { name: string }): ReactNode {
  const dot = name.indexOf('.')
  if (dot < 0) return name
  return (
    <>
      <span className="namespace">{name.slice(0, dot + 1)}</span>
      {name.slice(dot + 1)}
    </>
  )
}

function StatusBadge({ columns, row }: Pick<CellContext, 'columns' | 'row'>): ReactNode {
  const status = columns.status(row)
  const errors = columns.errorCount(row)
  const text = errors > 0 ? `failed (${formatCount(errors)})` : status
  return (
    <span className={`status status-${errors > 0 ? 'failed' : status}`}>
      <span className="dot" aria-hidden="true" />
      {errors > 0 && status === 'waiting' ? `${text} …` : text}
    </span>
  )
}

function ParentName({ columns, row }: CellContext): ReactNode {
  const parent = columns.parent(row)
  return parent === undefined ? NONE : <span className="muted">#{parent}</span>
}
