// `npm run bench`: measures Eventscope beside its peers in a real browser, and writes the numbers of the README.
// `-- --quick` takes less than two minutes, `-- --only dispatch,recorded` measures some suites, `-- --rounds 3`
// takes so many browsers each, `-- --no-readme` keeps the numbers out of the repository.
import { join } from 'node:path'
import { ensureBrowser } from './browser.mjs'
import { install, npm, root } from './install.mjs'

const bench = join(root, 'e2e/bench')

install()
// The peers have a package.json of their own: who does not compare does not install them.
install(bench)
const browser = ensureBrowser()
if (npm(['exec', '--', 'tsc', '--noEmit', '-p', 'e2e/bench/pages']) !== 0) process.exit(1)

// Node 20 does not run TypeScript; Vite does. It is imported here, since it may not have been there before.
const { runnerImport } = await import('vite')
const { module } = await runnerImport(join(bench, 'main.ts'), { root, configFile: false, logLevel: 'error' })
try {
  await module.main({ root, browser, args: process.argv.slice(2) })
} catch (error) {
  console.error(error)
  process.exitCode = 1
}
