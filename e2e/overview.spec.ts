import { msOfDay, OverviewStrip } from './pages/overview.ts'
import type { PanelPage } from './pages/panel.ts'
import type { ShopPage } from './pages/shop.ts'
import { TimelinePage } from './pages/timeline.ts'
import { expect, test as base } from './support/journey.ts'

const test = base.extend<{ overview: OverviewStrip; timeline: TimelinePage }>({
  overview: async ({ page, panel }, use) => use(new OverviewStrip(page, panel.region)),
  timeline: async ({ page, panel }, use) => use(new TimelinePage(page, panel.region)),
})

/** A scenario pauses for 2 s between its steps; its end is waited for as long as all else, from then on, ms. */
const SCENARIO_MS = 7_000
/** A minute, ms: longer than any recording here. */
const LONG_BEFORE = 60_000

/** Until its receipt is sent: on a busy machine that comes after the scenario has ended, and hides what it says. */
async function playSlowCheckout(shop: ShopPage, panel: PanelPage): Promise<void> {
  await shop.page.getByRole('button', { name: 'Scenarios', exact: true }).click()
  await shop.page.getByRole('menuitem', { name: 'Slow checkout' }).click()
  await expect(panel.row('receipt.sent')).toHaveCount(1, { timeout: SCENARIO_MS })
  await expect(panel.row('scenario.finished')).toHaveCount(1)
}

/**
 * Stops the recording, so that the strip stays as it is.
 * @returns how many events it has
 */
async function pause(panel: PanelPage): Promise<number> {
  await panel.record.click()
  await expect(panel.status).toContainText('Paused')
  return panel.stat('retained')
}

/** The moment between the end of the first scenario and the start of the second. */
async function betweenScenarios(panel: PanelPage): Promise<number> {
  await panel.filter.fill('name=scenario.started|scenario.finished')
  await panel.expectRowCount(4)
  const timeOf = async (row: number): Promise<number> =>
    msOfDay((await panel.cell(panel.rows.nth(row), 'Time').textContent()) ?? '')
  const [finished, started] = [await timeOf(1), await timeOf(2)]
  await panel.filter.fill('')
  return (finished + started) / 2
}

/** How many events the grid lists. */
async function rowCount(panel: PanelPage): Promise<number> {
  return Number(await panel.grid.getAttribute('aria-rowcount')) - 1
}

test.beforeEach(({ shop }) => shop.open())

test('a stretch brushed on the strip is what all tabs show', async ({ shop, panel, overview, timeline }) => {
  await shop.run('Double wiring')
  await shop.run('Slow listener')
  const all = await pause(panel)
  const middle = await betweenScenarios(panel)
  await panel.expectRowCount(all)
  await overview.chooseTimes(middle - LONG_BEFORE, middle)
  await expect.poll(() => rowCount(panel)).toBeLessThan(all)
  const shown = await rowCount(panel)
  await expect(panel.region.getByText(`${shown} in range`)).toBeVisible()
  const range = (await overview.range.getAttribute('aria-valuetext')) ?? ''
  await panel.filter.fill('scenario.slow')
  await expect(panel.region.getByText('No event in this range matches “scenario.slow”')).toBeVisible()
  await panel.filter.fill('')

  const { listeners, errors } = panel
  await listeners.open()
  await listeners.select('legacy tracker')
  await expect(listeners.fact('Calls')).toHaveText('5')
  await listeners.select('slow listener')
  await expect(listeners.fact('Calls')).toHaveText('0 of 1 ever')
  await errors.open()
  await expect(errors.view.getByRole('status').first()).toHaveText('7 errors in 2 groups')
  await timeline.open()
  await timeline.expectInView(shown)
  await panel.showEvents()
  await panel.expectRowCount(shown)
  await expect(overview.range).toHaveAttribute('aria-valuetext', range)
})

test('“Show all” leaves the range, in all tabs', async ({ shop, panel, overview, timeline }) => {
  await shop.run('Double wiring')
  await shop.run('Slow listener')
  const all = await pause(panel)
  const middle = await betweenScenarios(panel)
  await overview.chooseTimes(middle, middle + LONG_BEFORE)
  await expect(panel.row('scenario.slow')).toHaveCount(1)
  await expect(panel.row('wishlist.changed')).toHaveCount(0)
  const { listeners, errors } = panel
  await errors.tab.click()
  await expect(errors.view.getByText('Nothing failed in the range that is shown.')).toBeVisible()
  await listeners.open()
  await listeners.select('legacy tracker')
  await expect(listeners.fact('Calls')).toHaveText('0 of 5 ever')
  await overview.showAll.click()
  await overview.expectAll()
  await expect(overview.showAll).toBeHidden()
  await expect(listeners.fact('Calls')).toHaveText('5')
  await errors.open()
  await expect(errors.row('legacyTracker is not defined')).toHaveCount(1)
  await timeline.open()
  await timeline.expectInView(all)
  await panel.showEvents()
  await panel.expectRowCount(all)
})

test('a range is moved, made longer and shorter by the pointer', async ({ shop, panel, overview }) => {
  await playSlowCheckout(shop, panel)
  const all = await pause(panel)
  await overview.expectAll()
  await overview.drag(0.75, 0.25)
  await overview.expectChosen(0.25, 0.75)
  await overview.drag(0.75, 1)
  await overview.expectChosen(0.25, 1)
  const late = await rowCount(panel)
  await overview.drag(0.25, 0)
  await overview.expectAll()
  await panel.expectRowCount(all)

  await overview.drag(0.25, 0.75)
  await overview.expectChosen(0.25, 0.75)
  await overview.drag(0.75, 0.5)
  await overview.expectChosen(0.25, 0.5)
  await overview.drag(0.4, 0.7)
  await overview.expectChosen(0.55, 0.8)
  await overview.drag(0.6, 0.95)
  await overview.expectChosen(0.75, 1)
  await expect.poll(() => rowCount(panel)).toBeLessThan(late)
  await overview.drag(0.1, 0.2)
  await overview.expectChosen(0.1, 0.2)
  await overview.doubleClick(0.15)
  await overview.expectAll()
  await panel.expectRowCount(all)
})

test('the wheel zooms to where the pointer is, and moves sideways', async ({
  shop,
  panel,
  overview,
  page,
}) => {
  await playSlowCheckout(shop, panel)
  const all = await pause(panel)
  await overview.expectAll()
  await overview.wheel(0.75, 0, -400)
  const left = 0.75 * (1 - Math.exp(-0.8))
  const right = left + Math.exp(-0.8)
  await overview.expectChosen(left, right)
  await expect.poll(() => rowCount(panel)).toBeLessThan(all)
  await overview.wheel(0.5, -100_000, 0)
  await overview.expectChosen(0, right - left)
  await overview.wheel(0, 0, 5_000)
  await overview.expectAll()
  await panel.expectRowCount(all)
  expect(await page.evaluate(() => scrollY)).toBe(0)
})

test('a range is chosen by the keyboard', async ({ shop, panel, overview, page }) => {
  await playSlowCheckout(shop, panel)
  const all = await pause(panel)
  await overview.from.focus()
  for (const share of [0.1, 0.19, 0.271]) {
    await page.keyboard.press('ArrowRight')
    await overview.expectChosen(share, 1)
  }
  await overview.to.focus()
  await page.keyboard.press('Shift+ArrowLeft')
  await overview.expectChosen(0.271, 0.99271)
  await page.keyboard.press('End')
  await overview.expectChosen(0.271, 1)

  await overview.range.focus()
  await page.keyboard.press('Home')
  await overview.expectChosen(0, 0.729)
  await page.keyboard.press('+')
  await overview.expectChosen(0.1215, 0.6075)
  // The last events are at the very end, however long nothing happened before the first.
  await expect.poll(() => rowCount(panel)).toBeLessThan(all)
  await page.keyboard.press('PageUp')
  await overview.expectChosen(0.514, 1)
  await page.keyboard.press('Escape')
  await overview.expectAll()
  await panel.expectRowCount(all)
})

test('errors and waits of the recording are told in words', async ({ shop, panel, overview }) => {
  await expect(overview.summary).toHaveText('No events')
  await shop.run('Storm of errors')
  await playSlowCheckout(shop, panel)
  const all = await pause(panel)
  const errors = await panel.stat('errors')
  expect(errors).toBeGreaterThanOrEqual(200)
  await expect(overview.summary).toHaveText(
    new RegExp(`^${all} events in [\\d.]+ s, ${errors} errors, 1 waiting$`),
  )

  await overview.drag(0.2, 0.21)
  await overview.expectRange()
  await expect(overview.summary).toContainText(`${all} events`)
  await panel.clear.click()
  await expect(overview.summary).toHaveText('No events')
})

test('a range in which nothing happened says so in every tab', async ({
  shop,
  panel,
  overview,
  timeline,
}) => {
  await shop.run('Slow listener')
  await pause(panel)
  // A recording that has just begun has room before its first event.
  await overview.drag(0, 0.01)
  await overview.expectRange()
  await expect(panel.region.getByText('No event was dispatched in this range')).toBeVisible()
  await timeline.open()
  await expect(timeline.view.getByText('Nothing was dispatched in this stretch of time')).toBeVisible()
  await panel.errors.tab.click()
  await expect(panel.errors.view.getByText('Nothing failed in the range that is shown.')).toBeVisible()
  await timeline.open()
  await timeline.view.getByRole('button', { name: 'Show all' }).click()
  await overview.expectAll()
  await panel.showEvents()
  await expect(panel.row('scenario.slow')).toHaveCount(1)
})

test('what is recorded later is not in a range', async ({ shop, panel, overview }) => {
  await shop.run('Slow listener')
  await expect(panel.follow).toHaveAttribute('aria-pressed', 'true')
  await overview.drag(0.02, 1)
  await overview.expectRange()
  await expect(panel.follow).toHaveAttribute('aria-pressed', 'false')
  await expect(panel.row('scenario.slow')).toHaveCount(1)
  const range = (await overview.range.getAttribute('aria-valuetext')) ?? ''
  const shown = await rowCount(panel)
  await panel.filter.fill('page.opened')
  await panel.expectRowCount(0)
  await shop.goTo('Cart')
  await shop.goTo('Shop')
  await expect(overview.summary).toHaveText(/^(\d+) events/)
  await panel.filter.fill('')
  await panel.expectRowCount(shown)
  await expect(overview.range).toHaveAttribute('aria-valuetext', range)
  await overview.showAll.click()
  await expect(panel.row('page.opened')).toHaveCount(2)
})
