import type { ListenerStats } from 'eventscope/recorder'
import { type ReactNode, useCallback, useMemo } from 'react'
import { useStore } from 'zustand'
import { controlOf } from '../../model/listeners/control-items.ts'
import { registeredAt } from '../../model/listeners/place.ts'
import {
  type ListenerColumn,
  type ListenerRow,
  listenerRows,
  nextListenerSort,
  rowByKey,
} from '../../model/listeners/rows.ts'
import { ListenersModel } from '../../model/listeners/view-state.ts'
import { usePanel, usePanelState } from '../../store.ts'
import { CONTROL_ACTIONS, ControlButtons } from '../control/ControlButtons.tsx'
import { LISTENER_COLUMNS } from './columns.tsx'
import { ListenerDetail } from './ListenerDetail.tsx'
import { CountingNote, ListenersBar } from './ListenersBar.tsx'
import { ListGrid } from './ListGrid.tsx'
import { SplitView } from './SplitView.tsx'
import { perPanel, useTally } from './use-tally.ts'

const modelOf = perPanel((panel) => new ListenersModel(panel.recorder.recording))

const keyOf = ({ key }: ListenerRow): string => key
const idsOf = ({ members }: ListenerRow): number[] => members.map(({ id }) => id)
const placeOf = (one: ListenerStats): string | undefined => registeredAt(one, location.origin)
const ACTIONS_WIDTH = 76

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
  const query = usePanelState((panelState) => panelState.query)
  const tally = model.tally(range, slowMs, query.text.trim())
  useTally(tally)
  const { stats } = model
  const { text, markedOnly, hideRemoved, grouped, open, showIdle, sort, selectedKey } = state
  const ranOnly = !query.isEmpty && !showIdle
  const rows = useMemo(
    () => listenerRows(stats, { text, markedOnly, hideRemoved, ranOnly, grouped, open }, sort, placeOf),
    [stats, text, markedOnly, hideRemoved, ranOnly, grouped, open, sort],
  )
  const { timeOrigin } = recording
  const { clockStep } = recording.stats()
  const context = useMemo(
    () => ({
      timeOrigin,
      clockStep,
      slowMs,
      longWaitMs,
      onToggle: (group: number) => model.toggleGroup(group),
    }),
    [timeOrigin, clockStep, slowMs, longWaitMs, model],
  )
  const controlState = control.state
  const actions = useMemo(
    () => ({
      width: ACTIONS_WIDTH,
      render: (row: ListenerRow) => (
        <ControlButtons
          listeners={idsOf(row)}
          name={row.one.name}
          active={row.one.active}
          state={controlOf(controlState, idsOf(row))}
          small
        />
      ),
    }),
    [controlState],
  )
  const onSelect = useCallback((key: string | undefined) => store.setState({ selectedKey: key }), [store])
  const selected = useMemo(() => rowByKey(rows, stats, selectedKey), [rows, stats, selectedKey])
  const shownOnes = rows.reduce((sum, { members, isMember }) => sum + (isMember ? 0 : members.length), 0)
  return (
    <div className="listeners">
      <ListenersBar store={store} shown={shownOnes} of={stats.length} progress={tally.progress} />
      {!query.isEmpty && (
        <CountingNote store={store} ran={stats.filter(({ calls }) => calls > 0).length} of={stats.length} />
      )}
      <SplitView
        sizes="the listener's details"
        main={
          <ListGrid
            label="Listeners"
            columns={LISTENER_COLUMNS}
            items={rows}
            idOf={keyOf}
            context={context}
            sort={sort}
            onSort={(column) => store.setState({ sort: nextListenerSort(sort, column as ListenerColumn) })}
            selected={selectedKey}
            onSelect={onSelect}
            stateOf={(row) => rowState(row, controlOf(controlState, idsOf(row)).muted)}
            actions={actions}
            onKey={(key, row) => {
              if (key === 'ArrowRight' || key === 'ArrowLeft')
                return openBy(key === 'ArrowRight', row, model, rows)
              const action = CONTROL_ACTIONS.find((each) => each.key === key)
              if (action === undefined || !row.one.active) return false
              const on = !controlOf(control.state, idsOf(row))[action.id]
              for (const id of idsOf(row)) action.turn(control, id, on)
              frames.ask()
              return true
            }}
            empty={<NoListeners all={stats.length} ranOnly={ranOnly} />}
          />
        }
        side={
          selected && (
            <ListenerDetail
              key={selected.key}
              row={selected}
              context={context}
              control={controlOf(controlState, idsOf(selected))}
              onClose={() => onSelect(undefined)}
            />
          )
        }
      />
    </div>
  )
}

/** → shows the registrations of a group, ← hides them, also from one of them. */
function openBy(
  opens: boolean,
  row: ListenerRow,
  model: ListenersModel,
  rows: readonly ListenerRow[],
): boolean {
  if (row.group !== undefined && row.isOpen !== opens) {
    model.toggleGroup(row.group)
    return true
  }
  if (opens || !row.isMember) return false
  const group = rows.find(({ isOpen, members }) => isOpen && members.includes(row.one))
  if (group !== undefined) model.store.setState({ selectedKey: group.key })
  return group !== undefined
}

function rowState({ one, isMember }: ListenerRow, muted: boolean): string {
  const member = isMember ? 'row-member ' : ''
  if (muted) return `${member}row-muted`
  return one.active ? member.trim() : `${member}row-removed`
}

function NoListeners({ all, ranOnly }: { all: number; ranOnly: boolean }): ReactNode {
  if (all > 0) {
    return (
      <div className="empty">
        <strong>No listener matches</strong>
        <p>
          {ranOnly && 'Only those that ran in a dispatch that matches the filter are shown. '}
          Words are looked for in names, events, buses, owners, places and marks.
        </p>
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
