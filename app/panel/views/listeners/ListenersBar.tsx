import type { ReactNode } from 'react'
import { type StoreApi, useStore } from 'zustand'
import { formatCount } from '../../model/format.ts'
import type { ListenersState } from '../../model/listeners/view-state.ts'
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
      <span className="toolbar-fill" />
      <span className="muted count" role="status">
        {of === 0 && progress < 1
          ? `Counting… ${Math.floor(progress * 100)} %`
          : `${formatCount(shown)} of ${formatCount(of)} listeners`}
      </span>
    </div>
  )
}
