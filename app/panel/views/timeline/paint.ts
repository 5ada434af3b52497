import { BAR_HEIGHT } from '../../model/timeline/lane-geometry.ts'
import { paintArrows } from './paint-arrows.ts'
import { paintAxis, paintBrush, paintCursor, paintGrid, paintNow } from './paint-axis.ts'
import { paintLanes } from './paint-lanes.ts'
import { ALL_ARROWS, AXIS_HEIGHT, type Scene } from './scene.ts'

/** Draws one frame. */
export function paint(scene: Scene): void {
  const { context, colors, width, height, timeline } = scene
  context.globalAlpha = 1
  context.fillStyle = colors.bg
  context.fillRect(0, 0, width, height + AXIS_HEIGHT)
  context.save()
  context.beginPath()
  context.rect(0, AXIS_HEIGHT, width, height)
  context.clip()
  context.translate(0, AXIS_HEIGHT)
  paintGrid(scene)
  const all = timeline.inView <= ALL_ARROWS
  const shown = paintLanes(scene, Math.max(ALL_ARROWS, 1) + 1)
  paintArrows(scene, all ? shown : [])
  if (scene.hoverRow >= 0) outline(scene, scene.hoverRow, colors.muted, 1)
  if (timeline.selectedRow >= 0) outline(scene, timeline.selectedRow, colors.text, 2)
  context.restore()
  paintNow(scene)
  paintAxis(scene)
  paintBrush(scene)
  if (scene.cursorX !== undefined && scene.brush === undefined) paintCursor(scene, scene.cursorX)
}

function outline(scene: Scene, row: number, color: string, width: number): void {
  const { context, colors, timeline, columns } = scene
  const lane = timeline.layout.laneOf(row)
  if (lane < 0) return
  const left = Math.max(scene.x(columns.time(row)), -8)
  const end = timeline.layout.endOf(row)
  const right = Math.min(Math.max(scene.x(end === Infinity ? scene.now : end), left + 2), scene.width + 8)
  if (right < 0 || left > scene.width) return
  const y = scene.y(lane)
  const box = (by: number): void =>
    context.strokeRect(left - by, y - by, right - left + 2 * by, BAR_HEIGHT + 2 * by)
  context.strokeStyle = colors.bg
  context.lineWidth = 1
  if (width > 1) box(0)
  context.strokeStyle = color
  context.lineWidth = width
  box(width > 1 ? 1.5 : 0.5)
}
