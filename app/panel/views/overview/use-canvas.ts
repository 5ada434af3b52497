import { type RefObject, useLayoutEffect, useRef } from 'react'
import type { BinRing } from '../../model/overview/bin-ring.ts'
import type { OverviewFrame, OverviewModel } from '../../model/overview/model.ts'
import { axisOf, TICK_SPACING } from '../../model/timeline/ticks.ts'
import { usePanel, usePanelState } from '../../store.ts'
import { windowOf } from '../../ui/window-of.ts'
import { type Colours, readColours } from './colours.ts'
import { paintOverview } from './paint.ts'
import { usePrefersDark } from './use-strip.ts'

interface Painted {
  readonly ring: BinRing | undefined
  readonly state: string
}

/** Paints the strip after each render in which it looks otherwise than before. */
export function useOverviewCanvas(
  model: OverviewModel,
  { bounds, ring }: OverviewFrame,
  width: number,
): RefObject<HTMLCanvasElement | null> {
  const { timeOrigin } = usePanel().recorder.recording
  const scheme = `${usePanelState((state) => state.theme)} ${usePrefersDark()}`
  const canvasRef = useRef<HTMLCanvasElement>(null)
  const coloursRef = useRef<{ readonly scheme: string; readonly colours: Colours }>(undefined)
  const paintedRef = useRef<Painted>(undefined)
  useLayoutEffect(() => {
    const canvas = canvasRef.current
    if (canvas === null || width === 0) return
    if (coloursRef.current?.scheme !== scheme) coloursRef.current = { scheme, colours: readColours(canvas) }
    const { colours } = coloursRef.current
    const ratio = windowOf(canvas).devicePixelRatio
    const state = `${ring?.version} ${model.tasks.version} ${bounds?.from} ${bounds?.to} ${width} ${ratio} ${scheme}`
    if (paintedRef.current?.state === state && paintedRef.current.ring === ring) return
    paintedRef.current = { ring, state }
    const axis = bounds === undefined ? undefined : axisOf(bounds, width, TICK_SPACING, timeOrigin)
    const { bars, tasks } = model
    paintOverview(canvas, { bounds, bars, tasks: tasks.tasks, axis, width, ratio, colours })
  })
  return canvasRef
}
