import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { AxeBuilder } from '@axe-core/playwright'
import { build } from 'vite'
import { HostilePage } from './pages/hostile-page.ts'
import { PanelPage } from './pages/panel.ts'
import { expect, fixtureTest } from './support/fixture-site.ts'
import { serveFolders, type StaticServer } from './support/static-server.ts'

const fromHere = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

interface Pages {
  readonly panel: PanelPage
  readonly orders: HostilePage
}

/** `rendered` is a page that a server has rendered, with the React of development: the other is silent. */
const test = fixtureTest('hostile').extend<Pages, { rendered: StaticServer }>({
  panel: async ({ page }, use) => use(new PanelPage(page)),
  orders: async ({ page, site }, use) => use(new HostilePage(page, site.url)),
  rendered: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright wants a pattern there
    async ({}, use) => {
      const built = await mkdtemp(join(tmpdir(), 'eventscope-ssr-'))
      await build({
        configFile: fromHere('../vite.config.ts'),
        root: fromHere('./fixtures/ssr'),
        mode: 'development',
        define: { 'process.env.NODE_ENV': '"development"' },
        logLevel: 'error',
        build: { outDir: built, emptyOutDir: true, minify: false },
      })
      const server = await serveFolders({ folders: [built] })
      await use(server)
      await server.close()
      await rm(built, { recursive: true, force: true })
    },
    { scope: 'worker' },
  ],
})

test('it is moved to another side of the page, resized there, and found there again', async ({
  orders,
  page,
  panel,
}) => {
  const covered = (side: string): Promise<string> =>
    page.evaluate(
      (name) => getComputedStyle(document.body).getPropertyValue(`--eventscope-dock-${name}`),
      side,
    )
  await orders.open()
  await orders.mount()
  await orders.place(1)
  await expect.poll(() => covered('bottom')).toBe('320px')
  await page.emulateMedia({ media: 'print' })
  expect(await covered('bottom')).toBe('')
  await page.emulateMedia({ media: null })
  await panel.button('Dock side').click()
  await page.getByRole('menuitemradio', { name: 'At the right' }).click()
  await expect(panel.button('Dock side')).toBeFocused()
  await expect
    .poll(() => panel.region.boundingBox())
    .toMatchObject({ x: 1020, y: 0, width: 420, height: 900 })
  await expect.poll(() => covered('right')).toBe('420px')
  expect(await covered('bottom')).toBe('')
  await expect(panel.row('order.placed')).toBeVisible()

  const splitter = page.getByRole('separator', { name: 'Width of Eventscope' })
  await splitter.focus()
  await splitter.press('ArrowLeft')
  await expect.poll(async () => (await panel.region.boundingBox())?.width).toBeGreaterThan(460)
  const width = async (): Promise<number> => Math.round((await panel.region.boundingBox())?.width ?? 0)
  const moved = await width()
  await page.reload()
  await orders.mount({ dock: 'bottom' })
  await expect.poll(width).toBe(moved)
  expect(await panel.region.boundingBox()).toMatchObject({ x: 1440 - moved, height: 900 })

  await panel.collapse.click()
  expect(await covered('right')).toBe('')
  await panel.launcher.click()
  await panel.button('Dock side').press('Enter')
  await page.getByRole('menuitemradio', { name: 'At the left' }).press('Enter')
  await expect.poll(() => panel.region.boundingBox()).toMatchObject({ x: 0, width: moved })
})

for (const query of ['mount', 'whole&mount', 'box', 'whole&box&mount']) {
  test(`a page that a server rendered is hydrated without a word: ${query}`, async ({
    page,
    panel,
    rendered,
  }) => {
    const said: string[] = []
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) said.push(message.text())
    })
    await page.goto(`${rendered.url}?${query}`)
    await expect(panel.region.first()).toBeVisible()
    const button = page.getByRole('button', { name: /so far/ })
    // Until it is hydrated, a click does nothing.
    await expect(async () => {
      await button.click()
      await expect(button).not.toHaveText('0 so far', { timeout: 200 })
    }).toPass()
    await expect(panel.region.getByRole('gridcell', { name: 'count.raised' }).first()).toBeVisible()
    await expect(panel.region).toHaveCount(query.includes('box&mount') ? 2 : 1)
    expect(said).toEqual([])
  })
}

test('as a part of a React app it fills its box, and no style goes in or out', async ({
  page,
  panel,
  rendered,
}) => {
  await page.goto(`${rendered.url}?box`)
  await expect(panel.grid).toBeVisible()
  await page.addStyleTag({ content: '* { all: revert !important; font-size: 40px } .box { height: 300px }' })
  await page.addStyleTag({ content: 'button { display: none } html { direction: rtl }' })
  const box = page.locator('.box')
  await expect.poll(() => box.evaluate(({ clientHeight }) => clientHeight)).toBe(320)
  expect(await panel.region.boundingBox()).toEqual(await box.boundingBox())
  await expect(panel.record).toBeVisible()
  expect(await panel.filter.evaluate((input) => getComputedStyle(input).fontSize)).toBe('12px')
  await panel.button('Settings').click()
  await expect(panel.settings.dialog).toBeVisible()
})

test('on a page that is read from right to left, right is right, and the panel is read as it is', async ({
  orders,
  page,
  panel,
}) => {
  await orders.open()
  await orders.mount({ dock: 'right' })
  await orders.place(2)
  const usual = new Set(await orders.lookOfPanel())
  await orders.open()
  await page.evaluate(() => Object.assign(document.documentElement, { dir: 'rtl', lang: 'ar' }))
  await orders.mount({ dock: 'right' })
  await orders.place(2)
  expect((await orders.lookOfPanel()).filter((line) => !usual.has(line))).toEqual([])
  expect(await panel.region.boundingBox()).toMatchObject({ x: 1020, width: 420 })
  // Columns have given way to those that tell what failed.
  await expect(panel.header('Status')).toBeInViewport({ ratio: 1 })
  await expect(panel.header('Source')).toHaveCount(0)
  const splitter = page.getByRole('separator', { name: 'Width of Eventscope' })
  await splitter.press('ArrowLeft')
  await expect.poll(async () => (await panel.region.boundingBox())?.width).toBeGreaterThan(420)
})

test('a row is selected as it is pressed, wherever it is when the button is let go', async ({
  orders,
  page,
  panel,
}) => {
  await orders.open()
  await orders.mount()
  await orders.place(20)
  await panel.row('order.placed').last().hover()
  await page.mouse.down()
  await orders.place(3)
  await expect.poll(() => panel.stat('retained')).toBe(46)
  await page.mouse.up()
  await expect(panel.line('id: 20')).toBeVisible()
})

test.describe('at a zoom of 200 %', () => {
  test.use({ viewport: { width: 720, height: 450 }, deviceScaleFactor: 2 })

  for (const dock of ['bottom', 'right'] as const) {
    test(`all can be reached, docked at the ${dock}`, async ({ orders, page, panel }) => {
      await orders.open()
      await orders.mount({ dock })
      await orders.place(1)
      await panel.filter.fill('order.placed')
      await expect(panel.row('order.paid')).toHaveCount(0)
      await panel.row('order.placed').click()
      for (const tab of ['Payload', 'Runs', 'Cause', 'Stack'] as const) {
        await panel.tab(tab).click()
        await expect(panel.details.getByRole('tabpanel', { name: tab })).toBeInViewport()
      }
      // The last words of the status bar are not cut off.
      await expect(panel.region.getByText(/^clock/).locator('..')).toBeInViewport({ ratio: 1 })
      for (const name of ['Record', 'Follow live', 'Settings', 'Dock side', 'Close details']) {
        await expect(panel.button(name)).toBeInViewport({ ratio: 1 })
      }
      await panel.button('Close details').click()
      for (const name of ['Timeline', 'Listeners', 'Errors', 'Events']) {
        await panel.region.getByRole('tab', { name: new RegExp(`^${name}`) }).click()
      }
      await panel.button('Dock side').click()
      await expect(page.getByRole('menuitemradio', { name: 'In its own window' })).toBeInViewport({
        ratio: 1,
      })
      await page.keyboard.press('Escape')
      await panel.settings.open()
      await panel.settings.reset.click()
      await panel.settings.close()
      await panel.collapse.click()
      await expect(panel.launcher).toBeInViewport({ ratio: 1 })
    })
  }
})

test('nothing moves for who wants less of that', async ({ orders, page, panel }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await orders.open()
  await orders.mount()
  await orders.place(1)
  await panel.row('order.placed').click()
  await panel.tab('Payload').click()
  await panel.payload.getByRole('treeitem').first().press('ArrowLeft')
  const moving = await page.evaluate(() => {
    const root = document.querySelector('eventscope-dock')?.shadowRoot
    return Array.from(root?.querySelectorAll('*') ?? [], (element) => {
      const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(element)
      return `${transitionDuration} ${animationName} ${scrollBehavior}`
    }).filter((motion) => motion !== '0s none auto')
  })
  expect(moving).toEqual([])
})

test('with forced colours, what has the focus, is pressed or selected can be told', async ({
  orders,
  page,
  panel,
}) => {
  await page.emulateMedia({ forcedColors: 'active' })
  await orders.open()
  await orders.mount()
  await orders.place(2)
  const [selected, other] = [panel.row('order.placed').first(), panel.row('order.paid').first()]
  await selected.click()
  await expect(panel.details).toBeVisible()
  const look = (of: typeof selected, pseudo?: string): Promise<string> =>
    of.evaluate((element, name) => {
      const { backgroundColor, borderColor, color, outlineStyle, outlineWidth } = getComputedStyle(
        element,
        name,
      )
      return [backgroundColor, borderColor, color, outlineStyle, outlineWidth].join(' ')
    }, pseudo)
  expect(await look(selected)).not.toBe(await look(other))
  expect(await look(panel.button('Record'))).not.toBe(await look(panel.button('Clear')))
  expect(await look(panel.tab('Payload'))).not.toBe(await look(panel.tab('Runs')))
  await panel.button('Clear').focus()
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('Tab')
  expect(await look(panel.button('Clear'))).toMatch(/solid 2px$/)
  const { violations } = await new AxeBuilder({ page })
    .include('eventscope-dock')
    .exclude({ fromShadowDom: ['eventscope-dock', '[data-base-ui-focus-guard]'] })
    .analyze()
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  expect(serious.map(({ id, help }) => `${id}: ${help}`)).toEqual([])
})
