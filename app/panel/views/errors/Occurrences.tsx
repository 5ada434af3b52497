import type { ErrorGroup } from 'eventscope/recorder'
import type { ReactNode } from 'react'
import { formatCount, formatTimeOfDay } from '../../model/format.ts'
import { textOf } from '../../model/payload-tree.ts'
import { select, usePanel, usePanelState } from '../../store.ts'
import type { ErrorContext } from './columns.tsx'

/** Occurrences that are listed. */
const MAX_SHOWN = 100

/** The dispatches of a group, the newest first. */
export function Occurrences({ group, context }: { group: ErrorGroup; context: ErrorContext }): ReactNode {
  const shown = group.dispatches.slice(0, MAX_SHOWN)
  const older = group.count - shown.length
  return (
    <section aria-label="Occurrences">
      <h4>Occurrences</h4>
      <ul className="occurrences">
        {shown.map((id) => (
          <Occurrence key={id} id={id} timeOrigin={context.timeOrigin} />
        ))}
      </ul>
      {older > 0 && <p className="side-line muted">… {formatCount(older)} older</p>}
    </section>
  )
}

function Occurrence({ id, timeOrigin }: { id: number; timeOrigin: number }): ReactNode {
  const panel = usePanel()
  const isSelected = usePanelState((state) => state.selectedId === id)
  const { recording } = panel.recorder
  const row = recording.rowOf(id)
  if (row < 0) return <li className="occurrence muted">#{id} is no longer in the recording</li>
  return (
    <li>
      <button
        type="button"
        className="occurrence"
        aria-pressed={isSelected}
        title="Select it"
        onClick={() => select(panel, id)}
      >
        <span>{formatTimeOfDay(timeOrigin + recording.columns.time(row))}</span>
        <span className="link-text">#{id}</span>
        <span className="occurrence-payload">{textOf(recording.columns.payload(row))}</span>
      </button>
    </li>
  )
}
