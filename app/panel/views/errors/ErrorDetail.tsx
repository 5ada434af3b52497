import type { ErrorGroup } from 'eventscope/recorder'
import type { ReactNode } from 'react'
import { causeChain } from '../../model/errors/cause-chain.ts'
import { failingWords } from '../../model/errors/failing.ts'
import { groupQuery, occurrenceIn, registrationToRun } from '../../model/errors/groups.ts'
import { failingText } from '../../model/errors/labels.ts'
import { formatCount } from '../../model/format.ts'
import { rememberFilter, setFilter, usePanel, usePanelState } from '../../store.ts'
import { Icon } from '../../ui/Icon.tsx'
import { DispatchLink } from '../listeners/DispatchLink.tsx'
import { Fact, Side } from '../listeners/Side.tsx'
import { Value } from '../query/Value.tsx'
import { CauseChain } from './CauseChain.tsx'
import { Ago, type ErrorContext, StateChip } from './columns.tsx'
import { Occurrences } from './Occurrences.tsx'
import { RunAgain } from './RunAgain.tsx'

interface ErrorDetailProps {
  readonly group: ErrorGroup
  readonly context: ErrorContext
  readonly onClose: () => void
}

/** All that is known of one group of errors. The stack is that of the occurrence that is selected, else of the newest. */
export function ErrorDetail({ group, context, onClose }: ErrorDetailProps): ReactNode {
  const panel = usePanel()
  const { recording } = panel.recorder
  const selectedId = usePanelState((state) => state.selectedId)
  const { dispatches, latest } = group
  const shownId = selectedId !== undefined && dispatches.includes(selectedId) ? selectedId : latest.dispatchId
  const view = recording.byId(shownId)
  const occurrence = view === undefined ? undefined : occurrenceIn(view, group)
  const listenerId =
    group.listener === undefined ? undefined : registrationToRun(recording, group, occurrence?.listenerId)
  const { links, cut } = causeChain(occurrence === undefined ? latest.cause : occurrence.cause)
  return (
    <Side label="Error details" title={group.message} list="all errors" onClose={onClose}>
      <dl className="facts">
        <Fact term="Event">
          <Value field="name" value={group.event} />
        </Fact>
        <Fact term={group.listener === undefined ? 'Failed' : 'Listener'}>
          {group.listener === undefined ? (
            failingText(group)
          ) : (
            <Value field="listener" value={group.listener} />
          )}
        </Fact>
        <Fact term="Source">
          <Value field="bus" value={group.bus} />
        </Fact>
        <Fact term="Count">{formatCount(group.count)}</Fact>
        <Fact term="First">
          <Ago time={group.first} context={context} />
        </Fact>
        <Fact term="Last">
          <Ago time={group.last} context={context} />
        </Fact>
        {group.registrations > 1 && <Fact term="Registrations">{formatCount(group.registrations)}</Fact>}
        <Fact term="Now">
          <StateChip group={group} />
        </Fact>
      </dl>
      {group.listener === undefined && <p className="side-line muted">{failingWords(latest).why}</p>}
      <div className="side-actions">
        {listenerId !== undefined && (
          <>
            <RunAgain dispatch={shownId} listener={listenerId} />
            <MuteButton listener={listenerId} />
          </>
        )}
        <button
          type="button"
          className="button button-outline"
          title="Shows only its dispatches in the tab Events"
          onClick={() => {
            setFilter(panel, groupQuery(group))
            rememberFilter(panel)
            panel.store.setState({ tab: 'events' })
          }}
        >
          Show only
        </button>
      </div>
      <section aria-label="Stack of the error">
        <h4>
          Thrown in <DispatchLink id={shownId} />
          {shownId === latest.dispatchId && ', the newest'}
        </h4>
        <CauseChain links={links} cut={cut} />
      </section>
      <Occurrences group={group} context={context} />
    </Side>
  )
}

function MuteButton({ listener }: { listener: number }): ReactNode {
  const { recorder, frames } = usePanel()
  const { control, recording } = recorder
  const isMuted = control.state.muted.includes(listener)
  return (
    <button
      type="button"
      className="button button-outline"
      aria-pressed={isMuted}
      disabled={recording.listener(listener)?.active !== true}
      title="It is passed over from the next dispatch on"
      onClick={() => {
        if (isMuted) control.unmute(listener)
        else control.mute(listener)
        frames.ask()
      }}
    >
      <Icon name="mute" />
      Mute listener
    </button>
  )
}
