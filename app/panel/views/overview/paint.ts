import type { Bars } from '../../model/overview/bars.ts'
import type { Range } from '../../model/range.ts'
import type { Axis } from '../../model/timeline/ticks.ts'
import type { Colours } from './colours.ts'

/** Height of the strip, px: the style sheet has the same. Asking for it would lay out the whole panel at once. */
const HEIGHT = 40
/** What lies where, px from the top. */
const LABELS_TOP = 2
/** Between a tick and its label, and more than a label takes, px. */
const LABEL_GAP = 4
const LABEL_PX = 90
const BARS = { top: 14, bottom: 28 }
const ERRORS = { top: 29, height: 3 }
const WAITS = { top: 33, height: 3 }
const TASKS = { top: 37, height: 3 }
/** What has happened is never too small to be seen, px. */
const LEAST_PX = 2
const LEAST_HEIGHT = 3
const LEAST_MARK = 4

export interface Picture {
  readonly bounds: Range | undefined
  readonly bars: Bars
  readonly tasks: readonly Range[]
  readonly axis: Axis | undefined
  /** px. */
  readonly width: number
  /** Device pixels for each. */
  readonly ratio: number
  readonly colours: Colours
}

/** Draws the strip. Edges are at whole device pixels, so that they stay sharp while time moves on. */
export function paintOverview(canvas: HTMLCanvasElement, picture: Picture): void {
  const { width, ratio } = picture
  const context = canvas.getContext('2d')
  if (context === null) return
  const [deviceWidth, deviceHeight] = [Math.round(width * ratio), Math.round(HEIGHT * ratio)]
  // Setting a size empties the canvas and costs, even where it is the same.
  if (canvas.width !== deviceWidth || canvas.height !== deviceHeight) {
    canvas.width = deviceWidth
    canvas.height = deviceHeight
    // The size has reset it; setting it each time would make the browser work out styles.
    context.font = picture.colours.font
  }
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  context.clearRect(0, 0, width, HEIGHT)
  fill(context, picture.colours.line, () => context.rect(0, BARS.bottom, width, 1 / ratio))
  const { bounds } = picture
  if (bounds === undefined) return
  const place = placer(bounds, picture)
  paintTicks(context, picture, place)
  paintBars(context, picture, place)
  fill(context, picture.colours.task, () => {
    for (const { from, to } of picture.tasks) {
      if (to < bounds.from || from > bounds.to) continue
      const left = place(from)
      context.rect(left, TASKS.top, Math.max(LEAST_PX, place(to) - left), TASKS.height)
    }
  })
}

type Place = (time: number) => number

function placer({ from, to }: Range, { width, ratio }: Picture): Place {
  const device = (width * ratio) / (to - from)
  return (time) => Math.round((time - from) * device) / ratio
}

function paintTicks(
  context: CanvasRenderingContext2D,
  { axis, width, ratio, colours }: Picture,
  place: Place,
): void {
  if (axis === undefined) return
  const { ticks, base } = axis
  fill(context, colours.line, () => {
    for (const { time } of ticks) context.rect(place(time), 0, 1 / ratio, BARS.bottom)
  })
  context.fillStyle = colours.text
  context.textBaseline = 'top'
  const taken = base === undefined ? 0 : 2 * LABEL_GAP + context.measureText(base).width
  if (base !== undefined) context.fillText(base, LABEL_GAP, LABELS_TOP)
  for (const { time, label } of ticks) {
    const left = place(time) + LABEL_GAP
    if (left < taken) continue
    // A label that is cut off reads as another time. Only the last one can be; measuring takes long.
    const whole = left + LABEL_PX <= width || left + context.measureText(label).width <= width
    if (whole) context.fillText(label, left, LABELS_TOP)
  }
}

function paintBars(context: CanvasRenderingContext2D, { bars, colours }: Picture, place: Place): void {
  const each = (paint: (bar: number, left: number, width: number) => void): void => {
    for (let bar = 0; bar < bars.length; bar++) {
      const { from, to } = bars.timeOf(bar)
      const left = place(from)
      paint(bar, left, Math.max(LEAST_PX, place(to) - left))
    }
  }
  fill(context, colours.rate, () =>
    each((bar, left, width) => {
      if (bars.events[bar] === 0) return
      const height = LEAST_HEIGHT + bars.heightOf(bar) * (BARS.bottom - BARS.top - LEAST_HEIGHT)
      context.rect(left, BARS.bottom - height, width, height)
    }),
  )
  fill(context, colours.wait, () =>
    each((bar, left, width) => {
      if (bars.longWaits[bar] !== 0) context.rect(left, WAITS.top, Math.max(LEAST_MARK, width), WAITS.height)
    }),
  )
  fill(context, colours.bad, () =>
    each((bar, left, width) => {
      if (bars.errors[bar] !== 0) context.rect(left, ERRORS.top, Math.max(LEAST_MARK, width), ERRORS.height)
    }),
  )
}

/** One path for all that has one colour: much cheaper than one fill for each. */
function fill(context: CanvasRenderingContext2D, colour: string, path: () => void): void {
  context.fillStyle = colour
  context.beginPath()
  path()
  context.fill()
}
