// `npm test`: everything that must hold, step by step, stopping at the first step that fails.
// Its last line is the count of tests: `N passed, N failed`.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureBrowser } from './browser.mjs'
import { install, npm } from './install.mjs'
import { ensureRedis, isRequired, missing } from './redis.mjs'

install()

const reports = mkdtempSync(join(tmpdir(), 'eventscope-test-'))
const unitReport = join(reports, 'unit.json')
const e2eReport = join(reports, 'e2e.json')
const packageReport = join(reports, 'package.json')

const steps = [
  { name: 'Type check', run: () => npm(['run', '--silent', 'typecheck']) },
  { name: 'Lint', run: () => npm(['run', '--silent', 'lint']) },
  { name: 'Documentation', run: () => npm(['run', '--silent', 'docs']) },
  { name: 'Unit and type tests', run: unit, tests: countUnit },
  { name: 'React hooks on React 18', run: () => npm(['run', '--silent', 'react18']) },
  { name: 'Site build', run: () => npm(['run', '--silent', 'build']) },
  { name: 'Browser tests on the built site', run: () => browserTests('e2e', e2eReport), tests: countE2e },
  { name: 'Package build', run: () => npm(['run', '--silent', 'build:package']) },
  { name: 'Package sizes', run: () => npm(['run', '--silent', 'sizes']) },
  {
    name: 'The package in an app of its own',
    run: () => browserTests('e2e:package', packageReport),
    tests: countPackage,
  },
]

// Undefined where there is none and none is required.
let redis
/** Which tests could not run, and why. */
let complaints = []

let failedStep
for (const step of steps) {
  console.log(`\n── ${step.name} ──`)
  if (step.run() !== 0) failedStep = `${step.name}: failed; what went wrong is above.`
  else if (step.tests && isEmpty(step.tests())) failedStep = `${step.name}: no test ran.`
  if (failedStep) break
}

const { passed, failed, skipped } = sum([countUnit(), countE2e(), countPackage()])
rmSync(reports, { recursive: true, force: true })
for (const complaint of complaints) console.log(`\n!! ${complaint}`)
if (failedStep) console.log(`\n${failedStep}`)
console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
process.exitCode = failedStep || failed > 0 ? 1 : 0

function unit() {
  try {
    redis = ensureRedis()
    complaints = missing()
  } catch (error) {
    console.error(error.message)
    return 1
  }
  const json = ['--reporter=default', '--reporter=json', `--outputFile.json=${unitReport}`]
  return npm(['run', '--silent', 'unit', '--', ...json], redisEnv())
}

function browserTests(script, report) {
  try {
    const env = { ...redisEnv(), CHROMIUM_PATH: ensureBrowser(), PLAYWRIGHT_JSON_OUTPUT_FILE: report }
    return npm(['run', '--silent', script], env)
  } catch (error) {
    console.error(error.message)
    return 1
  }
}

function redisEnv() {
  return redis ? { REDIS_SERVER_PATH: redis, ...(isRequired() ? { EVENTSCOPE_REQUIRE_REDIS: '1' } : {}) } : {}
}

function countUnit() {
  const report = read(unitReport)
  if (!report) return { passed: 0, failed: 0, skipped: 0 }
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

function countE2e() {
  return countBrowserTests(e2eReport)
}

function countPackage() {
  return countBrowserTests(packageReport)
}

function countBrowserTests(path) {
  const report = read(path)
  if (!report) return { passed: 0, failed: 0, skipped: 0 }
  const { expected, unexpected, flaky, skipped } = report.stats
  return { passed: expected + flaky, failed: unexpected, skipped }
}

function isEmpty({ passed, failed }) {
  return passed + failed === 0
}

function sum(counts) {
  const add = (key) => counts.reduce((total, count) => total + count[key], 0)
  return { passed: add('passed'), failed: add('failed'), skipped: add('skipped') }
}

function read(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined
}
