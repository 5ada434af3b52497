import type { ErrorGroup } from 'eventscope/recorder'
import type { ReactNode } from 'react'
import { formatCount, formatTimeOfDay } from '../../model/format.ts'
import type { ErrorColumn } from '../../model/errors/groups.ts'
import { messageOffer } from '../../model/listeners/offers.ts'
import { fieldOffer } from '../../model/query/value-offer.ts'
import { agoText, failingText, stateText } from '../../model/errors/labels.ts'
import type { ListColumn } from '../listeners/list-column.ts'
import { Sparkline } from './Sparkline.tsx'

/** What cells need besides the group. */
export interface ErrorContext {
  readonly timeOrigin: number
  /** The time now, in ms since `timeOrigin`. */
  readonly now: number
}

export const ERROR_COLUMNS: readonly ListColumn<ErrorGroup, ErrorContext, ErrorColumn | 'sparkline'>[] = [
  {
    id: 'message',
    label: 'Message',
    title: 'What was thrown',
    width: 180,
    grows: true,
    offer: ({ message }) => messageOffer(message),
    render: ({ message }) => (
      <span className="error-message" title={message}>
        {message === '' ? '(no message)' : message}
      </span>
    ),
  },
  {
    id: 'event',
    label: 'Event',
    title: 'The event that was dispatched',
    width: 150,
    givesWay: 4,
    offer: ({ event }) => fieldOffer('name', event),
    render: ({ event }) => <span title={event}>{event}</span>,
  },
  {
    id: 'listener',
    label: 'Listener',
    title: 'The listener that failed, or what else did',
    width: 130,
    givesWay: 5,
    offer: ({ listener }) => (listener === undefined ? undefined : fieldOffer('listener', listener)),
    render: (group) => (
      <span className={group.listener === undefined ? 'faint' : undefined} title={failingText(group)}>
        {failingText(group)}
      </span>
    ),
  },
  {
    id: 'count',
    label: 'Count',
    title: 'How often it failed so',
    width: 58,
    numeric: true,
    render: ({ count }) => formatCount(count),
  },
  {
    id: 'sparkline',
    label: 'Over time',
    title: 'When it failed, over the time that is shown',
    width: 108,
    givesWay: 3,
    unsorted: true,
    render: ({ perBin }) => <Sparkline perBin={perBin} />,
  },
  {
    id: 'state',
    label: 'Still failing?',
    title: 'Whether its listener has run without failing since',
    width: 134,
    render: (group) => <StateChip group={group} />,
  },
  {
    id: 'first',
    label: 'First',
    title: 'When it failed so for the first time',
    width: 84,
    givesWay: 1,
    render: ({ first }, context) => <Ago time={first} context={context} />,
  },
  {
    id: 'last',
    label: 'Last',
    title: 'When it failed so for the last time',
    width: 84,
    givesWay: 2,
    render: ({ last }, context) => <Ago time={last} context={context} />,
  },
]

/** Whether it still fails, in words and colour. */
export function StateChip({ group }: { group: ErrorGroup }): ReactNode {
  // What a check says once is not well because it says it no more.
  const look = group.kind === 'check' && group.state === 'recovered' ? 'not-run-since' : group.state
  return <span className={`state-chip state-${look}`}>{stateText(group)}</span>
}

/** How long ago; the exact time on pointing at it. */
export function Ago({ time, context }: { time: number; context: ErrorContext }): ReactNode {
  return (
    <span title={formatTimeOfDay(context.timeOrigin + time)}>{agoText(Math.max(0, context.now - time))}</span>
  )
}
