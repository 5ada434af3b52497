import { PanelPage } from './pages/panel.ts'
import { expect, fixtureTest } from './support/fixture-site.ts'

interface Pages {
  readonly panel: PanelPage
  /** What the page has asked for so far: the names of its scripts. */
  readonly loaded: () => Promise<readonly string[]>
  readonly said: readonly string[]
}

const test = fixtureTest('auto').extend<Pages>({
  panel: async ({ page }, use) => use(new PanelPage(page)),
  loaded: async ({ page }, use) =>
    use(() => page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name))),
  said: async ({ page }, use) => {
    const said: string[] = []
    page.on('console', (message) => void said.push(`${message.type()}: ${message.text()}`))
    await use(said)
  },
})

test('what happened before the panel was opened is there, of all buses', async ({
  page,
  site,
  panel,
  loaded,
  said,
}) => {
  await page.goto(site.url)
  await page.getByRole('button', { name: 'Send' }).click()
  const before = await loaded()
  await expect(panel.region).toHaveCount(0)
  await expect.poll(() => said).toEqual([expect.stringMatching(/^info: Eventscope .*Alt\+Shift\+E/)])
  await page.keyboard.press('Alt+Shift+E')
  await expect(panel.row('sent')).toHaveCount(2)
  expect((await loaded()).length).toBeGreaterThan(before.length)
  await page.keyboard.press('Alt+Shift+E')
  await expect(panel.grid).toHaveCount(0)
  await page.keyboard.press('Alt+Shift+E')
  await expect(panel.row('sent')).toHaveCount(2)
  await page.reload()
  await expect(panel.grid).toBeVisible()
})

test('moved to a window of its own, the panel is found again by a page that was reloaded, and closed by the shortcut', async ({
  page,
  site,
  panel,
}) => {
  await page.goto(site.url)
  await page.keyboard.press('Alt+Shift+E')
  const opened = page.waitForEvent('popup')
  await panel.button('Dock side').click()
  await page.getByRole('menuitemradio', { name: 'In its own window' }).click()
  const popup = new PanelPage(await opened)
  await expect(popup.region).toBeVisible()
  await page.reload()
  await page.getByRole('button', { name: 'Send' }).click()
  await expect(popup.row('sent')).toHaveCount(2)
  const closed = popup.page.waitForEvent('close')
  // The window goes with the key.
  await popup.filter.press('Alt+Shift+E').catch(() => undefined)
  await closed
  await expect(panel.launcher).toBeVisible()
})

test('while one writes in the page the shortcut is not taken, in the panel it is', async ({
  page,
  site,
  panel,
}) => {
  await page.goto(site.url)
  await page.getByLabel('Note').press('Alt+Shift+E')
  await page.getByRole('heading').click()
  await expect(panel.region).toHaveCount(0)
  await page.keyboard.press('Alt+Shift+E')
  await panel.filter.press('Alt+Shift+E')
  await expect(panel.grid).toHaveCount(0)
})

test('a page sets the shortcut in its markup', async ({ page, site, panel, said }) => {
  await page.goto(`${site.url}shortcut.html`)
  await expect.poll(() => said).toEqual([expect.stringMatching(/Ctrl\+Shift\+F8/)])
  await page.keyboard.press('Alt+Shift+E')
  await page.keyboard.press('Control+Shift+F8')
  await expect(panel.grid).toBeVisible()
})
