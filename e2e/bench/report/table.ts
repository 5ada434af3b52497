import { alignLeft, alignRight } from './align.ts'
import { formatNumber, formatPercent, formatX, isNumeric, NONE } from './numbers.ts'
import { isOurs, type Measure } from './results.ts'
import { median, relativeSpread } from './stats.ts'

/** A suite as text: one row a subject, ours first, one column an x. */
export interface Table {
  /** The unit, where all columns share it. */
  readonly corner: string
  readonly headings: readonly string[]
  readonly rows: readonly Row[]
}

interface Row {
  readonly subject: string
  readonly ours: boolean
  readonly cells: readonly Cell[]
}

interface Cell {
  readonly median: string
  /** `±2 %`; empty where a spread says nothing. */
  readonly spread: string
}

interface Column {
  readonly x: string
  readonly unit: string
}

/** Arranges the measures of one suite. */
export function tableOf(measures: readonly Measure[]): Table {
  const columns = columnsOf(measures)
  const units = new Set(columns.map(({ unit }) => unit))
  const shared = units.size === 1
  return {
    corner: shared ? [...units].join('') : '',
    headings: columns.map((column) => headingOf(column, shared)),
    rows: subjectsOf(measures).map((subject) => ({
      subject,
      ours: isOurs(subject),
      cells: columns.map((column) => cellOf(measures, subject, column)),
    })),
  }
}

/** The table for the terminal, in columns as wide as what they hold. */
export function tableText({ corner, headings, rows }: Table): string {
  const subjects = rows.map(({ subject, ours }) => `${ours ? '▸' : ' '} ${subject}`)
  const columns = headings.map((heading, index) => columnText(heading, cellsAt(rows, index)))
  const lines = alignLeft([`  ${corner}`, ...subjects]).map((start, line) =>
    [start, ...columns.map((column) => column[line])].join('   ').trimEnd(),
  )
  return lines.join('\n')
}

/** The table for the README; ours is bold. */
export function tableMarkdown({ corner, headings, rows }: Table): string {
  const head = [corner, ...headings]
  const rule = head.map((_, index) => (index === 0 ? '---' : '---:'))
  const body = rows.map(({ subject, ours, cells }) => [
    ours ? `**${escapeCell(subject)}**` : escapeCell(subject),
    ...cells.map((cell) => cellMarkdown(cell, ours)),
  ])
  return [head.map(escapeCell), rule, ...body].map(markdownRow).join('\n')
}

/** One row of a Markdown table. */
export function markdownRow(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}

/** Text that cannot end its cell. */
export function escapeCell(text: string): string {
  return text.replaceAll('|', '\\|')
}

/** What was varied, and the unit unless the corner or the name itself tells it. */
function headingOf({ x, unit }: Column, shared: boolean): string {
  return shared || unit === '' || unit === x ? formatX(x) : `${formatX(x)}, ${unit}`
}

/** In the order they were measured, numbers by size. */
function columnsOf(measures: readonly Measure[]): Column[] {
  const columns = new Map(measures.map(({ x, unit }) => [JSON.stringify([x, unit]), { x, unit }]))
  const inOrder = [...columns.values()]
  return inOrder.every(({ x }) => isNumeric(x)) ? inOrder.sort((a, b) => Number(a.x) - Number(b.x)) : inOrder
}

function subjectsOf(measures: readonly Measure[]): string[] {
  const subjects = [...new Set(measures.map(({ subject }) => subject))]
  return subjects.sort((a, b) => Number(isOurs(b)) - Number(isOurs(a)))
}

function cellOf(measures: readonly Measure[], subject: string, { x, unit }: Column): Cell {
  const values = measures
    .filter((measure) => measure.subject === subject && measure.x === x && measure.unit === unit)
    .flatMap((measure) => measure.values)
  const share = relativeSpread(values)
  return {
    median: formatNumber(median(values)),
    spread: share === undefined ? '' : `±${formatPercent(share)}`,
  }
}

function cellsAt(rows: readonly Row[], index: number): Cell[] {
  return rows.flatMap(({ cells }) => cells[index] ?? [])
}

/** A heading and the cells below it, medians and spreads each flush right. */
function columnText(heading: string, cells: readonly Cell[]): string[] {
  const medians = alignRight(cells.map(({ median }) => median))
  const spreads = alignRight(cells.map(({ spread }) => spread))
  const texts = medians.map((text, row) => (spreads[row] ? `${text} ${spreads[row]}` : text))
  return alignRight([heading, ...texts])
}

function cellMarkdown({ median, spread }: Cell, ours: boolean): string {
  const value = ours && median !== NONE ? `**${median}**` : median
  return spread === '' ? value : `${value} <sub>${spread}</sub>`
}
