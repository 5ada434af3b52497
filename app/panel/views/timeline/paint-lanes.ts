import { firstRowAt } from 'eventscope/recorder'
import { BAR_HEIGHT, LANE_HEIGHT } from '../../model/timeline/lane-geometry.ts'
import { eachMark, type MarkSink } from '../../model/timeline/marks.ts'
import { paintLabel, paintRuns } from './paint-runs.ts'
import { backgroundOf, emphasisOf, type Scene } from './scene.ts'

/** Found or related dispatches that are drawn over the marks of many, at most. */
const MAX_OVER = 20_000
/** Between bars that are at least that wide, a gap is left, px. */
const GAP_FROM = 4
/** Side of the mark of what came from elsewhere, px. */
const ARRIVAL = 4.5
/** An open end fades away in so many steps of so many px. */
const FADE = [0.55, 0.3, 0.12]
const FADE_STEP = 7

/**
 * Draws what can be seen of all lanes.
 * @returns the dispatches drawn one by one, as far as `keep` of them
 */
export function paintLanes(scene: Scene, keep: number): number[] {
  const { timeline, width } = scene
  const { geometry, layout, view } = timeline
  const painter = new LanePainter(scene, keep)
  const first = Math.max(0, geometry.laneAt(scene.top))
  for (let lane = first; lane < layout.lanes.length && scene.y(lane) < scene.height; lane++) {
    painter.begin(lane)
    eachMark(scene.columns, layout, layout.lanes[lane]!, view, width, painter)
    painter.end()
  }
  paintOver(scene, painter)
  return painter.rows
}

/** Draws each dispatch of a lane where it is told of them; marks of many side by side are one rectangle. */
class LanePainter implements MarkSink {
  readonly rows: number[] = []
  private y = 0
  private lane = 0
  private readonly background: number
  /** The marks not drawn yet: from one px to another, all alike. */
  private from = 0
  private to = -1
  private level = 0
  private failed = false

  constructor(
    private readonly scene: Scene,
    private readonly keep: number,
  ) {
    this.background = backgroundOf(scene)
  }

  begin(lane: number): void {
    this.lane = lane
    this.y = this.scene.y(lane)
  }

  end(): void {
    this.flush()
  }

  bar(row: number, start: number, end: number, next: number): void {
    this.flush()
    if (this.rows.length < this.keep) this.rows.push(row)
    paintBar(this.scene, row, this.lane, start, end, next)
  }

  dense(x: number, from: number, to: number, failed: boolean): void {
    // Four grades of how many there are tell enough, and make long stretches alike.
    const level = Math.min(4, Math.floor(Math.log2(to - from)))
    if (x === this.to && level === this.level && failed === this.failed) {
      this.to++
      return
    }
    this.flush()
    this.from = x
    this.to = x + 1
    this.level = level
    this.failed = failed
  }

  private flush(): void {
    const { context, colors } = this.scene
    if (this.to <= this.from) return
    const width = this.to - this.from
    context.globalAlpha = this.background * (0.55 + 0.11 * this.level)
    context.fillStyle = colors.accent
    context.fillRect(this.from, this.y, width, BAR_HEIGHT)
    if (this.failed) {
      // The lower part, so that it is seen how many others there are.
      context.globalAlpha = this.background
      context.fillStyle = colors.bad
      context.fillRect(this.from, this.y + BAR_HEIGHT - 6, width, 6)
    }
    context.globalAlpha = 1
    this.to = this.from - 1
  }
}

/** One dispatch: its synchronous part, its wait, its name, and its runs where there is room. */
function paintBar(scene: Scene, row: number, lane: number, start: number, end: number, next: number): void {
  const { context, colors, columns, timeline, detail } = scene
  const y = scene.y(lane)
  const open = end === Infinity
  const exact = scene.x(start)
  const left = Math.max(exact, -8)
  const right = Math.min(scene.x(open ? Math.max(scene.now, start) : end), scene.width + 8)
  const nextX = Math.min(scene.x(next), scene.width)
  const width = Math.max(right - left, 1)
  const failed = columns.errorCount(row) > 0
  const emphasis = emphasisOf(scene, row)
  // A gap keeps neighbours apart, unless it would take much of a bar.
  const shown = width >= GAP_FROM && nextX - right < 1 ? width - 1 : width
  const split = Math.min(Math.max(scene.x(timeline.layout.returnedAt(row)), left), left + shown)
  const sync = open || right - split > 0.5 ? split - left : shown
  context.globalAlpha = emphasis
  if (shown - sync > 0.5) {
    context.fillStyle = failed ? scene.failedWaits : scene.waits
    context.fillRect(left + sync, y, shown - sync, BAR_HEIGHT)
  }
  if (open) paintOpenEnd(scene, left + shown, y, failed, emphasis)
  context.fillStyle = failed ? colors.bad : colors.accent
  // Something always holds the page, however short, and where the bar begins is where it was dispatched.
  context.fillRect(left, y, Math.max(sync, exact < -8 ? 0 : 1), BAR_HEIGHT)
  if (failed) paintFailure(scene, Math.max(exact, 1), y)
  if (columns.isRemote(row)) paintArrival(scene, exact, y)
  if (detail > 0 && width >= 2) paintRuns(scene, row, lane, left, right, nextX, emphasis)
  context.globalAlpha = emphasis
  paintLabel(scene, {
    text: columns.event(row),
    left: Math.max(left, 0),
    right: Math.min(left + shown, scene.width),
    solidTo: left + sync,
    outside: nextX,
    y,
    height: BAR_HEIGHT,
    onSolid: failed ? colors.onBad : colors.onAccent,
    color: failed ? colors.bad : colors.text,
  })
  context.globalAlpha = 1
}

/** Nobody knows when it will end. */
function paintOpenEnd(scene: Scene, right: number, y: number, failed: boolean, emphasis: number): void {
  const { context } = scene
  context.fillStyle = failed ? scene.failedWaits : scene.waits
  FADE.forEach((alpha, step) => {
    context.globalAlpha = emphasis * alpha
    context.fillRect(right + step * FADE_STEP, y, FADE_STEP, BAR_HEIGHT)
  })
  context.globalAlpha = emphasis
}

/** A small mark above the bar: colour alone does not tell it to everybody. */
function paintFailure({ context, colors }: Scene, x: number, y: number): void {
  context.fillStyle = colors.bad
  context.beginPath()
  context.moveTo(x - 3, y - 4)
  context.lineTo(x + 3, y - 4)
  context.lineTo(x, y + 1)
  context.fill()
}

/** An arrow head into the bar from the left: it came from elsewhere. */
function paintArrival({ context, colors }: Scene, x: number, y: number): void {
  const middle = y + BAR_HEIGHT / 2
  context.beginPath()
  context.moveTo(x - ARRIVAL, middle - ARRIVAL)
  context.lineTo(x, middle)
  context.lineTo(x - ARRIVAL, middle + ARRIVAL)
  context.closePath()
  // Set apart from the bar before, which it may reach into.
  context.strokeStyle = colors.bg
  context.lineWidth = 2
  context.stroke()
  context.fillStyle = colors.text
  context.fill()
}

/** Draws what was found, and what belongs to the selection, over the marks of many: there it would be lost. */
function paintOver(scene: Scene, painter: LanePainter): void {
  const { timeline, columns, context, colors } = scene
  const { found } = timeline.matches
  const { path, view } = timeline
  const drawn = new Float64Array(timeline.layout.lanes.length).fill(-1)
  const mark = (row: number): void => {
    const lane = timeline.layout.laneOf(row)
    const x = Math.floor(scene.x(columns.time(row)))
    if (lane < 0 || x < 0 || x >= scene.width || drawn[lane] === x) return
    drawn[lane] = x
    const y = scene.y(lane)
    if (y <= -LANE_HEIGHT || y >= scene.height || !timeline.matches.isMatch(row)) return
    context.fillStyle = columns.errorCount(row) > 0 ? colors.bad : colors.accent
    context.fillRect(x, y, 1, BAR_HEIGHT)
  }
  // Where each was drawn for itself, nothing is lost.
  if (painter.rows.length >= timeline.inView) return
  if (path !== undefined && path.rows.length > 1) for (const row of path.rows) mark(row)
  if (found === undefined) return
  drawn.fill(-1)
  const from = found.countBelow(firstRowAt(columns, view.from))
  const to = found.countBelow(firstRowAt(columns, view.to))
  const step = Math.max(1, Math.ceil((to - from) / MAX_OVER))
  for (let at = from; at < to; at += step) mark(found.at(at))
}
