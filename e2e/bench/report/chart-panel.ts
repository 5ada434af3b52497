import { type Axis, exactAxis, isDrawable, position, roundAxis } from './chart-axis.ts'
import { spreadLabels } from './chart-labels.ts'
import { formatTick } from './numbers.ts'

/** One of the small charts: a cost against something that grows. */
export interface Panel {
  readonly title: string
  readonly xLabel: string
  readonly yLabel: string
  readonly series: readonly Series[]
  /** A sentence on what the limit is made of, for the text below the chart. */
  readonly note?: string
}

export interface Series {
  readonly subject: string
  readonly ours: boolean
  readonly points: readonly (readonly [x: number, y: number])[]
}

/** Where a panel is, and how wide its plot is; left of that are ticks, right of it labels. */
export interface PanelBox {
  readonly left: number
  readonly top: number
  readonly height: number
  readonly plotWidth: number
}

/** A series as it is drawn. */
interface Curve {
  readonly subject: string
  readonly ours: boolean
  /** Its class in the style sheet. */
  readonly tone: string
  readonly dots: readonly Point[]
  readonly end: Point
}

interface Point {
  readonly x: number
  readonly y: number
}

interface Plot {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** Title and unit above the plot, ticks and label of x below it, ticks of y left of it. */
const MARGIN = { top: 54, bottom: 42, left: 34 }

/** Between the plot and the labels. */
const LEADER_WIDTH = 14

const LABEL_GAP = 15

/** What a panel takes of the width besides its plot and its labels. */
export const PANEL_SIDES = MARGIN.left + LEADER_WIDTH

/** The least height of a panel in which so many labels do not overlap. */
export function heightFor(labels: number): number {
  return MARGIN.top + MARGIN.bottom + labels * LABEL_GAP
}

/** Draws one panel; `toneOf` tells the class of a subject's colour. */
export function drawPanel(panel: Panel, box: PanelBox, toneOf: (series: Series) => string): string {
  const plot = plotOf(box)
  const points = panel.series.flatMap((series) => series.points.filter(isPoint))
  const x = exactAxis(points.map(([value]) => value))
  const y = roundAxis(points.map(([, value]) => value))
  const curves = panel.series.flatMap((series) => curveOf(series, toneOf(series), plot, x, y))
  // Ours is drawn last: on top.
  const stacked = curves.toSorted((a, b) => Number(a.ours) - Number(b.ours))
  return [
    text('title', box.left, box.top + 15, panel.title),
    text('unit', box.left, box.top + 33, panel.yLabel),
    text('unit', (plot.left + plot.right) / 2, plot.bottom + 36, panel.xLabel, 'middle'),
    ...x.ticks.map((tick) => xTick(plot, acrossOf(plot, x, tick), tick)),
    ...y.ticks.map((tick) => yTick(plot, box.left + MARGIN.left - 8, upOf(plot, y, tick), tick)),
    line('axis', { x: plot.left, y: plot.bottom }, { x: plot.right, y: plot.bottom }),
    ...stacked.map(drawLine),
    ...drawLabels(stacked, plot),
  ].join('\n')
}

function plotOf({ left, top, height, plotWidth }: PanelBox): Plot {
  return {
    left: left + MARGIN.left,
    right: left + MARGIN.left + plotWidth,
    top: top + MARGIN.top,
    bottom: top + height - MARGIN.bottom,
  }
}

function curveOf(series: Series, tone: string, plot: Plot, x: Axis, y: Axis): Curve[] {
  const dots = series.points
    .filter(isPoint)
    .toSorted(([a], [b]) => a - b)
    .map(([across, up]) => ({ x: acrossOf(plot, x, across), y: upOf(plot, y, up) }))
  const end = dots.at(-1)
  return end ? [{ subject: series.subject, ours: series.ours, tone, dots, end }] : []
}

function isPoint([x, y]: readonly [number, number]): boolean {
  return isDrawable(x) && isDrawable(y)
}

function acrossOf({ left, right }: Plot, axis: Axis, value: number): number {
  return left + (right - left) * position(axis, value)
}

function upOf({ top, bottom }: Plot, axis: Axis, value: number): number {
  return bottom - (bottom - top) * position(axis, value)
}

function xTick({ bottom, top }: Plot, x: number, tick: number): string {
  return `${line('grid', { x, y: top }, { x, y: bottom })}\n${text('tick', x, bottom + 17, formatTick(tick), 'middle')}`
}

function yTick({ left, right }: Plot, labelX: number, y: number, tick: number): string {
  return `${line('grid', { x: left, y }, { x: right, y })}\n${text('tick', labelX, y + 4, formatTick(tick), 'end')}`
}

function drawLine({ dots, tone, ours }: Curve): string {
  const path = dots.map(({ x, y }) => `${round(x)},${round(y)}`).join(' ')
  const radius = ours ? 3.5 : 2
  const marks = dots.map(
    ({ x, y }) => `<circle class="dot ${tone}" cx="${round(x)}" cy="${round(y)}" r="${radius}"/>`,
  )
  return [`<polyline class="line ${tone}" points="${path}"/>`, ...marks].join('\n')
}

/** Each label right of the plot, at the height where its line ends or as near as its neighbours let it. */
function drawLabels(curves: readonly Curve[], plot: Plot): string[] {
  const wanted = curves.map(({ end }) => end.y)
  const places = spreadLabels(wanted, { gap: LABEL_GAP, top: plot.top, bottom: plot.bottom })
  return curves.map(({ subject, tone, end }, index) => {
    const y = places[index] ?? end.y
    const knee = { x: plot.right + 4, y: end.y }
    const leader = [end, knee, { x: plot.right + LEADER_WIDTH - 3, y }]
    const path = leader.map((point) => `${round(point.x)},${round(point.y)}`).join(' ')
    const label = text(`label ${tone}`, plot.right + LEADER_WIDTH, y + 4, subject)
    // Dotted where the line ends early, so that nobody reads the leader as measured.
    const kind = end.x < plot.right - 1 ? 'leader early' : 'leader'
    return `<polyline class="${kind} ${tone}" points="${path}"/>\n${label}`
  })
}

function line(kind: string, from: Point, to: Point): string {
  return `<line class="${kind}" x1="${round(from.x)}" y1="${round(from.y)}" x2="${round(to.x)}" y2="${round(to.y)}"/>`
}

/** A line of text; its anchor is where `x` is in it. */
export function text(kind: string, x: number, y: number, content: string, anchor = 'start'): string {
  const at = `x="${round(x)}" y="${round(y)}"${anchor === 'start' ? '' : ` text-anchor="${anchor}"`}`
  return `<text class="${kind}" ${at}>${escapeText(content)}</text>`
}

export function escapeText(content: string): string {
  return content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
