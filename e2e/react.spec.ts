import type { Locator, Page } from '@playwright/test'
import { PanelPage } from './pages/panel.ts'
import { expect, fixtureTest } from './support/fixture-site.ts'

/** A page whose components listen by hooks, in StrictMode, in React's development build. */
const test = fixtureTest('react', { development: true }).extend<{ panel: PanelPage }>({
  panel: async ({ page }, use) => use(new PanelPage(page)),
})

test.beforeEach(async ({ page, site, panel }) => {
  await page.goto(site.url)
  await expect(panel.region).toBeVisible()
})

const output = (page: Page, name: string): Locator => page.getByRole('status', { name, exact: true })
const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true })
const listeners = (page: Page): Promise<string[]> => page.evaluate(() => globalThis.reactPage.listeners())

test('in StrictMode a listener is registered once, in its place, and hears what the first effects dispatch', async ({
  page,
  panel,
}) => {
  await expect(output(page, 'Pages shown')).toHaveText('2')
  expect(await listeners(page)).toEqual(['count items', 'useLastEvent', 'count pages', 'recommend'])
  await button(page, 'Add a lamp').click()
  await expect(output(page, 'Items in the cart')).toHaveText('1')
  await expect(output(page, 'Added last')).toHaveText('lamp')
  await panel.listeners.open()
  await expect(panel.listeners.rows).toHaveCount(4)
})

test('the Listeners tab shows the component that owns a registration, and where it does, and finds it by that', async ({
  panel,
}) => {
  await panel.listeners.open()
  const row = panel.listeners.row('count items')
  // It was registered by React: the place is that of the hook.
  await expect(panel.listeners.cell(row, 'Registered at')).toHaveText(/\/react\/page\.tsx:\d+<CartBadge>$/)
  await panel.listeners.filter.fill('<newest>')
  await expect(panel.listeners.rows).toHaveCount(1)
  await panel.listeners.cell(panel.listeners.row('useLastEvent'), 'Listener').click()
  await expect(panel.listeners.fact('Owner')).toHaveText('<Newest>')
})

test('what Activity hides listens no more, and again when it is shown', async ({ page, panel }) => {
  await button(page, 'Add a lamp').click()
  await button(page, 'Hide the cart').click()
  await expect.poll(() => listeners(page)).not.toContain('count items')
  await button(page, 'Add a lamp').click()
  await expect(output(page, 'Recorded')).toHaveText('4')
  await button(page, 'Show the cart').click()
  await expect.poll(() => listeners(page)).toContain('count items')
  await button(page, 'Add a lamp').click()
  await expect(output(page, 'Items in the cart')).toHaveText('2')
  await panel.listeners.open()
  await expect(panel.listeners.row('count items')).toHaveCount(2)
})

test('what is suspended after it was shown goes on listening', async ({ page }) => {
  await button(page, 'Recommend').click()
  await expect(page.getByText('Loading')).toBeVisible()
  expect(await listeners(page)).toContain('recommend')
  await button(page, 'Add a lamp').click()
  await button(page, 'Load').click()
  await expect(output(page, 'Recommended for')).toHaveText('lamp')
})

test('a recording that is shown renders once a frame at most', async ({ page }) => {
  await expect(output(page, 'Recorded')).toHaveText('2')
  const { rendered, frames } = await page.evaluate(() => globalThis.reactPage.burst(40, 50))
  expect(rendered).toBeGreaterThan(0)
  expect(rendered).toBeLessThanOrEqual(frames)
  await expect(output(page, 'Recorded')).toHaveText('2002')
})
