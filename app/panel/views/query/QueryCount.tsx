import { rowsWithin } from 'eventscope/recorder'
import { type ReactNode, useLayoutEffect } from 'react'
import { formatCount } from '../../model/format.ts'
import { setRange, useFrame, usePanel, usePanelState } from '../../store.ts'
import { Icon } from '../../ui/Icon.tsx'

/** How many events the filter leaves of those there are, or how far it has come. */
export function QueryCount(): ReactNode {
  useFrame()
  const panel = usePanel()
  const { rows, recorder, frames } = panel
  const query = usePanelState((state) => state.query)
  const range = usePanelState((state) => state.range)
  const broken = usePanelState((state) => state.filter !== state.query.text)
  const sort = usePanelState((state) => state.sort)
  const inGrid = usePanelState((state) => state.tab === 'events')
  // The grid keeps its rows up to date while it is shown.
  const complete = inGrid || rows.update({ query, sort, range })
  useLayoutEffect(() => {
    if (!complete) frames.ask()
  })
  const progress = rows.isOf(query) ? rows.progress : 0
  const { first, end } = rowsWithin(recorder.recording.columns, range)
  const total = `${formatCount(end - first)}${range === undefined ? '' : ' in range'}`
  const filtered = `${formatCount(rows.length)} of ${total}`
  const counts = query.isEmpty ? (range === undefined ? '' : total) : filtered
  return (
    <>
      <span className="muted count">
        {progress < 1 ? `Filtering… ${Math.floor(progress * 100)} %` : counts}
        {range !== undefined && (
          <button
            type="button"
            className="button button-icon button-small"
            aria-label="Show the whole recording"
            title="Show the whole recording"
            onClick={() => setRange(panel, undefined)}
          >
            <Icon name="close" />
          </button>
        )}
      </span>
      {broken && (
        <span className="query-meanwhile" title={query.text}>
          {query.isEmpty ? (
            'showing all'
          ) : (
            <>
              showing results of <code className="code">{query.text.trim()}</code>
            </>
          )}
        </span>
      )}
    </>
  )
}
