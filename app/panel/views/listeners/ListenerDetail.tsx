import { type ListenerStats, queryTerm } from 'eventscope/recorder'
import type { ReactNode } from 'react'
import { formatCount, formatDuration, formatTimeOfDay } from '../../model/format.ts'
import type { ListenerRow } from '../../model/listeners/rows.ts'
import type { ListenerControl } from '../../model/listeners/control-items.ts'
import { instancesText, modeText, ownerText, shareText, stateText } from '../../model/listeners/labels.ts'
import { type Panel, rememberFilter, setFilter, usePanel } from '../../store.ts'
import { ControlButtons } from '../control/ControlButtons.tsx'
import { Value } from '../query/Value.tsx'
import { Frames } from '../stack/Frames.tsx'
import type { CellContext } from './columns.tsx'
import { DispatchLink } from './DispatchLink.tsx'
import { LargeHistogram } from './Histogram.tsx'
import { MarkList } from './Marks.tsx'
import { Fact, Side } from './Side.tsx'

interface ListenerDetailProps {
  readonly row: ListenerRow
  readonly context: CellContext
  readonly control: ListenerControl
  readonly onClose: () => void
}

/** All that is known of one registration, or of several that were made alike. */
export function ListenerDetail({ row, context, control, onClose }: ListenerDetailProps): ReactNode {
  const panel = usePanel()
  const { timeOrigin, clockStep } = context
  const { one, members } = row
  const { sync, wait } = one
  const isGroup = members.length > 1
  const instances = instancesText(one, members.length)
  return (
    <Side label="Listener details" title={one.name} list="all listeners" onClose={onClose}>
      <dl className="facts">
        <Fact term="Listener">
          <Value field="listener" value={one.name} />
        </Fact>
        <Fact term="Event">
          {one.event === '*' ? 'every event' : <Value field="name" value={one.event} />}
        </Fact>
        <Fact term="Source">
          <Value field="bus" value={one.bus} />
        </Fact>
        {instances !== undefined && <Fact term="Instances">{instances}</Fact>}
        {isGroup && instances === undefined && (
          <Fact term="Registrations">{formatCount(members.length)}</Fact>
        )}
        <Fact term="Mode">{modeText(one)}</Fact>
        <Fact term="State">{stateText(one, timeOrigin)}</Fact>
        {one.time !== undefined && (
          <Fact term={isGroup ? 'Last registered' : 'Registered'}>
            {formatTimeOfDay(timeOrigin + one.time)}
          </Fact>
        )}
        {one.owner !== undefined && <Fact term="Owner">{ownerText(one.owner)}</Fact>}
        <Fact term="Calls">{callsText(one)}</Fact>
        <Fact term="Errors">{formatCount(one.failed)}</Fact>
        <Fact term="Waiting">{formatCount(one.waiting)}</Fact>
        <Fact term="Share">{shareText(one.share)}</Fact>
        {one.lastRun !== undefined && (
          <Fact term="Last run">{formatTimeOfDay(timeOrigin + one.lastRun)}</Fact>
        )}
      </dl>
      <div className="side-actions">
        <ControlButtons
          listeners={members.map(({ id }) => id)}
          name={one.name}
          active={one.active}
          state={control}
        />
        <button type="button" className="button button-outline" onClick={() => showDispatches(panel, one)}>
          Show its dispatches
        </button>
      </div>
      <MarkList marks={one.marks} stack={one.stack} />
      {one.lastFailure !== undefined && (
        <p className="side-failure">
          Last failed in <DispatchLink id={one.lastFailure.dispatchId} />: {one.lastFailure.message}
        </p>
      )}
      {isGroup && sync !== undefined && (
        <p className="side-line muted">
          Of {formatCount(members.length)} {one.managed ? 'instances' : 'registrations made alike'}: p50 and
          p95 are the highest of theirs, the bars those of the one with most calls.
        </p>
      )}
      {sync !== undefined && <LargeHistogram stats={sync} kind="sync" clockStep={clockStep} />}
      {wait !== undefined && <LargeHistogram stats={wait} kind="wait" clockStep={clockStep} />}
      {sync !== undefined && (
        <p className="side-line">
          Slowest: synchronous <DispatchLink id={sync.slowest} /> ({formatDuration(sync.max, clockStep)})
          {wait !== undefined && (
            <>
              , wait <DispatchLink id={wait.slowest} /> ({formatDuration(wait.max, clockStep)})
            </>
          )}
        </p>
      )}
      <section aria-label="Registered at">
        <h4>Registered at</h4>
        {one.stack === undefined ? (
          <p className="side-line muted">{whyNoStack(one)}</p>
        ) : (
          <Frames stack={one.stack} label="Frames of the registration" />
        )}
      </section>
    </Side>
  )
}

function callsText({ calls, totalCalls }: ListenerStats): string {
  return calls === totalCalls
    ? formatCount(calls)
    : `${formatCount(calls)} of ${formatCount(totalCalls)} ever`
}

function showDispatches(panel: Panel, { name, event }: ListenerStats): void {
  const terms = [queryTerm('listener', name)]
  if (event !== '*') terms.push(queryTerm('name', event))
  setFilter(panel, terms.join(' '))
  rememberFilter(panel)
  panel.store.setState({ tab: 'events' })
}

function whyNoStack({ time }: ListenerStats): string {
  return time === undefined
    ? 'It was registered before the recorder was attached.'
    : 'The recorder keeps no stacks of registrations, or very many were registered at once.'
}
