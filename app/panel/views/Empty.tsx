import type { ReactNode } from 'react'
import { usePanel, usePanelState } from '../store.ts'

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

/** What the grid shows when the filter leaves nothing. */
export function NoMatch(): ReactNode {
  const { store, frames } = usePanel()
  const filter = usePanelState((state) => state.filter)
  return (
    <div className="empty">
      <strong>No event matches “{filter.trim()}”</strong>
      <p>It is looked for in events, sources, listeners, errors and payloads.</p>
      <button
        type="button"
        className="button button-outline"
        onClick={() => {
          store.setState({ filter: '' })
          frames.ask()
        }}
      >
        Show all
      </button>
    </div>
  )
}
