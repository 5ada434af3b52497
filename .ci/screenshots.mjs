// `npm run screenshots`: builds the site, plays a scenario in it and writes .docs/screenshot-dark.png and
// .docs/screenshot-light.png, 1440 × 900.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { preview } from 'vite'
import { ensureBrowser, launchOptions } from './browser.mjs'
import { npm, root } from './install.mjs'
import { freePort } from './port.mjs'

if (npm(['run', '--silent', 'build']) !== 0) process.exit(1)
mkdirSync(join(root, '.docs'), { recursive: true })

const port = freePort()
const server = await preview({ root, preview: { host: '127.0.0.1', port, strictPort: true } })
const browser = await chromium.launch(launchOptions(ensureBrowser()))
try {
  for (const colorScheme of ['dark', 'light']) await shoot(colorScheme)
} finally {
  await browser.close()
  await server.close()
}

async function shoot(colorScheme) {
  const page = await browser.newPage({
    viewport: { width: 1440, height: 900 },
    deviceScaleFactor: 1,
    colorScheme,
    reducedMotion: 'reduce',
  })
  await page.goto(`http://127.0.0.1:${port}/`)
  await page.getByRole('button', { name: 'Scenarios' }).click()
  await page.getByRole('menuitem', { name: 'Shopping trip' }).click()
  await page
    .getByRole('status')
    .filter({ hasText: /finished/i })
    .first()
    .waitFor()

  const panel = page.getByRole('region', { name: 'Eventscope' })
  const row = panel.getByRole('grid', { name: 'Events' }).getByRole('row', { name: /checkout\.submitted/ })
  await row.first().click()
  await panel.getByRole('complementary', { name: 'Dispatch details' }).waitFor()

  const path = join(root, `.docs/screenshot-${colorScheme}.png`)
  await page.screenshot({ path })
  console.log(`Wrote ${path}`)
  await page.close()
}
