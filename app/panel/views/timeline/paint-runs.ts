import { MAX_RUN_LINES } from '../../model/timeline/lane.ts'
import { RUN_HEIGHT, RUNS_TOP } from '../../model/timeline/lane-geometry.ts'
import type { Scene } from './scene.ts'

/** The least room for a name inside a bar, and beside one, px. */
const MIN_INSIDE = 26
const MIN_OUTSIDE = 44
const PADDING = 5

interface Label {
  readonly text: string
  /** Where the bar is, as far as it can be seen, px, and up to where it is solid. */
  readonly left: number
  readonly right: number
  readonly solidTo: number
  /** How far a name may go that does not fit into the bar. */
  readonly outside: number
  readonly y: number
  readonly height: number
  readonly onSolid: string
  readonly color: string
}

/** Writes a name into its bar, or beside it where the bar is too short and there is room. */
export function paintLabel(scene: Scene, label: Label): void {
  const { context, labels, colors } = scene
  const { left, right, y, height, solidTo } = label
  const inside = right - left - 2 * PADDING
  const base = y + height / 2 + 0.5
  context.font = labels.font
  context.textBaseline = 'middle'
  const full = labels.width(label.text)
  if (inside >= MIN_INSIDE && (inside >= full || inside >= label.outside - right)) {
    const text = labels.fit(label.text, inside)
    if (text === '') return
    const end = Math.min(left + 2 * PADDING + full, right)
    if (solidTo < end) {
      // On stripes no text can be read.
      const from = Math.max(solidTo, left)
      const alpha = context.globalAlpha
      context.globalAlpha = alpha * 0.78
      context.fillStyle = colors.bg
      context.fillRect(from, y + 2, end - from, height - 4)
      context.globalAlpha = alpha
    }
    write(scene, text, left + PADDING, base, left, Math.min(solidTo, right), label.onSolid)
    write(scene, text, left + PADDING, base, Math.max(left, solidTo), right, label.color)
    return
  }
  const room = label.outside - right - PADDING - 4
  if (room < Math.min(MIN_OUTSIDE, full)) return
  context.fillStyle = label.color
  context.fillText(labels.fit(label.text, room), right + PADDING, base)
}

/** Writes the part of a text that lies between two places. */
function write(
  { context }: Scene,
  text: string,
  x: number,
  y: number,
  from: number,
  to: number,
  color: string,
): void {
  if (to <= from) return
  context.save()
  context.beginPath()
  context.rect(from, y - 12, to - from, 24)
  context.clip()
  context.fillStyle = color
  context.fillText(text, x, y)
  context.restore()
}

/** The runs of a dispatch under its bar, each on a line of its own. */
export function paintRuns(
  scene: Scene,
  row: number,
  lane: number,
  left: number,
  right: number,
  next: number,
  emphasis: number,
): void {
  const { context, columns, colors, detail } = scene
  const count = columns.listenerCount(row)
  const lines = Math.min(count, MAX_RUN_LINES)
  if (lines === 0) return
  const top = scene.y(lane) + RUNS_TOP
  context.globalAlpha = emphasis * detail * 0.07
  context.fillStyle = colors.accent
  context.fillRect(left, top - 1, Math.max(right - left, 1), lines * RUN_HEIGHT * detail + 2)
  const first = columns.firstRun(row)
  const time = columns.time(row)
  for (let line = 0; line < lines; line++) {
    const run = first + line
    const more = line === lines - 1 ? count - lines : 0
    if (columns.runStatus(run) === 'none' && more === 0) continue
    paintRun(scene, run, time, top + line * RUN_HEIGHT * detail, next, emphasis, more)
  }
}

function paintRun(
  scene: Scene,
  run: number,
  time: number,
  y: number,
  next: number,
  emphasis: number,
  more: number,
): void {
  const { context, columns, colors, names, detail } = scene
  const status = columns.runStatus(run)
  const start = time + columns.runStart(run)
  const returned = start + columns.runSync(run)
  const wait = columns.runWait(run)
  const end = status === 'waiting' ? Math.max(scene.now, returned) : returned + (wait ?? 0)
  const left = Math.max(scene.x(start), -8)
  const split = Math.min(Math.max(scene.x(returned), left), scene.width + 8)
  const right = Math.max(Math.min(scene.x(end), scene.width + 8), left + 1)
  const height = RUN_HEIGHT - 3
  const failed = status === 'failed'
  context.globalAlpha = emphasis * detail * 0.8
  if (right - split > 0.5) {
    context.fillStyle = failed ? scene.failedWaits : scene.waits
    context.fillRect(split, y + height - 4, right - split, 4)
  }
  context.globalAlpha = emphasis * detail * 0.75
  context.fillStyle = failed ? colors.bad : colors.accent
  context.fillRect(left, y, Math.max(split - left, 1), height)
  context.globalAlpha = emphasis * detail
  const name = status === 'none' ? '' : names.of(columns.runListener(run))
  const text = more > 0 ? `${name} +${more} more` : name
  paintRunName(scene, text, Math.max(left, 0), Math.max(0, Math.min(split, scene.width)), next, y, failed)
}

function paintRunName(
  scene: Scene,
  text: string,
  left: number,
  split: number,
  next: number,
  y: number,
  failed: boolean,
): void {
  const { context, colors, runLabels } = scene
  const base = y + (RUN_HEIGHT - 3) / 2 + 0.5
  const full = runLabels.width(text)
  context.font = runLabels.font
  context.textBaseline = 'middle'
  const inside = split - left - 2 * PADDING
  if (inside >= full || (inside >= MIN_INSIDE && inside >= next - split)) {
    context.fillStyle = failed ? colors.onBad : colors.onAccent
    context.fillText(runLabels.fit(text, inside), left + PADDING, base)
    return
  }
  const room = next - split - PADDING - 4
  if (room < Math.min(MIN_OUTSIDE, full)) return
  const fitting = runLabels.fit(text, room)
  const alpha = context.globalAlpha
  context.globalAlpha = alpha * 0.8
  context.fillStyle = colors.bg
  context.fillRect(split + 2, y, Math.min(full, room) + PADDING, RUN_HEIGHT - 3)
  context.globalAlpha = alpha
  context.fillStyle = failed ? colors.bad : colors.muted
  context.fillText(fitting, split + PADDING, base)
}
