import { type ReactNode, useEffect, useId, useRef } from 'react'
import { useStore } from 'zustand'
import { formatDuration } from '../../model/format.ts'
import { usePanel, usePanelState, usePulse } from '../../store.ts'
import { NoEvents } from '../Empty.tsx'
import { perPanel } from '../listeners/use-tally.ts'
import { attachGestures } from './gestures.ts'
import { TimelineBar } from './TimelineBar.tsx'
import { TimelineTip } from './TimelineTip.tsx'
import { TimelineView } from './timeline-view.ts'
import { useTimelineKeys } from './use-timeline-keys.ts'

/** It is left and come back to, and goes on where it was. */
const viewOf = perPanel((panel) => new TimelineView(panel))

/** Dispatches and their runs on a common axis, each below its cause. */
export function Timeline(): ReactNode {
  const panel = usePanel()
  const view = viewOf(panel)
  const scroller = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const spacer = useRef<HTMLDivElement>(null)
  const onKeyDown = useTimelineKeys(view)
  const helpId = useId()
  useEffect(() => {
    if (scroller.current === null || canvas.current === null || spacer.current === null) return
    const elements = { scroller: scroller.current, canvas: canvas.current, spacer: spacer.current }
    const leaveView = view.attach(elements)
    const leaveGestures = attachGestures(panel, view, elements)
    return () => {
      leaveGestures()
      leaveView()
    }
  }, [panel, view])
  return (
    <div className="timeline">
      <TimelineBar view={view} />
      <div className="timeline-frame">
        <div
          ref={scroller}
          className="timeline-scroller"
          role="group"
          aria-label="Timeline"
          aria-describedby={helpId}
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- no role says what it is, but it has keys
          tabIndex={0}
          onKeyDown={onKeyDown}
        >
          <canvas ref={canvas} className="timeline-canvas" aria-hidden="true" />
          <div ref={spacer} className="timeline-spacer" />
        </div>
        <Nothing view={view} />
        <TimelineTip view={view} />
      </div>
      <p id={helpId} className="visually-hidden">
        Left and right arrow select the previous and the next dispatch, up its cause, down what it caused. W
        and S zoom, A and D move, 0 shows all, F the selection. Enter goes to the details.
      </p>
      <Selected />
    </div>
  )
}

/** Says why nothing can be seen. */
function Nothing({ view }: { view: TimelineView }): ReactNode {
  const empty = useStore(view.ui, (ui) => ui.empty)
  if (empty === undefined) return null
  if (empty === 'recording') return <NoEvents />
  return (
    <div className="empty timeline-nothing">
      <strong>Nothing was dispatched in this stretch of time</strong>
      <button type="button" className="button button-outline" onClick={() => view.navigation.showAll()}>
        Show all
      </button>
    </div>
  )
}

/** Tells those who do not see the canvas which dispatch is selected. */
function Selected(): ReactNode {
  usePulse()
  const { recording } = usePanel().recorder
  const selectedId = usePanelState((state) => state.selectedId)
  const dispatch = selectedId === undefined ? undefined : recording.byId(selectedId)
  const sync = formatDuration(dispatch?.sync ?? 0, recording.stats().clockStep)
  return (
    <p className="visually-hidden" role="status" aria-label="Selected dispatch">
      {dispatch !== undefined &&
        `${dispatch.event} #${dispatch.id}${dispatch.origin === undefined ? '' : ` from ${dispatch.origin.via}`}, ${sync} synchronous, ${dispatch.status}`}
    </p>
  )
}
