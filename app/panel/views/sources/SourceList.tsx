import type { SourceView } from 'eventscope/recorder'
import { type ReactNode, useEffect, useState } from 'react'
import { formatCount } from '../../model/format.ts'
import { numbered } from '../../model/numbered.ts'
import { kindText } from '../../model/sources/labels.ts'
import { usePanel, usePulse } from '../../store.ts'
import { DriverStatus } from './DriverStatus.tsx'
import { Queues } from './Queues.tsx'

/** How often queues and counts are looked at, ms: they change without a word. */
const SAMPLE_MS = 250

/** What is recorded now; while it is shown, also how full queues are. */
export function SourceList(): ReactNode {
  usePulse()
  useSamples()
  const sources = usePanel().recorder.recording.sources()
  if (sources.length === 0) {
    return (
      <div className="empty sources-empty">
        <strong>Nothing is recorded</strong>
        <p>
          <code className="code">recorder.attach(bus)</code> records a bus or a stream. Its driver and queues
          show up here.
        </p>
      </div>
    )
  }
  return (
    <ul className="source-list">
      {numbered(sources).map(({ place, item: source }) => (
        <Source key={place} source={source} />
      ))}
    </ul>
  )
}

function Source({ source }: { source: SourceView }): ReactNode {
  const { name, kind, driver, queues, omittedQueues } = source
  return (
    <li className="source" aria-label={`${name}, ${kindText(source)}`}>
      <h3 className="source-head">
        <span className="source-name" title={name}>
          {name}
        </span>
        <span className="source-kind">{kindText(source)}</span>
        {driver === undefined && kind === 'bus' && <span className="faint">in memory, without a driver</span>}
      </h3>
      {driver !== undefined && <DriverStatus driver={driver} />}
      {queues.length > 0 && <Queues of={name} queues={queues} />}
      {omittedQueues > 0 && <p className="muted">… {formatCount(omittedQueues)} more queues</p>}
    </li>
  )
}

/** Renders a few times a second, but not while the page is hidden. */
function useSamples(): void {
  const { window } = usePanel()
  const [, setCount] = useState(0)
  useEffect(() => {
    const timer = window.setInterval(() => {
      if (!window.document.hidden) setCount((before) => before + 1)
    }, SAMPLE_MS)
    return () => window.clearInterval(timer)
  }, [window])
}
