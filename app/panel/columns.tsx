import type { RecordingColumns } from 'eventscope/recorder'
import type { ReactElement, ReactNode } from 'react'
import { formatCount, formatDuration, formatTimeOfDay } from './model/format.ts'
import { type ColumnId, LOCAL } from './model/sort.ts'
import { Icon } from './ui/Icon.tsx'

/** What tells how values look. */
export interface CellLimits {
  /** The clock's step, ms. */
  readonly clockStep: number
  /** Synchronous time from which a dispatch is slow, ms. */
  readonly slowMs: number
}

/** What a cell shows; undefined for nothing. */
type CellValue = string | number | undefined

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
  /** Where the grid is narrow it may be left out: the lowest first. */
  readonly givesWay?: number
  /** @param timeOrigin ms since the Unix epoch */
  value(columns: RecordingColumns, row: number, timeOrigin: number): CellValue
  /** How a value looks; equal ones look the same. */
  render(value: NonNullable<CellValue>, limits: CellLimits): ReactNode
}

/** Stands around what brought a dispatch in, before its event's name: values are plain, and known again. */
const REMOTE = '\u0001'

const NONE = <span className="faint">–</span>

export const COLUMNS: readonly ColumnSpec[] = [
  {
    id: 'time',
    label: 'Time',
    title: 'When it was dispatched',
    width: 104,
    value: (columns, row, timeOrigin) => Math.floor(timeOrigin + columns.time(row)),
    render: (epoch: number) => formatTimeOfDay(epoch),
  },
  {
    id: 'event',
    label: 'Event',
    title: 'Name of the event',
    width: 200,
    grows: true,
    value: eventText,
    render: (text: string) => <EventCell text={text} />,
  },
  {
    id: 'source',
    label: 'Source',
    title: 'The bus that dispatched it',
    width: 76,
    givesWay: 3,
    value: (columns, row) => columns.bus(row),
    render: (name) => name,
  },
  {
    id: 'origin',
    label: 'Origin',
    title: 'What brought it in, or local for what was dispatched here',
    width: 76,
    givesWay: 1,
    value: (columns, row) => columns.origin(row)?.via ?? LOCAL,
    render: (via) => (via === LOCAL ? <span className="faint">{LOCAL}</span> : via),
  },
  {
    id: 'listeners',
    label: 'Listeners',
    title: 'How many listeners it had',
    width: 76,
    givesWay: 4,
    numeric: true,
    value: (columns, row) => columns.listenerCount(row),
    render: (count: number) => (count === 0 ? <span className="faint">0</span> : formatCount(count)),
  },
  {
    id: 'sync',
    label: 'Sync',
    title: 'Synchronous time of its listeners: how long they held the page',
    width: 100,
    givesWay: 6,
    numeric: true,
    value: (columns, row) => (columns.listenerCount(row) === 0 ? undefined : columns.sync(row)),
    render: (ms: number, { clockStep, slowMs }) => (
      <span className={ms >= slowMs ? 'slow' : undefined}>{formatDuration(ms, clockStep)}</span>
    ),
  },
  {
    id: 'wait',
    label: 'Wait',
    title: 'From the return of dispatch() until nothing was pending any more',
    width: 92,
    givesWay: 5,
    numeric: true,
    value: (columns, row) => columns.wait(row) ?? (columns.status(row) === 'waiting' ? 'waiting' : undefined),
    render: (wait, { clockStep }) =>
      typeof wait === 'number' ? formatDuration(wait, clockStep) : <span className="waiting">waiting</span>,
  },
  {
    id: 'status',
    label: 'Status',
    title: 'ok, failed with the number of errors, or waiting',
    width: 92,
    value: statusText,
    render: (text: string) => <StatusBadge text={text} />,
  },
  {
    id: 'parent',
    label: 'Parent',
    title: 'The dispatch that caused it',
    width: 150,
    givesWay: 2,
    value: (columns, row) => columns.parent(row),
    render: (id) => <span className="muted">#{id}</span>,
  },
]

/** Cells of a column that are kept, at most. */
const MAX_CELLS = 1_000

/**
 * The cells of the grid, made once for each value and used wherever it is shown. Under a stream of events most
 * values come again and again, and React passes over a cell that is the very same as in the last frame.
 */
export class Cells {
  private readonly made = new Map<ColumnId, Map<CellValue, ReactElement>>()

  constructor(
    private readonly shown: readonly ColumnSpec[],
    private readonly limits: CellLimits,
  ) {
    for (const { id } of shown) this.made.set(id, new Map())
  }

  ofRow(columns: RecordingColumns, row: number, timeOrigin: number): ReactElement[] {
    return this.shown.map((spec, place) => this.cell(spec, place, spec.value(columns, row, timeOrigin)))
  }

  private cell(spec: ColumnSpec, place: number, value: CellValue): ReactElement {
    const made = this.made.get(spec.id)
    const known = made?.get(value)
    if (known !== undefined) return known
    const cell = (
      <div
        key={spec.id}
        role="gridcell"
        aria-colindex={place + 1}
        className={spec.numeric ? 'cell numeric' : 'cell'}
      >
        {value === undefined ? NONE : spec.render(value, this.limits)}
      </div>
    )
    if (made !== undefined && made.size >= MAX_CELLS) made.clear()
    made?.set(value, cell)
    return cell
  }
}

function eventText(columns: RecordingColumns, row: number): string {
  const name = columns.event(row)
  const origin = columns.origin(row)
  return origin === undefined ? name : `${REMOTE}${origin.via}${REMOTE}${name}`
}

function EventCell({ text }: { text: string }): ReactNode {
  if (!text.startsWith(REMOTE)) return <EventName name={text} />
  const end = text.indexOf(REMOTE, 1)
  const from = `from ${text.slice(1, end)}`
  return (
    <>
      <span className="remote" title={`It came ${from}`} aria-hidden="true">
        <Icon name="incoming" />
      </span>
      <EventName name={text.slice(end + 1)} />
      <span className="visually-hidden"> {from}</span>
    </>
  )
}

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

function statusText(columns: RecordingColumns, row: number): string {
  const status = columns.status(row)
  const errors = columns.errorCount(row)
  if (errors === 0) return status
  return `failed (${formatCount(errors)})${status === 'waiting' ? ' …' : ''}`
}

function StatusBadge({ text }: { text: string }): ReactNode {
  return (
    <span className={`status status-${text.startsWith('failed') ? 'failed' : text}`}>
      <span className="dot" aria-hidden="true" />
      {text}
    </span>
  )
}
