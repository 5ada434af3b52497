import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, relative } from 'node:path'
import type { Panel } from './chart-panel.ts'
import { chartSvg } from './chart.ts'
import { blockOf, withBlock } from './readme.ts'
import type { Results } from './results.ts'

/** What a report is made of, and where its files go. */
export interface Report {
  readonly results: Results
  readonly panels: readonly Panel[]
  /** How many browsers the chart's values are medians of. */
  readonly chartRounds: number
  readonly command: string
  readonly resultsPath: string
  readonly chartPath: string
  readonly pagePath: string
}

/**
 * Writes the results, the chart and the block of the page. The results go first: they took long, and a page
 * without its markers must not lose them.
 */
export async function writeReport(report: Report): Promise<void> {
  const { results, panels, chartRounds, command, resultsPath, chartPath, pagePath } = report
  await write(resultsPath, `${JSON.stringify(results, undefined, 2)}\n`)
  if (panels.length > 0) await write(chartPath, chartOf(results.date, chartRounds, panels))
  const chart = relative(dirname(pagePath), chartPath).replaceAll('\\', '/')
  const page = await readFile(pagePath, 'utf8')
  await write(pagePath, withBlock(page, blockOf(results, { command, chart, panels })))
}

function chartOf(date: string, rounds: number, panels: readonly Panel[]): string {
  const values = rounds === 1 ? 'one fresh browser' : `medians of ${rounds} fresh browsers`
  const caption = `Both axes logarithmic, lower is better; ${values}; ${date.slice(0, 10)}.`
  return chartSvg(panels, { title: 'How cost grows', caption })
}

async function write(path: string, content: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, content)
}
