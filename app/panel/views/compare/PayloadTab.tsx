import type { DispatchView } from 'eventscope/recorder'
import { type ReactNode, useMemo } from 'react'
import { PAYLOAD_MODES, usePanel, usePanelState } from '../../store.ts'
import { PayloadView } from '../PayloadView.tsx'
import { Segments } from '../../ui/Segments.tsx'
import { CompareView } from './CompareView.tsx'
import { MutationNotice } from './MutationNotice.tsx'

const LABELS = { whole: 'Payload', changes: 'Compare' } as const

/** The payload, whether a listener changed it, and how it differs from others. */
export function PayloadTab({ view }: { view: DispatchView }): ReactNode {
  const { store } = usePanel()
  const shown = usePanelState((state) => state.payloadMode)
  // The same element as long as it can be, for the payload below renders only when something of its own changes.
  const modes = useMemo(
    () => (
      <Segments
        label="What to show of the payload"
        values={PAYLOAD_MODES}
        labels={LABELS}
        value={shown}
        onChange={(payloadMode) => store.setState({ payloadMode })}
      />
    ),
    [shown, store],
  )
  return (
    <div className="payload-tab">
      <MutationNotice mutations={view.mutations} more={view.moreMutations} />
      {shown === 'whole' ? (
        <PayloadView key={view.id} payload={view.payload} lead={modes} />
      ) : (
        <CompareView view={view} lead={modes} />
      )}
    </div>
  )
}
