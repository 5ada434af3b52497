import type { ListenerStats } from 'eventscope/recorder'
import { type ReactNode, useCallback, useMemo } from 'react'
import { useStore } from 'zustand'
import { controlOf } from '../../model/listeners/control-items.ts'
import { registeredAt } from '../../model/listeners/place.ts'
import { type ListenerColumn, listenerRows, nextListenerSort } from '../../model/listeners/rows.ts'
import { ListenersModel } from '../../model/listeners/view-state.ts'
import { usePanel, usePanelState } from '../../store.ts'
import { CONTROL_ACTIONS, ControlButtons } from '../control/ControlButtons.tsx'
import { LISTENER_COLUMNS } from './columns.tsx'
import { ListenerDetail } from './ListenerDetail.tsx'
import { ListenersBar } from './ListenersBar.tsx'
import { ListGrid } from './ListGrid.tsx'
import { SplitView } from './SplitView.tsx'
import { perPanel, useTally } from './use-tally.ts'

const modelOf = perPanel((panel) => new ListenersModel(panel.recorder.recording))

const idOf = ({ id }: ListenerStats): number => id
const placeOf = (one: ListenerStats): string | undefined => registeredAt(one, location.origin)
const ACTIONS_WIDTH = 80

/** Every registration, living and removed: how it did, what is wrong with it, and what can be done. */
export function ListenersView(): ReactNode {
  const panel = usePanel()
  const { recorder, frames } = panel
  const { recording, control } = recorder
  const range = usePanelState((state) => state.range)
  const slowMs = usePanelState((state) => state.slowMs)
  const longWaitMs = usePanelState((state) => state.longWaitMs)
  const model = modelOf(panel)
  const { store } = model
  const state = useStore(store)
  const tally = model.tally(range, slowMs)
  useTally(tally)
  const { stats } = tally
  const { text, markedOnly, hideRemoved, sort, selectedId } = state
  const rows = useMemo(
    () => listenerRows(stats, { text, markedOnly, hideRemoved }, sort, placeOf),
    [stats, text, markedOnly, hideRemoved, sort],
  )
  const { timeOrigin } = recording
  const { clockStep } = recording.stats()
  const context = useMemo(
    () => ({ timeOrigin, clockStep, slowMs, longWaitMs }),
    [timeOrigin, clockStep, slowMs, longWaitMs],
  )
  const controlState = control.state
  const actions = useMemo(
    () => ({
      width: ACTIONS_WIDTH,
      render: ({ id, name, active }: ListenerStats) => (
        <ControlButtons listener={id} name={name} active={active} state={controlOf(controlState, id)} small />
      ),
    }),
    [controlState],
  )
  const onSelect = useCallback((id: number | undefined) => store.setState({ selectedId: id }), [store])
  const selected = selectedId === undefined ? undefined : stats.find(({ id }) => id === selectedId)
  return (
    <div className="listeners">
      <ListenersBar store={store} shown={rows.length} of={stats.length} progress={tally.progress} />
      <SplitView
        sizes="the listener's details"
        main={
          <ListGrid
            label="Listeners"
            columns={LISTENER_COLUMNS}
            items={rows}
            idOf={idOf}
            context={context}
            sort={sort}
            onSort={(column) => store.setState({ sort: nextListenerSort(sort, column as ListenerColumn) })}
            selected={selectedId}
            onSelect={onSelect}
            stateOf={(one) => rowState(one, controlState.muted.includes(one.id))}
            actions={actions}
            onKey={(key, one) => {
              const action = CONTROL_ACTIONS.find((each) => each.key === key)
              if (action === undefined || !one.active) return false
              action.turn(control, one.id, !controlOf(control.state, one.id)[action.id])
              frames.ask()
              return true
            }}
            empty={<NoListeners all={stats.length} />}
          />
        }
        side={
          selected && (
            <ListenerDetail
              key={selected.id}
              one={selected}
              context={context}
              control={controlOf(controlState, selected.id)}
              onClose={() => onSelect(undefined)}
            />
          )
        }
      />
    </div>
  )
}

function rowState({ active }: ListenerStats, muted: boolean): string {
  if (muted) return 'row-muted'
  return active ? '' : 'row-removed'
}

function NoListeners({ all }: { all: number }): ReactNode {
  if (all > 0) {
    return (
      <div className="empty">
        <strong>No listener matches</strong>
        <p>Words are looked for in names, events, buses, owners, places and marks.</p>
      </div>
    )
  }
  return (
    <div className="empty">
      <strong>No listeners yet</strong>
      <p>Whatever is registered on a bus that is recorded shows up here, and how it does.</p>
    </div>
  )
}
