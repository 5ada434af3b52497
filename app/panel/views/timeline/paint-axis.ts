import { axisOf, formatMoment, formatSpan, TICK_SPACING } from '../../model/timeline/ticks.ts'
import { AXIS_HEIGHT, type Scene } from './scene.ts'

/** Lines at round times behind everything. */
export function paintGrid(scene: Scene): void {
  const { context, colors, timeline, width, height } = scene
  context.fillStyle = colors.line
  for (const { time } of axisOf(timeline.view, width, TICK_SPACING, scene.timeOrigin).ticks) {
    context.fillRect(Math.round(scene.x(time)), 0, 1, height)
  }
}

/** The axis on top, with times at its ticks. */
export function paintAxis(scene: Scene): void {
  const { context, colors, labels, timeline, width } = scene
  const { ticks, base } = axisOf(timeline.view, width, TICK_SPACING, scene.timeOrigin)
  context.fillStyle = colors.raised
  context.fillRect(0, 0, width, AXIS_HEIGHT)
  context.fillStyle = colors.line
  context.fillRect(0, AXIS_HEIGHT - 1, width, 1)
  context.font = labels.font
  context.textBaseline = 'middle'
  const middle = AXIS_HEIGHT / 2
  const reserved = base === undefined ? 0 : labels.width(base) + 18
  for (const { time, label } of ticks) {
    const x = Math.round(scene.x(time))
    context.fillStyle = colors.lineStrong
    context.fillRect(x, AXIS_HEIGHT - 7, 1, 6)
    if (x + 4 < reserved || x + 4 + labels.width(label) > width) continue
    context.fillStyle = colors.muted
    context.fillText(label, x + 4, middle - 1)
  }
  if (base === undefined) return
  context.fillStyle = colors.text
  context.fillText(base, 8, middle - 1)
}

/** The line under the pointer, with its exact time. */
export function paintCursor(scene: Scene, x: number): void {
  const { context, colors, timeline, width, height } = scene
  context.fillStyle = colors.faint
  context.globalAlpha = 0.7
  context.fillRect(Math.round(x), AXIS_HEIGHT, 1, height)
  context.globalAlpha = 1
  const { from, to } = timeline.view
  const time = from + (x / width) * (to - from)
  pill(scene, formatMoment(scene.timeOrigin + time), x, colors.text, colors.bg)
}

/** The stretch that is dragged over, with its length. */
export function paintBrush(scene: Scene): void {
  const { context, colors, brush, width, height } = scene
  if (brush === undefined) return
  const left = Math.max(0, scene.x(Math.min(brush.from, brush.to)))
  const right = Math.min(width, scene.x(Math.max(brush.from, brush.to)))
  context.fillStyle = colors.accent
  context.globalAlpha = 0.14
  context.fillRect(left, 0, right - left, height + AXIS_HEIGHT)
  context.globalAlpha = 1
  context.fillRect(Math.round(left), 0, 1, height + AXIS_HEIGHT)
  context.fillRect(Math.round(right), 0, 1, height + AXIS_HEIGHT)
  pill(scene, formatSpan(Math.abs(brush.to - brush.from)), (left + right) / 2, colors.accent, colors.onAccent)
}

/** Where the present is, while it is in view. */
export function paintNow(scene: Scene): void {
  const { context, colors, width, height } = scene
  const x = Math.round(scene.x(scene.now))
  if (x < 0 || x > width) return
  context.fillStyle = colors.lineStrong
  context.fillRect(x, AXIS_HEIGHT, 1, height)
}

/** A text on the axis, centred as far as it fits. */
function pill(scene: Scene, text: string, x: number, color: string, onColor: string): void {
  const { context, labels, width } = scene
  const wide = labels.width(text) + 12
  const left = Math.min(Math.max(x - wide / 2, 2), width - wide - 2)
  context.fillStyle = color
  context.beginPath()
  context.roundRect(left, 3, wide, AXIS_HEIGHT - 7, 4)
  context.fill()
  context.font = labels.font
  context.textBaseline = 'middle'
  context.fillStyle = onColor
  context.fillText(text, left + 6, AXIS_HEIGHT / 2)
}
