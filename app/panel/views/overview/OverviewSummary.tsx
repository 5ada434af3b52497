import type { ReactNode } from 'react'
import { formatCount, formatDuration } from '../../model/format.ts'
import { counted } from '../../model/overview/words.ts'
import { usePanel, usePulse } from '../../store.ts'

/** What the strip shows, in words. */
export function OverviewSummary(): ReactNode {
  usePulse()
  const { recording } = usePanel().recorder
  const { columns } = recording
  const { retained, errors, waiting } = recording.stats()
  if (retained === 0) return <p className="overview-summary">No events</p>
  const span = columns.time(columns.end - 1) - columns.time(columns.first)
  const parts = [`${counted(retained, 'event')} in ${formatDuration(span, 0)}`, counted(errors, 'error')]
  if (waiting > 0) parts.push(`${formatCount(waiting)} waiting`)
  return <p className="overview-summary">{parts.join(', ')}</p>
}
