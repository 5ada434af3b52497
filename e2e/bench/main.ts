import { copyFile, mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Browsers } from './browser.ts'
import { thisMachine } from './machine.ts'
import { type Options, parseOptions } from './options.ts'
import { type Measure, reportText, type Results, type Target, writeReport } from './report/index.ts'
import type { Lab, Suite } from './suite.ts'
import { dispatch } from './suites/dispatch.ts'
import { growth, GROWTH_ROUNDS, panelsOf } from './suites/growth.ts'
import { panelSuite } from './suites/panel.ts'
import { recordedSuite } from './suites/recorded.ts'
import { registration } from './suites/registration.ts'

const COMMAND = 'npm run bench'
const RESULTS = 'e2e/bench/results.json'
/** Where the chart and the tables are shown. */
const PAGE = '.docs/pages/benchmarks.md'

const SUITES: readonly Suite[] = [dispatch, registration, recordedSuite, growth, panelSuite]

/** Where the command was started, and with what. */
interface Start {
  readonly root: string
  readonly args: readonly string[]
  /** Undefined for the one Playwright brings. */
  readonly browser: string | undefined
}

/** The whole benchmark: measures, prints, and writes what a complete run is to write. */
export async function main({ root, args, browser }: Start): Promise<void> {
  const options = parseOptions(
    args,
    SUITES.map(({ name }) => name),
  )
  if (options.report) {
    const results = JSON.parse(await readFile(join(root, RESULTS), 'utf8')) as Results
    await write(root, results, options)
    return
  }
  const browsers = new Browsers(browser, options.quick)
  try {
    const { measures, targets } = await measureAll(browsers, options)
    const results: Results = {
      date: new Date().toISOString(),
      machine: thisMachine(browsers.version),
      quick: options.quick,
      rounds: options.rounds,
      measures,
      targets,
    }
    print(`\n${reportText(results)}\n`)
    await write(root, results, options)
  } finally {
    await browsers.close()
  }
}

async function measureAll(browsers: Browsers, { quick, rounds, suites }: Options) {
  const lab: Lab = { open: browsers.open, quick, rounds, say: print }
  const measures: Measure[] = []
  const targets: Target[] = []
  for (const suite of SUITES.filter(({ name }) => suites.includes(name))) {
    const began = Date.now()
    const found = await suite.run(lab)
    measures.push(...found.measures)
    targets.push(...found.targets)
    print(`${suite.name}: ${Math.round((Date.now() - began) / 1_000)} s`)
  }
  return { measures, targets }
}

async function write(root: string, results: Results, { publish }: Options): Promise<void> {
  const panels = panelsOf(results.measures)
  const chartRounds = Math.min(results.rounds, GROWTH_ROUNDS)
  if (publish) {
    const [resultsPath, chartPath] = [join(root, RESULTS), join(root, '.docs/bench.svg')]
    const pagePath = join(root, PAGE)
    await writeReport({ results, panels, chartRounds, command: COMMAND, resultsPath, chartPath, pagePath })
    print(`Wrote ${resultsPath}, ${chartPath} and the tables in ${pagePath}`)
    return
  }
  const folder = await mkdtemp(join(tmpdir(), 'eventscope-bench-report-'))
  const pagePath = join(folder, 'benchmarks.md')
  await copyFile(join(root, PAGE), pagePath)
  await writeReport({
    results,
    panels,
    chartRounds,
    command: COMMAND,
    resultsPath: join(folder, 'results.json'),
    chartPath: join(folder, 'bench.svg'),
    pagePath,
  })
  print(`${PAGE} and its numbers are as they were. This run's results, chart and page are in ${folder}`)
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
