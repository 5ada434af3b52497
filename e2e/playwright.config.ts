import { fileURLToPath } from 'node:url'
import { defineConfig, type ReporterDescription } from '@playwright/test'
import { findBrowser, launchOptions } from '../.ci/browser.mjs'
import { freePort } from '../.ci/port.mjs'

// Each worker reads this file again; what the first reading found is handed on in the environment.
const port = (process.env['EVENTSCOPE_E2E_PORT'] ??= String(freePort()))
const browser = findBrowser()
if (browser) process.env['CHROMIUM_PATH'] = browser

const url = `http://127.0.0.1:${port}`
const json: ReporterDescription[] = process.env['PLAYWRIGHT_JSON_OUTPUT_FILE'] ? [['json']] : []

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  // They have a configuration of their own.
  testIgnore: 'package/**',
  outputDir: '../test-results',
  fullyParallel: true,
  forbidOnly: Boolean(process.env['CI']),
  retries: 0,
  workers: 2,
  reporter: [['list'], ...json],
  use: {
    baseURL: url,
    // A trace of every test takes a fifth of the time: ask for it with `--trace retain-on-failure`.
    trace: 'off',
    screenshot: 'only-on-failure',
  },
  projects: [
    {
      name: 'chromium',
      use: {
        browserName: 'chromium',
        viewport: { width: 1440, height: 900 },
        launchOptions: launchOptions(browser),
      },
    },
  ],
  webServer: {
    command: `npm run --silent preview -- --host 127.0.0.1 --port ${port} --strictPort`,
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    url,
    reuseExistingServer: false,
  },
})
