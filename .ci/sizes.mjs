// `npm run sizes`: what the built package weighs in those who use it, minified and compressed with Brotli.
// A budget is what it should weigh, a limit what it must not: today's weight, where that is above the budget still.
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

/** Budgets in bytes, compressed. */
const weighed = [
  { name: 'bus', code: `export { createBus } from 'eventscope'`, budget: 2000 },
  {
    name: 'bus and recorder',
    code: `export { createBus } from 'eventscope'; export { createRecorder } from 'eventscope/recorder'`,
    budget: 7000,
  },
  ...adapters.map((name) => ({
    name: name.replace('./', ''),
    code: `export * from 'eventscope${name.slice(1)}'`,
    external: [CORE],
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
for (const { code, external, ...entry } of weighed) {
  const size = await measure(code, external)
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
  const rows = results.map(({ name, minified, compressed, budget, limit }) => [
    name,
    bytes(minified),
    bytes(compressed),
    bytes(budget),
    bytes(limit),
    verdict({ compressed, budget, limit }),
  ])
  const lines = [['', 'minified', 'brotli', 'budget', 'limit', ''], ...rows]
  const widths = lines[0].map((_, column) => Math.max(...lines.map((line) => line[column].length)))
  for (const line of lines) {
    const cells = line.map((cell, column) =>
      column % 5 === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]),
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
