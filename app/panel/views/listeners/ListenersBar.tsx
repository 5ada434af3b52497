import type { ReactNode } from 'react'
import { type StoreApi, useStore } from 'zustand'
import { formatCount } from '../../model/format.ts'
import type { ListenersState } from '../../model/listeners/view-state.ts'
import { usePanel } from '../../store.ts'
import { Icon } from '../../ui/Icon.tsx'

interface ListenersBarProps {
  readonly store: StoreApi<ListenersState>
  readonly shown: number
  readonly of: number
  /** How far the runs are counted, 0 … 1. */
  readonly progress: number
}

/** Which of the listeners are shown. */
export function ListenersBar({ store, shown, of, progress }: ListenersBarProps): ReactNode {
  const text = useStore(store, (state) => state.text)
  const markedOnly = useStore(store, (state) => state.markedOnly)
  const hideRemoved = useStore(store, (state) => state.hideRemoved)
  const grouped = useStore(store, (state) => state.grouped)
  const forgotten = usePanel().recorder.recording.stats().forgottenListeners
  return (
    <div className="list-bar">
      <div className="filter">
        <Icon name="search" />
        <input
          type="search"
          className="input"
          aria-label="Filter listeners"
          placeholder="Name, event, place, mark"
          spellCheck={false}
          autoComplete="off"
          value={text}
          onChange={(event) => store.setState({ text: event.target.value })}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || text === '') return
            event.preventDefault()
            event.stopPropagation()
            store.setState({ text: '' })
          }}
        />
      </div>
      <button
        type="button"
        className="button"
        aria-pressed={markedOnly}
        title="Only those that are never called, slow, leaking, registered twice, or always fail"
        onClick={() => store.setState({ markedOnly: !markedOnly })}
      >
        Marked only
      </button>
      <button
        type="button"
        className="button"
        aria-pressed={hideRemoved}
        title="Only those that are registered now"
        onClick={() => store.setState({ hideRemoved: !hideRemoved })}
      >
        Hide removed
      </button>
      <button
        type="button"
        className="button"
        aria-pressed={grouped}
        title="One row for living registrations of the same listener, made at the same place"
        onClick={() => store.setState({ grouped: !grouped })}
      >
        Group alike
      </button>
      <span className="toolbar-fill" />
      <span className="muted count" role="status">
        {of === 0 && progress < 1
          ? `Counting… ${Math.floor(progress * 100)} %`
          : `${formatCount(shown)} of ${formatCount(of)} listeners`}
        {forgotten > 0 && `, ${formatCount(forgotten)} removed earlier`}
      </span>
    </div>
  )
}

interface CountingNoteProps {
  readonly store: StoreApi<ListenersState>
  /** Listeners with a run that counts. */
  readonly ran: number
  readonly of: number
}

/** Says that the panel's query decides what counts. */
export function CountingNote({ store, ran, of }: CountingNoteProps): ReactNode {
  const showIdle = useStore(store, (state) => state.showIdle)
  return (
    <p className="list-note" role="note">
      <Icon name="filter" />
      <span>
        Counting only dispatches that match the filter · {formatCount(ran)} of {formatCount(of)} listeners ran
        in them
      </span>
      <button type="button" className="link" onClick={() => store.setState({ showIdle: !showIdle })}>
        {showIdle ? 'Hide the others' : 'Show the others'}
      </button>
    </p>
  )
}
