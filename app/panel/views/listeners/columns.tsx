import type { DurationStats, ListenerStats } from 'eventscope/recorder'
import type { ReactNode } from 'react'
import { formatCount, formatDuration } from '../../model/format.ts'
import { modeText, ownerText, shareText, stateText } from '../../model/listeners/labels.ts'
import type { ListenerColumn } from '../../model/listeners/rows.ts'
import { PlaceLink } from '../stack/PlaceLink.tsx'
import { SmallHistogram } from './Histogram.tsx'
import type { ListColumn } from './list-column.ts'
import { MarkBadges } from './Marks.tsx'

/** What cells need besides the listener. */
export interface CellContext {
  readonly timeOrigin: number
  readonly clockStep: number
  readonly slowMs: number
  readonly longWaitMs: number
}

type ListenerColumnSpec = ListColumn<ListenerStats, CellContext, ListenerColumn | 'histogram'>

const NONE = <span className="faint">–</span>

export const LISTENER_COLUMNS: readonly ListenerColumnSpec[] = [
  {
    id: 'listener',
    label: 'Listener',
    title: 'Its name, and what it should be looked at for',
    width: 190,
    grows: true,
    render: (one) => (
      <span className="listener-name">
        <span className="listener-text" title={one.name}>
          {one.name}
        </span>
        <MarkBadges marks={one.marks} />
      </span>
    ),
  },
  {
    id: 'event',
    label: 'Event',
    title: 'The event that it listens to',
    width: 140,
    grows: true,
    render: ({ event }) => <span title={event}>{event === '*' ? 'every event' : event}</span>,
  },
  {
    id: 'calls',
    label: 'Calls',
    title: 'Its recorded runs in the range',
    width: 62,
    numeric: true,
    render: ({ calls }) => count(calls),
  },
  {
    id: 'errors',
    label: 'Errors',
    title: 'Those of its runs that failed',
    width: 58,
    numeric: true,
    render: ({ failed }) => (failed === 0 ? count(0) : <span className="failed-count">{count(failed)}</span>),
  },
  {
    id: 'waiting',
    label: 'Waiting',
    title: 'Those of its runs that wait now',
    width: 62,
    numeric: true,
    render: ({ waiting }) => (waiting === 0 ? count(0) : <span className="waiting">{count(waiting)}</span>),
  },
  {
    id: 'share',
    label: 'Share',
    title: 'Its synchronous time, as a share of that of all listeners',
    width: 84,
    numeric: true,
    render: ({ share }) => (
      <span className="share">
        <span className="share-track" aria-hidden="true">
          <span className="share-bar" style={{ width: `${Math.min(1, share) * 100}%` }} />
        </span>
        <span className="share-text">{shareText(share)}</span>
      </span>
    ),
  },
  ...durations('sync', 'Sync', 'synchronous part: how long it held the page'),
  ...durations('wait', 'Wait', 'wait: how long its promise was pending'),
  {
    id: 'histogram',
    label: 'Histogram',
    title: 'How often which durations came, from the shortest to the longest: synchronous, then wait',
    width: 104,
    unsorted: true,
    render: ({ sync, wait }, { clockStep }) => (
      <span className="histograms">
        {sync !== undefined && <SmallHistogram stats={sync} kind="sync" clockStep={clockStep} />}
        {wait !== undefined && <SmallHistogram stats={wait} kind="wait" clockStep={clockStep} />}
      </span>
    ),
  },
  {
    id: 'place',
    label: 'Registered at',
    title: 'The code that registered it, and the component that owns it where known',
    width: 190,
    render: ({ stack, owner, time }) =>
      stack === undefined && owner === undefined ? (
        <span className="faint">{time === undefined ? 'before the recorder' : '–'}</span>
      ) : (
        <span className="registered-at">
          {owner !== undefined && <span className="owner">{ownerText(owner)}</span>}
          <PlaceLink stack={stack} />
        </span>
      ),
  },
  {
    id: 'mode',
    label: 'Mode',
    title: 'Whether it runs inside of dispatch() or after it, once or always, and its timeout',
    width: 112,
    render: (one) => <span title={modeText(one)}>{modeText(one)}</span>,
  },
  {
    id: 'state',
    label: 'State',
    title: 'Whether it is still registered, or when it was removed',
    width: 118,
    render: (one, { timeOrigin }) => (
      <span className={one.active ? undefined : 'faint'}>{stateText(one, timeOrigin)}</span>
    ),
  },
  { id: 'bus', label: 'Bus', title: 'The bus it is registered on', width: 60, render: ({ bus }) => bus },
]

function durations(kind: 'sync' | 'wait', label: string, what: string): ListenerColumnSpec[] {
  const column = (
    id: ListenerColumn,
    quantile: 'p50' | 'p95' | 'max',
    title: string,
  ): ListenerColumnSpec => ({
    id,
    label: `${label} ${quantile}`,
    title,
    width: 86,
    numeric: true,
    render: (one, context) => duration(one[kind], quantile, kind, context),
  })
  return [
    column(`${kind}P50`, 'p50', `Half of its runs took no longer; ${what}`),
    column(`${kind}P95`, 'p95', `95 % of its runs took no longer; ${what}`),
    column(`${kind}Max`, 'max', `The longest ${what}`),
  ]
}

function duration(
  stats: DurationStats | undefined,
  quantile: 'p50' | 'p95' | 'max',
  kind: 'sync' | 'wait',
  { clockStep, slowMs, longWaitMs }: CellContext,
): ReactNode {
  if (stats === undefined) return NONE
  const ms = stats[quantile]
  const isSlow = ms >= (kind === 'sync' ? slowMs : longWaitMs)
  return <span className={isSlow ? 'slow' : undefined}>{formatDuration(ms, clockStep)}</span>
}

function count(value: number): ReactNode {
  return value === 0 ? <span className="faint">0</span> : formatCount(value)
}
