import type { Panel } from './chart-panel.ts'
import { machineText, type Results, type Target } from './results.ts'
import { fold, sectionsOf } from './sections.ts'
import { escapeCell, markdownRow } from './table.ts'
import { limitText, targetsSummary, valueText, verdict } from './targets.ts'

const START = '<!-- bench:start -->'
const END = '<!-- bench:end -->'

/** What the block needs to know besides the results. */
export interface BlockOptions {
  /** What to type to get these numbers. */
  readonly command: string
  /** Where the chart is, seen from the page. */
  readonly chart: string
  /** The panels of the chart; their notes go below it. */
  readonly panels: readonly Panel[]
}

/** The page with this block between its markers, in place of what was there. */
export function withBlock(page: string, block: string): string {
  const start = page.indexOf(START)
  const end = page.indexOf(END)
  if (start === -1 || end === -1) throw new Error(`The page needs the lines ${START} and ${END}`)
  if (end < start) throw new Error(`The page has ${END} before ${START}`)
  if (page.lastIndexOf(START) !== start || page.lastIndexOf(END) !== end) {
    throw new Error(`The page may have ${START} and ${END} only once`)
  }
  return `${page.slice(0, start + START.length)}\n\n${block.trim()}\n\n${page.slice(end)}`
}

/** What a run says in its page: where and when, the chart, a table per suite, and every target. */
export function blockOf(results: Results, { command, chart, panels }: BlockOptions): string {
  const notes = panels.filter(({ note }) => note).map(({ title, note }) => `- **${title}**: ${note}`)
  const missed = results.targets.filter(({ met }) => !met)
  return [
    `<!-- Written by \`${command}\`; edits here are lost. -->`,
    introduction(results, command),
    ...(panels.length > 0 ? [`![${altText(panels)}](${chart})`] : []),
    ...(notes.length > 0 ? [notes.join('\n')] : []),
    ...sectionsOf(results.measures),
    `### Targets\n\n${targetsSummary(results.targets)}`,
    ...(missed.length > 0 ? [targetsMarkdown(missed)] : []),
    ...(results.targets.length > 0 ? [fold('All targets', [targetsMarkdown(results.targets)])] : []),
  ].join('\n\n')
}

function introduction({ date, machine, quick, rounds }: Results, command: string): string {
  const browsers = rounds === 1 ? 'one fresh browser' : `${rounds} fresh browsers`
  const made = rounds === 1 ? `Values of ${browsers}` : `Medians of ${browsers}`
  return [
    `Measured by \`${command}\` on ${date.slice(0, 10)}: ${machineText(machine)}.`,
    `${made}, ± half the distance between the quartiles.`,
    ...(quick ? ['**A quick run: few and short rounds, rough numbers.**'] : []),
  ].join(' ')
}

function altText(panels: readonly Panel[]): string {
  const titles = panels.map(({ title }) => title.toLowerCase())
  return `Cost against ${titles.join(', ')}; the tables below have the numbers`
}

function targetsMarkdown(targets: readonly Target[]): string {
  const rows = targets.map((target) => [
    escapeCell(target.suite),
    escapeCell(target.text),
    limitText(target),
    valueText(target),
    target.met ? verdict(target) : `**${verdict(target)}**`,
  ])
  const head = ['Suite', 'Target', 'Limit', 'Measured', 'Result']
  return [head, ['---', '---', '---:', '---:', '---'], ...rows].map(markdownRow).join('\n')
}
