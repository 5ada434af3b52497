import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig, type ReporterDescription } from '@playwright/test'
import { findBrowser, launchOptions } from '../../.ci/browser.mjs'

// Each worker reads this file again: the first reading makes the folder, and takes it away at the end. It is not in the
// repository, where the app would find the packages that are installed here.
if (process.env['EVENTSCOPE_PACKAGE_TEST'] === undefined) {
  const folder = mkdtempSync(join(tmpdir(), 'eventscope-package-'))
  process.env['EVENTSCOPE_PACKAGE_TEST'] = folder
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
}
const browser = findBrowser()
if (browser) process.env['CHROMIUM_PATH'] = browser

const json: ReporterDescription[] = process.env['PLAYWRIGHT_JSON_OUTPUT_FILE'] ? [['json']] : []
const installing = 'install.spec.ts'

/** Tests of what `npm pack` packs; `npm run build:package` comes first. */
export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results/package',
  fullyParallel: true,
  forbidOnly: Boolean(process.env['CI']),
  retries: 0,
  workers: 2,
  // A busy machine is slow, which is no failure.
  timeout: 180_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ...json],
  use: { browserName: 'chromium', launchOptions: launchOptions(browser) },
  projects: [
    { name: 'install', testMatch: installing },
    { name: 'package', testMatch: '*.spec.ts', testIgnore: installing, dependencies: ['install'] },
  ],
})
