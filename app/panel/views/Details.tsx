import { Tabs } from '@base-ui/react/tabs'
import type { DispatchView } from 'eventscope/recorder'
import { type ReactNode, useEffect, useState } from 'react'
import { formatDuration, formatTimeOfDay } from '../model/format.ts'
import { durationOffer, fieldOffer, timeOffer, type ValueOffer } from '../model/query/value-offer.ts'
import { select, setFilter, setRange, useFrame, usePanel, usePanelState } from '../store.ts'
import { Boundary } from '../ui/Boundary.tsx'
import { isElement } from '../ui/window-of.ts'
import { Icon } from '../ui/Icon.tsx'
import { CauseView } from './causes/CauseView.tsx'
import { DispatchActions } from './compare/DispatchActions.tsx'
import { PayloadTab } from './compare/PayloadTab.tsx'
import { OriginFact } from './OriginFact.tsx'
import { OfferedValue, Value } from './query/Value.tsx'
import { useValueMenu } from './query/ValueMenu.tsx'
import { RunsView } from './RunsView.tsx'
import { StackView } from './stack/StackView.tsx'

interface DetailsTab {
  readonly id: string
  readonly label: (view: DispatchView) => string
  readonly render: (view: DispatchView) => ReactNode
}

const TABS: readonly DetailsTab[] = [
  {
    id: 'payload',
    label: () => 'Payload',
    render: (view) => <PayloadTab view={view} />,
  },
  { id: 'runs', label: () => 'Runs', render: (view) => <RunsView view={view} /> },
  { id: 'cause', label: () => 'Cause', render: (view) => <CauseView view={view} /> },
  { id: 'stack', label: () => 'Stack', render: (view) => <StackView view={view} /> },
]

/** The selected dispatch. */
export function Details({ onClose }: { onClose: () => void }): ReactNode {
  useFrame()
  const { recorder, store, frames } = usePanel()
  const selectedId = usePanelState((state) => state.selectedId)
  const tab = usePanelState((state) => state.detailsTab)
  const view = selectedId === undefined ? undefined : recorder.recording.byId(selectedId)
  const waiting = view?.status === 'waiting'

  // What waits grows with time alone, without any event to render it.
  useEffect(() => (waiting ? frames.grow() : undefined), [frames, waiting])

  return (
    <aside
      className="details"
      aria-label="Dispatch details"
      onKeyDown={(event) => {
        // React tells also of what floats elsewhere: a dialog has its own Escape.
        const own = isElement(event.target) && event.currentTarget.contains(event.target)
        if (event.key !== 'Escape' || !own) return
        event.preventDefault()
        event.stopPropagation()
        onClose()
      }}
    >
      {view === undefined ? (
        <>
          <CloseButton onClose={onClose} />
          <div className="empty">
            <strong>This dispatch is no longer in the recording</strong>
            <p>It was dropped to make room for newer ones, or cleared.</p>
          </div>
        </>
      ) : (
        <>
          <DetailsHead view={view} onClose={onClose} />
          <HiddenNotice view={view} />
          <Tabs.Root
            className="details-tabs"
            value={tab}
            onValueChange={(value: string) => store.setState({ detailsTab: value })}
          >
            <Tabs.List className="tabs" aria-label="Details" activateOnFocus>
              {TABS.map(({ id, label }) => (
                <Tabs.Tab key={id} value={id} className="tab">
                  {label(view)}
                </Tabs.Tab>
              ))}
            </Tabs.List>
            {TABS.map(({ id, label, render }) => (
              <Tabs.Panel key={id} value={id} className="details-panel">
                <Boundary view={label(view)}>{render(view)}</Boundary>
              </Tabs.Panel>
            ))}
          </Tabs.Root>
        </>
      )}
    </aside>
  )
}

function DetailsHead({ view, onClose }: { view: DispatchView; onClose: () => void }): ReactNode {
  const panel = usePanel()
  const { recording } = panel.recorder
  const { clockStep } = recording.stats()
  const { parent } = view
  const openMenu = useValueMenu()
  const [refusal, setRefusal] = useState<{ readonly of: number; readonly why: string }>()
  const wait =
    view.wait !== undefined
      ? formatDuration(view.wait, clockStep)
      : view.status === 'waiting'
        ? `waiting for ${formatDuration(Math.max(0, recording.now() - view.time - view.sync), clockStep)}`
        : 'none'
  return (
    <header className="details-head">
      <div className="details-title">
        <span className={`status status-${view.errors.length > 0 ? 'failed' : view.status}`}>
          <span className="dot" aria-hidden="true" />
        </span>
        <h3 title={view.event}>
          <Value field="name" value={view.event} />
        </h3>
        <span className="muted">#{view.id}</span>
        <DispatchActions view={view} onRefused={(why) => setRefusal({ of: view.id, why })} />
        <CloseButton onClose={onClose} />
      </div>
      <p className="dispatch-refused" role="status">
        {refusal?.of === view.id && refusal.why}
      </p>
      <dl className="facts">
        <Fact term="Source">
          <Value field="bus" value={view.bus} />
        </Fact>
        <Fact term="Time">
          <OfferedValue offer={timeOffer(view.time)}>
            {formatTimeOfDay(recording.timeOrigin + view.time)}
          </OfferedValue>
        </Fact>
        <Fact term="Sync">
          {view.runs.length === 0 ? (
            'none'
          ) : (
            <OfferedValue offer={durationOffer('sync', view.sync)}>
              {formatDuration(view.sync, clockStep)}
            </OfferedValue>
          )}
        </Fact>
        <Fact term="Wait">
          <OfferedValue offer={waitOffer(view)}>{wait}</OfferedValue>
        </Fact>
        <Fact term="Status">
          <Value field="status" value={view.status}>
            {view.errors.length > 0 ? `failed (${view.errors.length})` : view.status}
          </Value>
        </Fact>
        {view.replayOf !== undefined && (
          <Fact term="Again">
            <button
              type="button"
              className="link"
              disabled={recording.rowOf(view.replayOf) < 0}
              title="It was dispatched again from the panel: this is the one it repeats"
              onClick={() => view.replayOf !== undefined && select(panel, view.replayOf)}
            >
              #{view.replayOf}
            </button>
          </Fact>
        )}
        <Fact term="Parent">
          {parent === undefined ? (
            <Value field="parent" value="none" />
          ) : (
            <button
              type="button"
              className="link"
              disabled={recording.rowOf(parent) < 0}
              title={recording.rowOf(parent) < 0 ? 'No longer in the recording' : 'Select it'}
              onClick={() => select(panel, parent)}
              onContextMenu={(event) => {
                event.preventDefault()
                openMenu(fieldOffer('parent', parent), event)
              }}
            >
              {recording.byId(parent)?.event ?? 'dropped'} #{parent}
            </button>
          )}
        </Fact>
        {view.origin !== undefined && (
          <OriginFact origin={view.origin} arrived={recording.timeOrigin + view.time} />
        )}
      </dl>
    </header>
  )
}

/** Says why the selected dispatch is not among those that are listed. */
function HiddenNotice({ view }: { view: DispatchView }): ReactNode {
  const panel = usePanel()
  const query = usePanelState((state) => state.query)
  const range = usePanelState((state) => state.range)
  const { columns } = panel.recorder.recording
  const row = panel.recorder.recording.rowOf(view.id)
  const outside = range !== undefined && (view.time < range.from || view.time >= range.to)
  const filtered = row >= 0 && !query.isEmpty && !query.matches(columns, row)
  if (!outside && !filtered) return null
  return (
    <p className="details-hidden">
      Not among the events listed: {filtered ? 'it does not match the filter' : 'it is outside of the range'}.{' '}
      <button
        type="button"
        className="link"
        onClick={() => {
          if (filtered) setFilter(panel, '')
          if (outside) setRange(panel, undefined)
          select(panel, view.id)
        }}
      >
        Show it
      </button>
    </p>
  )
}

function waitOffer({ wait, status }: DispatchView): ValueOffer | undefined {
  if (wait !== undefined) return durationOffer('wait', wait)
  return status === 'waiting' ? fieldOffer('status', status) : undefined
}

function Fact({ term, children }: { term: string; children: ReactNode }): ReactNode {
  return (
    <div className="fact">
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function CloseButton({ onClose }: { onClose: () => void }): ReactNode {
  return (
    <button
      type="button"
      className="button button-icon details-close"
      aria-label="Close details"
      onClick={onClose}
    >
      <Icon name="close" />
    </button>
  )
}
