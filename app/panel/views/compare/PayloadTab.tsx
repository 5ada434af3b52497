import type { DispatchView } from 'eventscope/recorder'
import { type ReactNode, useMemo, useState } from 'react'
import { PayloadView } from '../PayloadView.tsx'
import { Segments } from '../../ui/Segments.tsx'
import { CompareView } from './CompareView.tsx'
import { MutationNotice } from './MutationNotice.tsx'

const SHOWN = ['whole', 'changes'] as const
const LABELS = { whole: 'Payload', changes: 'Compare' } as const

/** The payload, whether a listener changed it, and how it differs from others. */
export function PayloadTab({ view }: { view: DispatchView }): ReactNode {
  const [shown, setShown] = useState<(typeof SHOWN)[number]>('whole')
  // The same element as long as it can be, for the payload below renders only when something of its own changes.
  const modes = useMemo(
    () => (
      <Segments
        label="What to show of the payload"
        values={SHOWN}
        labels={LABELS}
        value={shown}
        onChange={setShown}
      />
    ),
    [shown],
  )
  return (
    <div className="payload-tab">
      <MutationNotice mutations={view.mutations} />
      {shown === 'whole' ? (
        <PayloadView key={view.id} payload={view.payload} lead={modes} />
      ) : (
        <CompareView view={view} lead={modes} />
      )}
    </div>
  )
}
