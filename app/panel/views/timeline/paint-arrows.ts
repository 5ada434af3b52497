import { parentOf } from '../../model/timeline/path.ts'
import { BAR_HEIGHT, RUN_HEIGHT, RUNS_TOP } from '../../model/timeline/lane-geometry.ts'
import { MAX_RUN_LINES } from '../../model/timeline/lane.ts'
import type { Scene } from './scene.ts'

/** Arrows drawn in a frame at most, and effects of what the pointer is on. */
const MAX_ARROWS = 300
const MAX_HOVER_EFFECTS = 60
const HEAD = 4

/** Draws from cause to effect: of all that is shown, of what the pointer is on, and of the selection. */
export function paintArrows(scene: Scene, shown: readonly number[]): void {
  const { timeline, colors, hoverRow } = scene
  for (const row of shown) paintArrow(scene, row, colors.faint, 1)
  if (hoverRow >= 0) {
    paintArrow(scene, hoverRow, colors.text, 1.5)
    let left = MAX_HOVER_EFFECTS
    const { lanes } = timeline
    for (let child = lanes.firstChild(hoverRow); child >= 0 && left-- > 0; child = lanes.nextSibling(child)) {
      paintArrow(scene, child, colors.text, 1.5)
    }
  }
  if (timeline.path === undefined) return
  let left = MAX_ARROWS
  let last = -Infinity
  for (const row of timeline.path.rows) {
    if (left <= 0) break
    // Of many within a px, one is seen.
    const x = Math.round(scene.x(scene.columns.time(row)))
    if (x < -1 || x > scene.width || (x === last && row !== timeline.path.selected)) continue
    if (paintArrow(scene, row, colors.text, 1.5)) {
      left--
      last = x
    }
  }
}

/** The arrow from its cause to a dispatch. */
function paintArrow(scene: Scene, row: number, color: string, width: number): boolean {
  const { columns, timeline, context, colors } = scene
  const parent = parentOf(scene.recording, row)
  const lane = timeline.layout.laneOf(row)
  const above = parent < 0 ? -1 : timeline.layout.laneOf(parent)
  if (above < 0 || lane < 0) return false
  const time = columns.time(row)
  const x = scene.x(time)
  if (x < 0 || x > scene.width) return false
  const end = timeline.layout.endOf(parent)
  // A cause may have settled before: its effect came through a handle that was kept.
  const from = Math.max(scene.x(Math.min(time, end)), -8)
  const y0 = startY(scene, row, parent, above)
  const y1 = scene.y(lane) - 1
  if (y1 < 0 || y0 > scene.height || y1 <= y0) return false
  const at = Math.round(x) + 0.5
  context.lineJoin = 'round'
  const line = (): void => {
    context.beginPath()
    if (x - from < 3) context.moveTo(at, y0)
    else {
      context.moveTo(from, y0)
      const middle = (y0 + y1) / 2
      context.bezierCurveTo(from, middle, at, middle - (y1 - y0) / 4, at, y1 - HEAD)
    }
    context.lineTo(at, y1 - 1)
    context.stroke()
  }
  // Lanes between the two are crossed on a bridge.
  context.strokeStyle = colors.bg
  context.lineWidth = width + 2.5
  context.globalAlpha = 0.8
  line()
  context.globalAlpha = 1
  context.strokeStyle = color
  context.lineWidth = width
  line()
  context.fillStyle = color
  context.beginPath()
  context.moveTo(at - HEAD + 0.5, y1 - HEAD)
  context.lineTo(at + HEAD - 0.5, y1 - HEAD)
  context.lineTo(at, y1 + 1.5)
  context.fill()
  return true
}

/** The lower edge of the run that dispatched it, where that is shown, or of its cause's bar. */
function startY(scene: Scene, row: number, parent: number, lane: number): number {
  const bar = scene.y(lane) + BAR_HEIGHT
  const line = scene.columns.parentRun(row)
  if (
    scene.detail < 0.5 ||
    line < 0 ||
    line >= Math.min(scene.columns.listenerCount(parent), MAX_RUN_LINES)
  ) {
    return bar
  }
  return scene.y(lane) + RUNS_TOP + (line + 1) * RUN_HEIGHT * scene.detail - 3
}
