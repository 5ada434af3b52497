import type { ReactNode } from 'react'
import { setFilter, setRange, usePanel, usePanelState } from '../store.ts'

/** What the grid shows before the first event. */
export function NoEvents(): ReactNode {
  const { recorder, frames } = usePanel()
  if (recorder.paused) {
    return (
      <div className="empty">
        <strong>Recording is paused</strong>
        <p>Events dispatched now are not kept.</p>
        <button
          type="button"
          className="button button-outline"
          onClick={() => {
            recorder.resume()
            frames.ask()
          }}
        >
          Resume
        </button>
      </div>
    )
  }
  return (
    <div className="empty">
      <strong>No events yet</strong>
      <p>Use the page: whatever its buses dispatch shows up here, with who listened and how long it took.</p>
    </div>
  )
}

/** What the grid shows when the filter, or the range, leaves nothing. */
export function NoMatch(): ReactNode {
  const panel = usePanel()
  const query = usePanelState((state) => state.query)
  const range = usePanelState((state) => state.range)
  return (
    <div className="empty">
      {query.isEmpty ? (
        <strong>No event was dispatched in this range</strong>
      ) : (
        <>
          <strong>
            No event {range === undefined ? '' : 'in this range '}matches “{query.text.trim()}”
          </strong>
          <p>Words are looked for in events, sources, listeners, errors and payloads.</p>
        </>
      )}
      <button
        type="button"
        className="button button-outline"
        onClick={() => {
          setFilter(panel, '')
          setRange(panel, undefined)
        }}
      >
        Show all
      </button>
    </div>
  )
}
