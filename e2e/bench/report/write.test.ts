import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Results } from './results.ts'
import { writeReport } from './write.ts'

const results: Results = {
  date: '2026-11-21T16:06:13Z',
  machine: { cpu: 'Xeon', cores: 2, memory: '8 GB', os: 'Linux', browser: 'Chromium 156', node: 'v20.20.2' },
  quick: false,
  rounds: 7,
  measures: [{ suite: 'Dispatch', subject: 'Eventscope', x: '5', unit: 'ns', values: [36] }],
  targets: [],
}
const panels = [{ title: 'Listeners', xLabel: 'listeners', yLabel: 'ns', series: [] }]

let folder = ''
const at = (path: string): string => join(folder, path)
const report = () => ({
  results,
  panels,
  chartRounds: 3,
  command: 'npm run bench',
  resultsPath: at('e2e/bench/results.json'),
  chartPath: at('.docs/bench.svg'),
  pagePath: at('README.md'),
})

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'eventscope-report-'))
})

afterEach(() => rm(folder, { recursive: true }))

it('results, chart and README are written, in folders made for them', async () => {
  await writeFile(at('README.md'), '# Us\n<!-- bench:start -->\n<!-- bench:end -->\n')
  await writeReport(report())
  expect(JSON.parse(await readFile(at('e2e/bench/results.json'), 'utf8'))).toEqual(results)
  expect(await readFile(at('.docs/bench.svg'), 'utf8')).toContain('medians of 3 fresh browsers; 2026-11-21')
  const readme = await readFile(at('README.md'), 'utf8')
  expect(readme).toMatch(/^# Us\n<!-- bench:start -->/)
  expect(readme).toContain('](.docs/bench.svg)')
})

it('a README without markers fails, and the results are kept all the same', async () => {
  await writeFile(at('README.md'), '# Us\n')
  await expect(writeReport(report())).rejects.toThrow('bench:start')
  expect(JSON.parse(await readFile(at('e2e/bench/results.json'), 'utf8'))).toEqual(results)
  expect(await readFile(at('README.md'), 'utf8')).toBe('# Us\n')
})
