import type { DispatchView, RunView } from 'eventscope/recorder'
import { type CSSProperties, type ReactNode, type RefObject, useLayoutEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { formatCount, formatDuration } from '../../model/format.ts'
import { formatMoment, formatSpan } from '../../model/timeline/ticks.ts'
import { usePanel } from '../../store.ts'
import type { TimelineView } from './timeline-view.ts'
import type { Tip } from './ui.ts'

/** How far from the pointer, px. */
const DISTANCE = 14
/** How far from the edges, px. */
const MARGIN = 3

/** What is under the pointer. */
export function TimelineTip({ view }: { view: TimelineView }): ReactNode {
  const { recording } = usePanel().recorder
  const tip = useStore(view.ui, (ui) => ui.tip)
  const ref = useHeight(tip, view)
  const dispatch = tip === undefined ? undefined : recording.byId(tip.id)
  if (tip === undefined || dispatch === undefined) return null
  const run = dispatch.runs.find(({ listenerId }) => listenerId === tip.listener)
  return (
    <div ref={ref} className="timeline-tip" style={placeOf(tip, view)}>
      <p className="timeline-tip-head">
        <strong>{dispatch.event}</strong> <span className="muted">#{dispatch.id}</span>
      </p>
      <dl>
        {run !== undefined && (
          <>
            <dt>Listener</dt>
            <dd>{run.listener}</dd>
          </>
        )}
        <dt>Start</dt>
        <dd>{formatMoment(recording.timeOrigin + (run?.start ?? dispatch.time))}</dd>
        {run !== undefined && (
          <>
            <dt>After</dt>
            <dd>{formatSpan(run.start - dispatch.time)}</dd>
          </>
        )}
        <Times of={run ?? dispatch} ran={dispatch.runs.length > 0} />
        {run === undefined && (
          <>
            <dt>Listeners</dt>
            <dd>{formatCount(dispatch.runs.length)}</dd>
            <dt>Cause</dt>
            <dd>{causeOf(dispatch)}</dd>
          </>
        )}
        {dispatch.errors[0] !== undefined && run === undefined && (
          <>
            <dt>Error</dt>
            <dd className="timeline-tip-bad">{dispatch.errors[0].message}</dd>
          </>
        )}
        {run?.error !== undefined && (
          <>
            <dt>Error</dt>
            <dd className="timeline-tip-bad">{run.error.message}</dd>
          </>
        )}
      </dl>
      {tip.others > 0 && (
        <p className="timeline-tip-more">and {formatCount(tip.others)} more within this pixel: zoom in</p>
      )}
    </div>
  )
}

function Times({ of, ran }: { of: DispatchView | RunView; ran: boolean }): ReactNode {
  const { recording } = usePanel().recorder
  const { clockStep } = recording.stats()
  const start = 'time' in of ? of.time : of.start
  const waiting = of.status === 'waiting'
  return (
    <>
      <dt>Sync</dt>
      <dd>{ran ? formatDuration(of.sync, clockStep) : 'nobody listened'}</dd>
      {(of.wait !== undefined || waiting) && (
        <>
          <dt>Wait</dt>
          <dd>
            {of.wait === undefined
              ? `${formatSpan(Math.max(0, recording.now() - start - of.sync))} so far`
              : formatSpan(of.wait)}
          </dd>
        </>
      )}
      <dt>Status</dt>
      <dd className={of.status === 'failed' ? 'timeline-tip-bad' : of.status === 'waiting' ? 'waiting' : ''}>
        {of.status}
      </dd>
    </>
  )
}

function causeOf({ parent, parentListener, origin }: DispatchView): string {
  if (origin !== undefined) return `came from ${origin.via}`
  if (parent === undefined) return 'none known'
  return parentListener === undefined ? `#${parent}` : `#${parent} by ${parentListener}`
}

/** Beside the pointer, on the side with more room. */
function placeOf({ x }: Tip, { width }: TimelineView): CSSProperties {
  const room = { maxWidth: Math.max(x, width - x) - 2 * DISTANCE }
  return x > width / 2 ? { right: width - x + DISTANCE, ...room } : { left: x + DISTANCE, ...room }
}

/** Below the pointer, or as far down as it fits: where the panel is low, it is cut off at the bottom only. */
function useHeight(tip: Tip | undefined, { height }: TimelineView): RefObject<HTMLDivElement | null> {
  const ref = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const element = ref.current
    if (element === null || tip === undefined) return
    const top = Math.min(tip.y + DISTANCE, height - element.offsetHeight - MARGIN)
    element.style.top = `${Math.max(MARGIN, top)}px`
  })
  return ref
}
