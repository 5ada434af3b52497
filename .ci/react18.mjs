// `node .ci/react18.mjs`: the tests of lib/react on React 18, which is installed beside the React of this project.
// Its last line is the count of tests: `N passed, N failed, N skipped`.
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startVitest } from 'vitest/node'
import { npm, root } from './install.mjs'

const VERSION = '18.3.1'

const folder = mkdtempSync(join(tmpdir(), 'eventscope-react18-'))
try {
  await run()
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function run() {
  const packages = [`react@${VERSION}`, `react-dom@${VERSION}`]
  const quiet = ['--silent', '--no-audit', '--no-fund', '--no-package-lock']
  if (npm(['install', '--prefix', folder, ...quiet, ...packages], {}, folder) !== 0) {
    console.error(`React ${VERSION} could not be installed; the reason is above.`)
    process.exitCode = 1
    return
  }
  const { resolve } = createRequire(`${folder}/package.json`)
  const alias = ['react', 'react-dom', 'react-dom/client', 'react-dom/server'].map((name) => ({
    find: new RegExp(`^${name}$`),
    replacement: resolve(name),
  }))
  const vitest = await startVitest(
    'test',
    ['lib/react/'],
    { root, watch: false, typecheck: { enabled: false } },
    { resolve: { alias } },
  )
  const tests = vitest.state.getTestModules().flatMap((module) => [...module.children.allTests()])
  await vitest.close()
  const count = (state) => tests.filter((test) => test.result().state === state).length
  console.log(`\n${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped`)
  // Vitest takes no tests for no failure.
  if (count('passed') === 0) process.exitCode = 1
}
