import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Page } from '@playwright/test'
import { createServer } from 'vite'
import { serveFolders } from '../support/static-server.ts'
import { expect, test } from '../support/test.ts'
import { app, oldApp } from './support/app.ts'
import { runNode } from './support/run.ts'

test('in development the panel is docked in the app, and shows its events', async ({ page }) => {
  const server = await createServer({ root: app, configFile: join(app, 'vite.config.js'), logLevel: 'error' })
  await server.listen()
  await page.goto(server.resolvedUrls?.local[0] ?? '')
  await expectEvents(page)
  await server.close()
})

test('built for production the panel is gone, with all of its code', async ({ page }) => {
  const [built, plain] = await Promise.all([buildApp(app, 'index.html'), buildApp(app, 'plain.html')])
  weigh('With the panel for development', built, plain)
  // The call of a stub is all there is more.
  expect(built.bytes - plain.bytes).toBeLessThan(500)
  expect(built.code).not.toContain('Filter events')
  await open(page, built.folder, 'index.html')
  await add(page)
  await expect(page.getByRole('region', { name: 'Eventscope' })).toHaveCount(0)
})

test('built for production the panel is there for who asks for it', async ({ page }) => {
  const [built, plain] = await Promise.all([buildApp(app, 'with-panel.html'), buildApp(app, 'plain.html')])
  weigh('With the panel for production', built, plain)
  expect(built.code).toContain('Filter events')
  await open(page, built.folder, 'with-panel.html')
  await expectEvents(page)
})

test('with React 18 the panel is a component, and its hooks listen', async ({ page }) => {
  const { folder } = await buildApp(oldApp, 'component.html')
  await open(page, folder, 'component.html')
  await expectEvents(page)
})

async function expectEvents(page: Page): Promise<void> {
  await add(page)
  const row = page.getByRole('grid', { name: 'Events' }).getByRole('row', { name: /cart\.item_added/ })
  await expect(row).toHaveCount(1)
  await row.click()
  await expect(page.getByRole('complementary', { name: 'Dispatch details' })).toContainText('lamp')
}

async function add(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Add' }).click()
  await expect(page.getByLabel('In the cart')).toHaveText('2')
}

interface Built {
  readonly folder: string
  readonly bytes: number
  readonly code: string
}

/** Builds one page of an app with its own Vite, as `npm run build` does. */
async function buildApp(cwd: string, html: string): Promise<Built> {
  const folder = join(cwd, `dist-${test.info().testId}-${html.replace('.html', '')}`)
  const env = { NODE_ENV: 'production', PAGE: html, OUT: folder }
  const { code: exit, text } = await runNode(cwd, ['node_modules/vite/bin/vite.js', 'build'], env)
  expect(exit, text).toBe(0)
  const names = await readdir(join(folder, 'assets'))
  const scripts = names.filter((name) => name.endsWith('.js'))
  const codes = await Promise.all(scripts.map((name) => readFile(join(folder, 'assets', name), 'utf8')))
  const code = codes.join('\n')
  return { folder, bytes: Buffer.byteLength(code), code }
}

async function open(page: Page, folder: string, html: string): Promise<void> {
  const server = await serveFolders({ folders: [folder] })
  page.on('close', () => void server.close())
  await page.goto(`${server.url}${html}`)
}

function weigh(what: string, built: Built, plain: Built): void {
  const [bytes, without] = [built, plain].map((one) => `${(one.bytes / 1000).toFixed(1)} kB`)
  process.stdout.write(
    `${what}, an app built for production has ${bytes}; without any, ${without} (minified)\n`,
  )
}
