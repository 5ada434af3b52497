import type { ReactNode } from 'react'
import { formatCount, formatDuration, formatTimeOfDay } from '../../model/format.ts'
import { type Strip, timeAt } from '../../model/overview/brush.ts'
import type { OverviewModel } from '../../model/overview/model.ts'
import { counted } from '../../model/overview/words.ts'
import { usePanel, usePanelState } from '../../store.ts'

interface OverviewTipProps {
  readonly model: OverviewModel
  readonly strip: Strip
  /** Where the pointer is, px. */
  readonly x: number
}

/** The exact time under the pointer, and what happened then. */
export function OverviewTip({ model, strip, x }: OverviewTipProps): ReactNode {
  const { timeOrigin } = usePanel().recorder.recording
  const slowMs = usePanelState((state) => state.slowMs)
  const longWaitMs = usePanelState((state) => state.longWaitMs)
  const time = timeAt(strip, x)
  const { range, events, errors, longWaits, slowest } = model.bars.at(time)
  const { kind } = model.tasks
  const tasks = model.tasks.in(range)
  const share = Math.max(0, Math.min(x / strip.width, 1))
  return (
    <>
      <div className="overview-line" style={{ left: share * strip.width }} />
      <div
        className="overview-tip"
        aria-hidden="true"
        style={{ left: share * strip.width, transform: `translateX(${-share * 100}%)` }}
      >
        <span className="overview-time">{formatTimeOfDay(timeOrigin + time)}</span>
        <span>
          <Mark of="rate" />
          {counted(events, 'event')}{' '}
          <span className="faint">in {formatDuration(range.to - range.from, 0)}</span>
        </span>
        {errors > 0 && (
          <span>
            <Mark of="errors" />
            {counted(errors, 'error')}
          </span>
        )}
        {longWaits > 0 && (
          <span>
            <Mark of="waits" />
            {counted(longWaits, 'long wait')}
          </span>
        )}
        {slowest >= slowMs && <span>held the page for {formatDuration(slowest, 0)}</span>}
        {tasks.count > 0 && (
          <span>
            <Mark of="tasks" />
            {tasks.count === 1 ? 'long task' : `${formatCount(tasks.count)} long tasks, the longest`}{' '}
            {formatDuration(tasks.longest, 0)}
          </span>
        )}
        {tasks.incomplete && (
          <span className="faint">{counted(model.tasks.dropped, 'earlier long task')} given up</span>
        )}
        <span className="overview-key">
          <span>
            <Mark of="errors" />
            errors
          </span>
          <span>
            <Mark of="waits" />
            waits from {formatDuration(longWaitMs, 0)} on
          </span>
          {kind !== undefined && (
            <span>
              <Mark of="tasks" />
              long tasks
            </span>
          )}
        </span>
        {kind === undefined && <span className="faint">This browser tells of no long tasks</span>}
      </div>
    </>
  )
}

function Mark({ of }: { of: 'rate' | 'errors' | 'waits' | 'tasks' }): ReactNode {
  return <span className={`overview-mark overview-mark-${of}`} />
}
