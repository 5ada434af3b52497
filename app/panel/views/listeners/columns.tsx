import type { DurationStats, ListenerStats } from 'eventscope/recorder'
import type { ReactNode } from 'react'
import { formatCount, formatDuration } from '../../model/format.ts'
import { modeText, ownerText, shareText, stateText } from '../../model/listeners/labels.ts'
import type { ListenerColumn, ListenerRow } from '../../model/listeners/rows.ts'
import { fieldOffer } from '../../model/query/value-offer.ts'
import { Icon } from '../../ui/Icon.tsx'
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
  /** Opens or closes a group. */
  readonly onToggle: (group: number) => void
}

type ListenerColumnSpec = ListColumn<ListenerRow, CellContext, ListenerColumn | 'histogram'>

const NONE = <span className="faint">–</span>

export const LISTENER_COLUMNS: readonly ListenerColumnSpec[] = [
  {
    id: 'listener',
    label: 'Listener',
    title: 'Its name, and what it should be looked at for',
    width: 186,
    grows: true,
    render: (row, { onToggle }) => <ListenerName row={row} onToggle={onToggle} />,
    offer: ({ one }) => fieldOffer('listener', one.name),
  },
  {
    id: 'event',
    label: 'Event',
    title: 'The event that it listens to',
    width: 120,
    grows: true,
    render: ({ one: { event } }) => <span title={event}>{event === '*' ? 'every event' : event}</span>,
    offer: ({ one: { event } }) => (event === '*' ? undefined : fieldOffer('name', event)),
  },
  {
    id: 'place',
    label: 'Registered at',
    title: 'The code that registered it, and the component that owns it where known',
    width: 168,
    grows: true,
    render: ({ one }) => <RegisteredAt one={one} />,
  },
  {
    id: 'calls',
    label: 'Calls',
    title: 'Its recorded runs in the range',
    width: 50,
    numeric: true,
    render: ({ one: { calls } }) => count(calls),
  },
  {
    id: 'errors',
    label: 'Errors',
    title: 'Those of its runs that failed',
    width: 48,
    numeric: true,
    render: ({ one: { failed } }) =>
      failed === 0 ? count(0) : <span className="failed-count">{count(failed)}</span>,
  },
  {
    id: 'waiting',
    label: 'Waiting',
    title: 'Those of its runs that wait now',
    width: 60,
    numeric: true,
    render: ({ one: { waiting } }) =>
      waiting === 0 ? count(0) : <span className="waiting">{count(waiting)}</span>,
  },
  {
    id: 'share',
    label: 'Share',
    title: 'Share of the time of all listeners, each without what it dispatched',
    width: 78,
    numeric: true,
    render: ({ one: { share } }) => (
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
    givesWay: 1,
    label: 'Histogram',
    title: 'How often which durations came, from the shortest to the longest: synchronous, then wait',
    width: 72,
    unsorted: true,
    render: ({ one: { sync, wait } }, { clockStep }) => (
      <span className="histograms">
        {sync !== undefined && <SmallHistogram stats={sync} kind="sync" clockStep={clockStep} />}
        {wait !== undefined && <SmallHistogram stats={wait} kind="wait" clockStep={clockStep} />}
      </span>
    ),
  },
  {
    id: 'mode',
    label: 'Mode',
    title: 'Whether it runs inside of dispatch() or after it, once or always, and its timeout',
    width: 80,
    render: ({ one }) => <span title={modeText(one)}>{modeText(one)}</span>,
  },
  {
    id: 'state',
    label: 'State',
    title: 'Whether it is still registered, or when it was removed',
    width: 88,
    render: ({ one }, { timeOrigin }) => (
      <span className={one.active ? undefined : 'faint'} title={stateText(one, timeOrigin)}>
        {stateText(one, timeOrigin)}
      </span>
    ),
  },
  {
    id: 'bus',
    label: 'Source',
    title: 'The bus it is registered on',
    width: 52,
    render: ({ one }) => one.bus,
    offer: ({ one }) => fieldOffer('bus', one.bus),
  },
]

function ListenerName({ row, onToggle }: { row: ListenerRow; onToggle: CellContext['onToggle'] }): ReactNode {
  const { one, members, group, isOpen, isMember } = row
  return (
    <span className={`listener-name${isMember ? ' listener-member' : ''}`}>
      {group !== undefined && (
        <button
          type="button"
          className="group-button"
          tabIndex={-1}
          aria-expanded={isOpen}
          aria-label={`Registrations of ${one.name}`}
          title="Made alike, from one place. Click, or ← and →, to show them one by one"
          onClick={() => onToggle(group)}
        >
          <span className={`twisty${isOpen ? ' twisty-open' : ''}`}>
            <Icon name="chevron" />
          </span>
        </button>
      )}
      <span className="listener-text" title={one.name}>
        {one.name}
      </span>
      {group !== undefined && <span className="listener-times">×{formatCount(members.length)}</span>}
      <MarkBadges marks={one.marks} />
    </span>
  )
}

function RegisteredAt({ one }: { one: ListenerStats }): ReactNode {
  const { stack, stackGiven, owner, time } = one
  if (stack === undefined && owner === undefined)
    return <span className="faint">{time === undefined ? 'before the recorder' : '–'}</span>
  return (
    <span className="registered-at">
      {/* What a framework registers for a component, and does not say for whom, has no place but in the framework. */}
      <PlaceLink stack={stack} ownOnly={owner !== undefined && !stackGiven} />
      {owner !== undefined && <span className="owner">{ownerText(owner)}</span>}
    </span>
  )
}

function durations(kind: 'sync' | 'wait', label: string, what: string): ListenerColumnSpec[] {
  const column = (
    id: ListenerColumn,
    quantile: 'p50' | 'p95' | 'max',
    title: string,
  ): ListenerColumnSpec => ({
    id,
    label: `${label} ${quantile}`,
    title,
    width: 70,
    numeric: true,
    render: ({ one }, context) => duration(one[kind], quantile, kind, context),
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
