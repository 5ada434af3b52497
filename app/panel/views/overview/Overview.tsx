import { type KeyboardEvent, type ReactNode, useLayoutEffect, useRef, useState } from 'react'
import type { Strip } from '../../model/overview/brush.ts'
import { type Held, pressKey } from '../../model/overview/keys.ts'
import { OverviewModel } from '../../model/overview/model.ts'
import { setRange, useFrame, usePanel, usePanelState } from '../../store.ts'
import { extentOfPanel } from './extent.ts'
import { OverviewSummary } from './OverviewSummary.tsx'
import { OverviewTip } from './OverviewTip.tsx'
import { OverviewWindow } from './OverviewWindow.tsx'
import { useBrush } from './use-brush.ts'
import { useOverviewCanvas } from './use-canvas.ts'
import { useLongTasks } from './use-long-tasks.ts'
import { useRenderIn, useWidth } from './use-strip.ts'

/**
 * A strip of the whole recording, on which a part of it is chosen. Gestures are seen in the next frame, what is
 * recorded ten times a second: that is about as often as it moves by a px. Above the timeline, it moves along with it.
 */
export function Overview(): ReactNode {
  useFrame()
  const panel = usePanel()
  const { recorder } = panel
  const { recording } = recorder
  const range = usePanelState((state) => state.range)
  const follow = usePanelState((state) => state.follow)
  const smooth = usePanelState((state) => state.tab === 'timeline')
  const longWaitMs = usePanelState((state) => state.longWaitMs)
  const [model] = useState(() => new OverviewModel(recording, undefined, undefined, extentOfPanel(panel)))
  const rootRef = useRef<HTMLDivElement>(null)
  const gaugeRef = useRef<HTMLDivElement>(null)
  const width = useWidth(gaugeRef)
  const stripRef = useRef<Strip>(undefined)
  const { drag, hover, handlers } = useBrush(rootRef, stripRef)
  useLongTasks(model)

  const live = follow && !recorder.paused
  const frame = model.update({ longWaitMs, live, smooth, width, held: drag?.strip.bounds })
  const { bounds } = frame
  const strip = bounds === undefined || width === 0 ? undefined : { bounds, width, range }
  useLayoutEffect(() => {
    stripRef.current = strip
  })
  const canvasRef = useOverviewCanvas(model, frame, width)
  useRenderIn(frame.complete ? frame.changesIn : 0)

  const onKeyDown = (event: KeyboardEvent, held: Held): void => {
    if (strip === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    const effect = pressKey(strip, held, event)
    if (effect === undefined) return
    event.preventDefault()
    event.stopPropagation()
    setRange(panel, effect.range)
  }

  return (
    <div className="overview-frame">
      <div ref={gaugeRef} className="overview-gauge" />
      <div
        ref={rootRef}
        className="overview"
        style={{ width }}
        role="group"
        aria-label="Overview"
        data-grip={drag?.grip}
        data-all={range === undefined || undefined}
        {...handlers}
      >
        <canvas ref={canvasRef} className="overview-canvas" aria-hidden="true" />
        {strip !== undefined && (
          <>
            <OverviewWindow strip={strip} onKeyDown={onKeyDown} onAll={() => setRange(panel, undefined)} />
            {hover !== undefined && <OverviewTip model={model} strip={strip} x={hover} />}
          </>
        )}
        <OverviewSummary />
      </div>
    </div>
  )
}
