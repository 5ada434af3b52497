import type { Page } from '@playwright/test'
import { PanelPage } from './pages/panel.ts'
import { expect, fixtureTest } from './support/fixture-site.ts'

const test = fixtureTest('tanstack').extend<{ panel: PanelPage }>({
  panel: async ({ page, site }, use) => {
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.goto(site.url)
    await send(page)
    await use(new PanelPage(page))
  },
})

// The devtools lie over the page's own button.
const send = (page: Page): Promise<void> => page.getByRole('button', { name: 'Send' }).press('Enter')

test('events of the page are seen in the plugin', async ({ page, panel }) => {
  await expect(panel.row('cart.item_added')).toHaveCount(1)
  await panel.row('cart.item_added').click()
  await expect(panel.payload).toContainText('A1')
  await send(page)
  await expect(panel.row('cart.item_added')).toHaveCount(2)
  await expect(panel.row('cart.item_added').first()).toHaveCSS('font-size', '12px')
})

test('it has the colours of the devtools, and keeps what it shows when they change', async ({
  page,
  panel,
}) => {
  await panel.filter.fill('cart')
  await expect(panel.region).toHaveAttribute('data-theme', 'dark')
  await page.getByTestId('tsd-tab-settings').click()
  await page.getByLabel('Theme').selectOption('light')
  await page.getByTestId('tsd-tab-plugins').click()
  await expect(panel.region).toHaveAttribute('data-theme', 'light')
  await expect(panel.filter).toHaveValue('cart')
})

test('while the devtools are closed the panel is not there, and comes back as it was', async ({
  page,
  panel,
}) => {
  await panel.filter.fill('cart')
  await page.getByTestId('tsd-close-button').click()
  await expect(panel.region).toHaveCount(0)
  await send(page)
  await page.getByRole('button', { name: 'Open TanStack Devtools' }).click()
  await expect(panel.filter).toHaveValue('cart')
  await expect(panel.row('cart.item_added')).toHaveCount(2)
})

test('a tab that was closed is opened again with what happened since', async ({ page, panel }) => {
  await panel.filter.fill('cart')
  await page.getByRole('button', { name: 'Close Eventscope' }).click()
  await expect(panel.region).toHaveCount(0)
  await send(page)
  await page.getByRole('button', { name: 'Eventscope', exact: true }).click()
  await expect(panel.filter).toHaveValue('cart')
  await expect(panel.row('cart.item_added')).toHaveCount(2)
})

test('Escape closes what is open in the panel, not the devtools', async ({ page, panel }) => {
  await panel.columnsButton.press('Enter')
  await expect(page.getByRole('menu')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('menu')).toHaveCount(0)
  await panel.row('cart.item_added').click()
  await page.keyboard.press('Escape')
  await expect(panel.details).toHaveCount(0)
  await panel.filter.press('Escape')
  await panel.theme.press('Escape')
  await expect(page.getByTestId('tanstack-devtools-panel')).toHaveAttribute('data-open', 'true')
})

test('it goes along into the window of the devtools, and works there', async ({ page, panel }) => {
  await expect(panel.region).toBeVisible()
  const opened = page.waitForEvent('popup')
  await page.getByTestId('tsd-pip-button').click()
  const popup = new PanelPage(await opened)
  await expect(popup.row('cart.item_added')).toHaveCSS('font-size', '12px')
  await page.evaluate(() => document.querySelector('button')?.click())
  await expect(popup.row('cart.item_added')).toHaveCount(2)
  await popup.row('cart.item_added').first().click()
  await expect(popup.payload).toContainText('A1')
  await popup.page.close()
  await expect(panel.row('cart.item_added').first()).toHaveCSS('font-size', '12px')
})
