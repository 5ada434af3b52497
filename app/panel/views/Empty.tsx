import { type ReactNode, useMemo } from 'react'
import { formatCount } from '../model/format.ts'
import type { Range } from '../model/range.ts'
import { goingOnIn } from '../model/timeline/going-on.ts'
import { type Panel, select, setFilter, setRange, usePanel, usePanelState, usePulse } from '../store.ts'

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
        <>
          <strong>No event was dispatched in this range</strong>
          {range !== undefined && <GoingOn range={range} />}
        </>
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

/** What began before the range and was still going on in it: the timeline shows it there. */
function GoingOn({ range }: { range: Range }): ReactNode {
  usePulse()
  const panel = usePanel()
  const { recording } = panel.recorder
  // Only a clear and what is dropped change it: what has ended since went on in the range all the same.
  const state = `${recording.generation} ${recording.columns.first}`
  const goingOn = useMemo(
    () => ({ state, found: goingOnIn(recording, range) }),
    [recording, range, state],
  ).found
  if (goingOn === undefined) return null
  const { count } = goingOn
  return (
    <p>
      {count === 1 ? '1 from before was' : `${formatCount(count)} from before were`} still running or waiting
      then.{' '}
      <button type="button" className="link" onClick={() => showGoingOn(panel, range)}>
        {count === 1 ? 'Show it' : 'Show them'}
      </button>
    </p>
  )
}

/** Shows it whole, also where it has gone on since it was counted. */
function showGoingOn(panel: Panel, range: Range): void {
  const goingOn = goingOnIn(panel.recorder.recording, range)
  if (goingOn === undefined) return
  setRange(panel, goingOn.span)
  select(panel, goingOn.id)
  panel.store.setState({ tab: 'timeline' })
}
