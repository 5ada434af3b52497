import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { HostilePage } from './pages/hostile-page.ts'
import { PanelPage } from './pages/panel.ts'
import { serveFolders, type StaticServer } from './support/static-server.ts'
import { expect, test as base } from './support/test.ts'

const fromHere = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

const POLICY = "default-src 'self'"

const NONCE = 'c29tZSBub25jZQ'
/** Nothing but scripts and styles that the server has marked: no image, no font, no request. */
const NONCE_POLICY = `default-src 'none'; script-src 'nonce-${NONCE}'; style-src 'nonce-${NONCE}'`

/** `strictPage` has the built library and nothing else, `noncePage` has a panel. */
const test = base.extend<object, { strictPage: StaticServer; noncePage: StaticServer }>({
  strictPage: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright wants a pattern there
    async ({}, use) => {
      const built = await mkdtemp(join(tmpdir(), 'eventscope-csp-'))
      await build({
        configFile: false,
        logLevel: 'error',
        root: fromHere('..'),
        publicDir: false,
        build: {
          outDir: built,
          emptyOutDir: true,
          lib: {
            entry: {
              eventscope: fromHere('../lib/index.ts'),
              recorder: fromHere('../lib/recorder/index.ts'),
            },
            formats: ['es'],
          },
        },
      })
      const server = await serveFolders({
        folders: [fromHere('./strict-page'), built],
        headers: { 'Content-Security-Policy': POLICY },
      })
      await use(server)
      await server.close()
      await rm(built, { recursive: true, force: true })
    },
    { scope: 'worker' },
  ],
  noncePage: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright wants a pattern there
    async ({}, use) => {
      const built = await mkdtemp(join(tmpdir(), 'eventscope-nonce-'))
      await build({
        configFile: fromHere('../vite.config.ts'),
        root: fromHere('./fixtures/hostile'),
        logLevel: 'error',
        html: { cspNonce: NONCE },
        build: { outDir: built, emptyOutDir: true },
      })
      const server = await serveFolders({
        folders: [built],
        headers: { 'Content-Security-Policy': NONCE_POLICY },
      })
      await use(server)
      await server.close()
      await rm(built, { recursive: true, force: true })
    },
    { scope: 'worker' },
  ],
})

// One page calls `new Function` at its end, to show that the policy is in force; the panel of the other asks for scripts.
test.use({
  expectedErrors: [
    /unsafe-eval|'script-src' was not explicitly set|'connect-src' was not explicitly set|Refused to connect/,
  ],
})

test('the bus and the recorder work under a strict content security policy', async ({ page, strictPage }) => {
  await page.goto(strictPage.url)
  const output = page.getByRole('status', { name: 'Result' })
  await expect(output).not.toHaveText('running')
  expect(JSON.parse((await output.textContent()) ?? '')).toEqual({
    calls: ['greet Ada', 'dispatched', 'load Ada'],
    reported: 1,
    errors: ['RangeError: no such theme'],
    status: 'failed',
    waited: true,
    runs: ['greet: ok', 'load profile: ok', 'apply theme: failed'],
    child: [true],
    size: 2,
    leaks: 0,
    evaluated: false,
    violations: ['script-src eval'],
  })
  expect(strictPage.missing).toEqual([])
})

for (const hasSheets of [true, false]) {
  const where = hasSheets ? '' : ', in a browser that knows style sheets as elements only'
  test(`the panel keeps to a policy of nonces alone${where}`, async ({ page, noncePage }) => {
    await page.addInitScript((sheets) => {
      const violations: string[] = []
      Object.assign(globalThis, { violations })
      addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) => {
        violations.push(`${effectiveDirective} ${blockedURI} ${sample}`)
      })
      if (!sheets) Reflect.deleteProperty(CSSStyleSheet.prototype, 'replaceSync')
    }, hasSheets)
    const [orders, panel] = [new HostilePage(page, noncePage.url), new PanelPage(page)]
    await orders.open()
    await orders.mount({ nonce: NONCE })
    await orders.place(3)
    await panel.row('order.placed').first().click()
    for (const tab of ['Payload', 'Runs', 'Cause'] as const) await panel.tab(tab).click()
    for (const name of ['Timeline', 'Errors', 'Events']) {
      await panel.region.getByRole('tab', { name: new RegExp(`^${name}`) }).click()
    }
    await panel.filter.fill('order.p')
    await panel.settings.open()
    await panel.settings.close()
    await panel.button('Dock side').click()
    await page.getByRole('menuitemradio', { name: 'At the right' }).click()
    expect(await panel.region.boundingBox()).toMatchObject({ x: 1020, width: 420, height: 900 })
    expect(await panel.filter.evaluate((input) => getComputedStyle(input).fontSize)).toBe('12px')
    const violations = (): unknown => (globalThis as { violations?: string[] }).violations
    expect(await page.evaluate(violations)).toEqual([])
    // Where listeners are registered is read from the page's scripts: what refuses that refuses no more than that.
    await panel.listeners.open()
    await expect(panel.listeners.row('pay')).toBeVisible()
    await expect.poll(() => page.evaluate(violations)).toEqual([expect.stringMatching(/^connect-src /)])
  })
}
