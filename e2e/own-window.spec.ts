import type { Locator, Page } from '@playwright/test'
import { PanelPage } from './pages/panel.ts'
import { expect, startFixtureSite } from './support/fixture-site.ts'
import type { StaticServer } from './support/static-server.ts'
import { test as base } from './support/test.ts'

/** As the site has them: a page that keeps others out of its browsing context group. */
const ISOLATED = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
}

interface Pages {
  readonly panel: PanelPage
  /** Moves the panel into a window of its own, by its menu. */
  readonly detach: () => Promise<PanelPage>
}

const test = base.extend<Pages, { site: StaticServer }>({
  site: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright wants a pattern there
    async ({}, use) => {
      const site = await startFixtureSite('window', { headers: ISOLATED })
      await use(site)
      await site.close()
    },
    { scope: 'worker' },
  ],
  panel: async ({ page, site }, use) => {
    await page.goto(site.url)
    await use(new PanelPage(page))
  },
  detach: async ({ page, panel }, use) =>
    use(async () => {
      const opened = page.waitForEvent('popup')
      await moveTo(panel, 'In its own window')
      const popup = new PanelPage(await opened)
      await expect(popup.region).toBeVisible()
      return popup
    }),
})

const viewTab = (panel: PanelPage, name: string): Locator =>
  panel.region.getByRole('tab', { name, exact: true })

async function moveTo(panel: PanelPage, place: string): Promise<void> {
  await panel.button('Dock side').click()
  await panel.page.getByRole('menuitemradio', { name: place }).click()
}

const send = (page: Page): Promise<void> => page.getByRole('button', { name: 'Send' }).click()

/** No frame of the page comes any more, as when it is hidden behind its window. */
async function hideFrames(page: Page): Promise<void> {
  await page.evaluate(() => Object.assign(window, { requestAnimationFrame: () => 0 }))
}

test('in a window of its own the panel is what it was, live and styled, and on paper, too', async ({
  page,
  panel,
  detach,
}) => {
  await send(page)
  await panel.filter.fill('cart')
  const before = await panel.row('cart.item_added').evaluate((row) => getComputedStyle(row).cssText)
  const popup = await detach()
  await expect(panel.grid).toHaveCount(0)
  await expect(popup.filter).toHaveValue('cart')
  await send(page)
  await expect(popup.row('cart.item_added')).toHaveCount(2)
  const look = (cssText: string): string[] =>
    cssText
      .split(/(?<=;) /)
      .filter((line) => /^(font|color|background|height|line-height|padding)/.test(line))
  const after = await popup
    .row('cart.item_added')
    .first()
    .evaluate((row) => getComputedStyle(row).cssText)
  expect(look(after)).toEqual(look(before))
  await popup.page.emulateMedia({ media: 'print' })
  await expect(popup.row('cart.item_added').first()).toBeVisible()
})

test('its keys and themes work in the window', async ({ page, detach }) => {
  await send(page)
  const popup = await detach()
  await popup.row('cart.item_added').click()
  await expect(popup.payload).toContainText('A1')
  await popup.page.keyboard.press('ArrowUp')
  await expect(popup.row('page.loaded')).toHaveAttribute('aria-selected', 'true')
  await popup.page.keyboard.press('/')
  await expect(popup.filter).toBeFocused()
  await popup.theme.click()
  await expect(popup.region).toHaveAttribute('data-theme', 'light')
  await viewTab(popup, 'Timeline').click()
  await expect(popup.region.getByRole('group', { name: 'Timeline', exact: true })).toBeVisible()
})

test('it is live while the page itself is hidden', async ({ page, detach }) => {
  const popup = await detach()
  await hideFrames(page)
  await page.evaluate(() => document.querySelector<HTMLElement>('#send')?.click())
  await expect(popup.row('cart.item_added')).toHaveCount(1)
  await popup.row('cart.item_added').click()
  await expect(popup.payload).toContainText('A1')
  await popup.columnsButton.press('Enter')
  await expect(popup.page.getByRole('menuitemcheckbox', { name: 'Time' })).toBeFocused()
  await popup.page.keyboard.press('Escape')
  await expect(popup.page.getByRole('menu')).toHaveCount(0)
  await expect(popup.columnsButton).toBeFocused()
})

for (const policy of ['', 'nonce.html', 'strict.html']) {
  test.describe(policy === '' ? 'without a policy' : `under the policy of ${policy}`, () => {
    // The window may not run a script of its own there, which is found out by trying.
    if (policy === 'strict.html') test.use({ expectedErrors: [/inline script/] })

    test('it stays over a reload, with what was shown', async ({ page, site, panel, detach, context }) => {
      await page.goto(site.url + policy)
      await send(page)
      const popup = await detach()
      await popup.filter.fill('cart')
      await viewTab(popup, 'Listeners').click()
      await page.reload()
      await expect(viewTab(popup, 'Listeners')).toHaveAttribute('aria-selected', 'true')
      await viewTab(popup, 'Events').click()
      await expect(popup.filter).toHaveValue('cart')
      await send(page)
      await expect(popup.row('cart.item_added')).toHaveCount(1)
      await expect(popup.row('cart.item_added')).toHaveCSS('font-size', '12px')
      await expect(panel.launcher).toBeVisible()
      expect(context.pages()).toHaveLength(2)
    })
  })
}

test('while the page is away the window says so, and what is known of it', async ({ page, detach }) => {
  const popup = await detach()
  const said = popup.region.getByText(/^The page/).filter({ visible: true })
  // A page that comes back without its scripts has no panel.
  await page.route(/\.js$/, (route) => route.fulfill({ contentType: 'text/javascript', body: '' }))
  await page.reload()
  await expect(said).toHaveText('The page is reloading…')
  // The window counts from when it has first looked, which may be after the clock was put forward.
  let minutes = 0
  await expect(async () => {
    await popup.page.clock.setFixedTime(Date.now() + ++minutes * 60_000)
    await expect(said).toHaveText(/The page has gone, or shows no panel any more/, { timeout: 500 })
  }).toPass()
  await page.unroute(/\.js$/)
  await page.reload()
  await expect(popup.row('page.loaded')).toHaveCount(1)
  await page.close()
  await expect(said).toHaveText(/The page was closed/)
})

test('who closes the window has the panel back in the page', async ({ panel, detach }) => {
  await moveTo(panel, 'At the right')
  const popup = await detach()
  await popup.page.close()
  await expect(panel.grid).toBeVisible()
  await panel.button('Dock side').click()
  await expect(panel.page.getByRole('menuitemradio', { name: 'At the right' })).toHaveAttribute(
    'aria-checked',
    'true',
  )
})

test('the panel goes back to the page from within the window', async ({ panel, detach }) => {
  const popup = await detach()
  const closed = popup.page.waitForEvent('close')
  // The window goes with the click.
  await moveTo(popup, 'At the bottom').catch(() => undefined)
  await closed
  await expect(panel.grid).toBeVisible()
})

test('a window that was reloaded is filled again, and closed when the panel is unmounted', async ({
  page,
  detach,
}) => {
  const popup = await detach()
  await popup.page.reload()
  await expect(popup.row('page.loaded')).toHaveCount(1)
  const closed = popup.page.waitForEvent('close')
  await page.getByRole('button', { name: 'Unmount' }).click()
  await closed
})

test('where the browser opens no window, the panel says so and stays', async ({ page, panel }) => {
  await page.evaluate(() => Object.assign(window, { open: () => null }))
  await moveTo(panel, 'In its own window')
  await expect(panel.region.getByRole('alert')).toHaveText(/The browser has blocked the window/)
  await expect(panel.grid).toBeVisible()
  await panel.region.getByRole('alert').getByRole('button', { name: 'Dismiss' }).click()
  await expect(panel.region.getByRole('alert')).toHaveCount(0)
})
