import {
  drawPanel,
  escapeText,
  heightFor,
  type Panel,
  PANEL_SIDES,
  type Series,
  text,
} from './chart-panel.ts'
import { PEER_TONES, STYLE } from './chart-style.ts'
import { isNumeric } from './numbers.ts'
import { isOurs, type Measure } from './results.ts'
import { median } from './stats.ts'

/** Text of the chart that no panel holds. */
export interface ChartText {
  /** Read out in place of the picture. */
  readonly title: string
  /** A line below the panels. */
  readonly caption?: string
}

const WIDTH = 920
const PADDING = 26
const COLUMNS = 2
const COLUMN_GAP = 30
const ROW_GAP = 26
const CAPTION_HEIGHT = 26
const MIN_PANEL_HEIGHT = 292

/** How wide a character of a label is, on average, in the widest of the usual fonts. */
const CHARACTER_WIDTH = { ours: 7.3, peer: 6.7 }
const MAX_LABEL = 24

/** A suite as a panel: its subjects as lines over the x that are numbers. */
export function panelOf(measures: readonly Measure[], text: Omit<Panel, 'series'>): Panel {
  const onAxis = measures.filter(({ x }) => isNumeric(x))
  const subjects = [...new Set(onAxis.map(({ subject }) => subject))]
  const series = subjects.map((subject) => ({
    subject,
    ours: isOurs(subject),
    points: onAxis
      .filter((measure) => measure.subject === subject)
      .map(({ x, values }) => [Number(x), median(values)] as const),
  }))
  return { ...text, series }
}

/** The chart as a file: small multiples, two in a row, on logarithmic axes. */
export function chartSvg(panels: readonly Panel[], { title, caption }: ChartText): string {
  const cells = layOut(panels)
  const below = Math.max(0, ...cells.map(({ box }) => box.top + box.height))
  const height = below + PADDING + (caption ? CAPTION_HEIGHT : 0)
  const tones = tonesOf(panels)
  const toneOf = ({ subject, ours }: Series): string => (ours ? 'ours' : (tones.get(subject) ?? 'peer0'))
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img">`,
    `<title>${escapeText(title)}</title>`,
    `<style>${STYLE}</style>`,
    `<rect class="card" x="0.5" y="0.5" width="${WIDTH - 1}" height="${height - 1}" rx="8"/>`,
    ...cells.map(({ panel, box }) => drawPanel(panel, box, toneOf)),
    ...(caption ? [text('caption', PADDING, height - PADDING, caption)] : []),
    '</svg>\n',
  ].join('\n')
}

/** All plots have the same size; each column is as wide as its labels need. */
function layOut(panels: readonly Panel[]) {
  const shown = panels.map(shortened)
  const labels = columnsOf(shown).map(labelWidth)
  const sides = sum(labels) + COLUMNS * PANEL_SIDES + (COLUMNS - 1) * COLUMN_GAP + 2 * PADDING
  const plotWidth = (WIDTH - sides) / COLUMNS
  const height = Math.max(MIN_PANEL_HEIGHT, ...shown.map(({ series }) => heightFor(series.length)))
  return shown.map((panel, index) => {
    const column = index % COLUMNS
    const before = sum(labels.slice(0, column)) + column * (PANEL_SIDES + plotWidth + COLUMN_GAP)
    const top = PADDING + Math.floor(index / COLUMNS) * (height + ROW_GAP)
    return { panel, box: { left: PADDING + before, top, height, plotWidth } }
  })
}

function columnsOf(panels: readonly Panel[]): Panel[][] {
  return Array.from({ length: COLUMNS }, (_, column) =>
    panels.filter((__, index) => index % COLUMNS === column),
  )
}

function labelWidth(panels: readonly Panel[]): number {
  const widths = panels
    .flatMap(({ series }) => series)
    .map(({ subject, ours }) => subject.length * CHARACTER_WIDTH[ours ? 'ours' : 'peer'])
  return Math.max(0, ...widths)
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

/** With labels that fit beside the plot. */
function shortened(panel: Panel): Panel {
  const series = panel.series.map((each) => ({ ...each, subject: shorten(each.subject) }))
  return { ...panel, series }
}

function shorten(label: string): string {
  return label.length > MAX_LABEL ? `${label.slice(0, MAX_LABEL - 1).trimEnd()}…` : label
}

/** A peer has the same tone in every panel. */
function tonesOf(panels: readonly Panel[]): Map<string, string> {
  const peers = panels.flatMap(({ series }) => series.filter(({ ours }) => !ours))
  const names = [...new Set(peers.map(({ subject }) => shorten(subject)))]
  return new Map(names.map((name, index) => [name, `peer${index % PEER_TONES}`]))
}
