// `npm run sizes`: what the built package weighs in those who use it, minified and compressed with Brotli.
// A budget is what it should weigh, a limit what it must not: today's weight, where that is above the budget still.
// An adapter has a budget for what is its own, beside the core. "Adds" is what it adds to a page with bus and recorder: with
// what of the core is for what is no bus.
// `node .ci/sizes.mjs --write` sets the limits to what is measured now.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { root } from './install.mjs'
import { measure } from './sizes/measure.mjs'

const LIMITS = `${root}/.ci/sizes/limits.json`
/** Compilers and packages differ a little from one patch to the next. */
const SLACK = 1.01

const CORE = /\/chunks\/core\.js$/
const REACT = /^react(-dom)?(\/|$)/

const { exports } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8'))
const adapters = Object.keys(exports).filter((name) => name.startsWith('./adapters/'))

const BUS_AND_RECORDER = `export { createBus } from 'eventscope'; export { createRecorder } from 'eventscope/recorder'`

/** Budgets in bytes, compressed. */
const weighed = [
  { name: 'bus', code: `export { createBus } from 'eventscope'`, budget: 2000 },
  { name: 'bus and recorder', code: BUS_AND_RECORDER, budget: 7000 },
  ...adapters.map((name) => ({
    name: name.replace('./', ''),
    code: `export * from 'eventscope${name.slice(1)}'`,
    external: [CORE],
    besides: BUS_AND_RECORDER,
    budget: 1000,
  })),
  {
    name: 'panel, without React',
    code: `export * from 'eventscope/panel/production'`,
    external: [REACT],
    budget: 60_000,
  },
  {
    name: 'panel in production',
    code: `export * from 'eventscope/panel'; import 'eventscope/auto'`,
    external: [REACT],
    budget: 1000,
  },
]

const isWriting = process.argv.includes('--write')
const limits = existsSync(LIMITS) ? JSON.parse(readFileSync(LIMITS, 'utf8')) : {}
const results = []
const { compressed: base } = await measure(BUS_AND_RECORDER)
for (const { code, external, besides, ...entry } of weighed) {
  const size = await measure(code, external)
  if (besides !== undefined) size.adds = (await measure(`${besides}; ${code}`)).compressed - base
  const now = Math.max(entry.budget, Math.ceil(size.compressed * SLACK))
  results.push({ ...entry, ...size, limit: isWriting ? now : (limits[entry.name] ?? entry.budget) })
}
print()
if (isWriting) {
  const written = Object.fromEntries(results.map(({ name, limit }) => [name, limit]))
  writeFileSync(LIMITS, `${JSON.stringify(written, null, 2)}\n`)
} else if (results.some(({ compressed, limit }) => compressed > limit)) {
  console.error('Heavier than its limit. If that is worth it: node .ci/sizes.mjs --write')
  process.exitCode = 1
}

function print() {
  const rows = results.map(({ name, minified, compressed, adds, budget, limit }) => [
    name,
    bytes(minified),
    bytes(compressed),
    adds === undefined ? '' : bytes(adds),
    bytes(budget),
    bytes(limit),
    verdict({ compressed, budget, limit }),
  ])
  const lines = [['', 'minified', 'brotli', 'adds', 'budget', 'limit', ''], ...rows]
  const widths = lines[0].map((_, column) => Math.max(...lines.map((line) => line[column].length)))
  for (const line of lines) {
    const cells = line.map((cell, column) =>
      column % 6 === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]),
    )
    console.log(cells.join('  ').trimEnd())
  }
  const over = results.filter(({ compressed, budget }) => compressed > budget).length
  console.log(`Sizes: ${results.length} weighed, ${over} over budget`)
}

function verdict({ compressed, budget, limit }) {
  if (compressed > limit) return 'OVER ITS LIMIT'
  return compressed > budget ? `over budget by ${bytes(compressed - budget)}` : ''
}

function bytes(count) {
  return `${(count / 1000).toFixed(2)} kB`
}
