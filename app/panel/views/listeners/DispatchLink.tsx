import type { ReactNode } from 'react'
import { select, usePanel } from '../../store.ts'

/** A dispatch by its id: a click selects it. */
export function DispatchLink({ id }: { id: number }): ReactNode {
  const panel = usePanel()
  const isKept = panel.recorder.recording.rowOf(id) >= 0
  return (
    <button
      type="button"
      className="link"
      disabled={!isKept}
      title={isKept ? 'Select it' : 'No longer in the recording'}
      onClick={() => select(panel, id)}
    >
      #{id}
    </button>
  )
}
