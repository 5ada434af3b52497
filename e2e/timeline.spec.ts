import { OverviewStrip } from './pages/overview.ts'
import type { PanelPage } from './pages/panel.ts'
import type { ShopPage } from './pages/shop.ts'
import { TimelinePage } from './pages/timeline.ts'
import { expect, test as base } from './support/journey.ts'

const test = base.extend<{ overview: OverviewStrip; timeline: TimelinePage }>({
  overview: async ({ page, panel }, use) => use(new OverviewStrip(page, panel.region)),
  timeline: async ({ page, panel }, use) => use(new TimelinePage(page, panel.region)),
})

/** What comes of `checkout.submitted`, and itself: the stock, the payment, the order, its page, the receipt, its toast. */
const CHAIN = 7
/** A scenario pauses for 2 s between its steps; its end is waited for as long as all else, from then on, ms. */
const SCENARIO_MS = 7_000
/** How much a step of the zoom is, and of a move. */
const ZOOM = 1.8
const PAN = 0.25

/**
 * Stops the recording, so that time stands still.
 * @returns how many events it has
 */
async function pause(panel: PanelPage): Promise<number> {
  await panel.record.click()
  await expect(panel.status).toContainText('Paused')
  return panel.stat('retained')
}

/** Until its receipt is sent: on a busy machine that comes after the scenario has ended, and hides what it says. */
async function playSlowCheckout(shop: ShopPage, panel: PanelPage): Promise<void> {
  await shop.page.getByRole('button', { name: 'Scenarios', exact: true }).click()
  await shop.page.getByRole('menuitem', { name: 'Slow checkout' }).click()
  await expect(panel.row('receipt.sent')).toHaveCount(1, { timeout: SCENARIO_MS })
  await expect(panel.row('scenario.finished')).toHaveCount(1)
}

/** Selects the only dispatch of an event by the keys of the timeline, and shows all events again. */
async function selectByKey(panel: PanelPage, timeline: TimelinePage, event: string): Promise<void> {
  await panel.filter.fill(`name=${event}`)
  await timeline.painted()
  await timeline.lanes.press('Home')
  await timeline.expectSelected(event)
  await panel.filter.fill('')
}

/** How many events the grid lists. */
async function rowCount(panel: PanelPage): Promise<number> {
  return Number(await panel.grid.getAttribute('aria-rowcount')) - 1
}

test.beforeEach(async ({ shop, page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await shop.open()
})

test('find what made checkout slow, by its bar', async ({ shop, panel, timeline, overview, page }) => {
  await playSlowCheckout(shop, panel)
  await pause(panel)
  await timeline.open()
  await expect(timeline.selection).toBeDisabled()
  await panel.filter.fill('sync>=180')
  await timeline.painted()
  await timeline.lanes.press('Home')
  await timeline.expectSelected('checkout.submitted')
  await expect(timeline.selected).toHaveText(/, \d{3} ms synchronous, ok$/)
  const id = await panel.selectedId()
  await timeline.selection.click()
  await overview.expectRange()
  await timeline.lanes.press('Escape')
  await expect(panel.details).toBeHidden()
  await expect(timeline.selected).toHaveText('')

  // The bar is in the middle now, with a tenth of it free on each side.
  await timeline.pointAt('checkout.submitted', 0.15)
  await timeline.click()
  await expect(timeline.selected).toHaveText(new RegExp(`^checkout\\.submitted ${id}, `))
  await expect(panel.title).toHaveText('checkout.submitted')
  expect(await panel.selectedId()).toBe(id)
  await panel.tab('Runs').click()
  await expect(panel.run('fraud check')).toHaveAccessibleName(/^fraud check: ok, synchronous \d{3} ms$/)
  await panel.showEvents()
  await expect(panel.row('checkout.submitted')).toHaveAttribute('aria-selected', 'true')
  await expect(page.getByRole('row', { selected: true })).toHaveCount(1)
})

test('a double click on a bar zooms to it, one beside all bars shows all, a click there selects nothing', async ({
  shop,
  panel,
  timeline,
  overview,
}) => {
  await playSlowCheckout(shop, panel)
  await pause(panel)
  await timeline.open()
  await selectByKey(panel, timeline, 'checkout.submitted')
  await timeline.selection.click()
  await overview.expectRange()
  const { from, to } = await overview.chosen()
  await timeline.zoomOut.click()
  const added = ((to - from) * (ZOOM - 1)) / 2
  await overview.expectTimes(from - added, to + added)
  await timeline.pointAt('checkout.submitted', 0.4)
  await timeline.click(2)
  await overview.expectTimes(from, to)
  await timeline.pointBelow(0.5)
  await timeline.click()
  await expect(timeline.selected).toHaveText('')
  await expect(panel.details).toBeHidden()
  await timeline.pointBelow(0.5)
  await timeline.click(2)
  await overview.expectAll()
})

test('what is selected in the grid is selected in the timeline, and the other way round', async ({
  shop,
  panel,
  timeline,
}) => {
  await playSlowCheckout(shop, panel)
  await panel.select('order.placed')
  await panel.filter.fill('')
  const id = await panel.selectedId()
  await timeline.open()
  await expect(timeline.selected).toHaveText(new RegExp(`^order\\.placed ${id}, .+ synchronous, waiting$`))
  await expect(panel.follow).toHaveAttribute('aria-pressed', 'false')
  await timeline.lanes.press('ArrowUp')
  await timeline.expectSelected('checkout.paid')
  await expect(panel.title).toHaveText('checkout.paid')
  await panel.showEvents()
  await expect(panel.row('checkout.paid')).toHaveAttribute('aria-selected', 'true')
})

test('keys lead to the next and previous dispatch, to the cause and to what it caused', async ({
  shop,
  panel,
  timeline,
  page,
}) => {
  await playSlowCheckout(shop, panel)
  await timeline.open()
  await selectByKey(panel, timeline, 'receipt.sent')
  for (const cause of ['order.placed', 'checkout.paid', 'checkout.submitted', 'checkout.submitted']) {
    await timeline.lanes.press('ArrowUp')
    await timeline.expectSelected(cause)
    await expect(panel.title).toHaveText(cause)
  }
  await timeline.pressInOneFrame('ArrowDown', 'ArrowUp')
  await timeline.painted()
  await timeline.expectSelected('checkout.submitted')
  await timeline.lanes.press('ArrowDown')
  await timeline.expectSelected('stock.reserved')
  // Nothing came of that.
  await timeline.lanes.press('ArrowDown')
  await timeline.expectSelected('stock.reserved')
  await timeline.lanes.press('ArrowRight')
  await timeline.expectSelected('checkout.paid')
  await timeline.lanes.press('ArrowLeft')
  await timeline.expectSelected('stock.reserved')
  await timeline.lanes.press('Home')
  await timeline.expectSelected('scenario.started')
  await timeline.lanes.press('ArrowLeft')
  await timeline.expectSelected('scenario.started')

  await panel.filter.fill('name:cart.*|coupon.*')
  await timeline.painted()
  for (const found of ['cart.item_added', 'cart.item_added', 'coupon.submitted', 'coupon.applied']) {
    await timeline.lanes.press('ArrowRight')
    await timeline.expectSelected(found)
  }
  await timeline.lanes.press('Enter')
  await expect(panel.tab('Payload')).toBeFocused()
  await timeline.lanes.focus()
  await page.keyboard.press('Escape')
  await expect(panel.details).toBeHidden()
  await expect(timeline.selected).toHaveText('')
})

test('buttons and keys zoom and move, and the grid follows', async ({ shop, panel, timeline, overview }) => {
  await playSlowCheckout(shop, panel)
  const all = await pause(panel)
  await timeline.open()
  await timeline.expectInView(all)
  await timeline.zoomIn.click()
  await overview.expectRange()
  const { from, to } = await overview.chosen()
  const span = to - from
  const closer = (span * (1 - 1 / ZOOM)) / 2
  await timeline.zoomIn.click()
  await overview.expectTimes(from + closer, to - closer)
  await timeline.zoomOut.click()
  await overview.expectTimes(from, to)
  await timeline.lanes.press('w')
  await overview.expectTimes(from + closer, to - closer)
  await timeline.lanes.press('s')
  await overview.expectTimes(from, to)
  await timeline.lanes.press('d')
  await overview.expectTimes(from + PAN * span, to + PAN * span)
  await timeline.lanes.press('a')
  await overview.expectTimes(from, to)

  await panel.showEvents()
  await expect.poll(() => rowCount(panel)).toBeLessThan(all)
  await timeline.open()
  await timeline.lanes.press('0')
  await overview.expectAll()
  await timeline.expectInView(all)
  await timeline.zoomIn.click()
  await overview.expectTimes(from, to)
  await timeline.all.click()
  await overview.expectAll()
  await panel.showEvents()
  await panel.expectRowCount(all)
})

test('wheel and pointer zoom and move', async ({ shop, panel, timeline, overview, page }) => {
  await playSlowCheckout(shop, panel)
  const all = await pause(panel)
  await timeline.open()
  await timeline.expectInView(all)
  await timeline.drag('axis', 0.25, 0.75)
  await overview.expectRange()
  const { from, to } = await overview.chosen()
  const span = to - from
  const wheel = 200
  // As much closer as the wheel is turned, and what is under the pointer stays there.
  const closer = span * (1 - Math.exp(-wheel * 0.0025))
  await timeline.wheel(0.25, 0, -wheel, 'Control')
  await overview.expectTimes(from + 0.25 * closer, to - 0.75 * closer)
  await timeline.wheel(0.25, 0, wheel, 'Control')
  await overview.expectTimes(from, to)
  await timeline.drag('lanes', 0.6, 0.5)
  await overview.expectTimes(from + 0.1 * span, to + 0.1 * span)
  await timeline.drag('lanes', 0.5, 0.6)
  await overview.expectTimes(from, to)
  await timeline.wheel(0.5, 0, 100, 'Shift')
  await expect.poll(async () => (await overview.chosen()).from).toBeGreaterThan(from + 3)
  expect(await page.evaluate(() => ({ scrollY, scale: visualViewport?.scale }))).toEqual({
    scrollY: 0,
    scale: 1,
  })
  await panel.showEvents()
  await expect.poll(() => rowCount(panel)).toBeLessThan(all)
})

test('zooming moves there, unless motion is unwelcome: it comes to the same', async ({
  shop,
  panel,
  timeline,
  overview,
  page,
}) => {
  await playSlowCheckout(shop, panel)
  await pause(panel)
  await timeline.open()
  await selectByKey(panel, timeline, 'checkout.submitted')
  await timeline.lanes.press('f')
  await overview.expectRange()
  const { from, to } = await overview.chosen()
  await timeline.lanes.press('0')
  await overview.expectAll()
  await page.emulateMedia({ reducedMotion: 'no-preference' })
  await timeline.lanes.press('f')
  await overview.expectTimes(from, to)
  await timeline.lanes.press('0')
  await overview.expectAll()
})

test('folding leaves the chain of the selection, and nothing else', async ({ shop, panel, timeline }) => {
  await playSlowCheckout(shop, panel)
  const all = await pause(panel)
  await timeline.open()
  await timeline.expectInView(all)
  await expect(timeline.fold).toBeDisabled()
  await selectByKey(panel, timeline, 'checkout.submitted')
  await panel.tab('Cause').click()
  await expect(panel.cause.panel.getByText(`${CHAIN} dispatches`, { exact: true })).toBeVisible()
  await timeline.fold.click()
  await expect(timeline.fold).toHaveAttribute('aria-pressed', 'true')
  await timeline.expectInView(CHAIN)

  // Each has its own path: what led to it and what came of it.
  const path = [
    ['ArrowDown', 'stock.reserved', 2],
    ['ArrowUp', 'checkout.submitted', CHAIN],
    ['End', 'toast.shown', 5],
    ['ArrowUp', 'receipt.sent', 5],
    ['ArrowUp', 'order.placed', CHAIN - 1],
    ['Home', 'checkout.submitted', CHAIN],
  ] as const
  for (const [key, event, shown] of path) {
    await timeline.lanes.press(key)
    await timeline.expectSelected(event)
    await timeline.expectInView(shown)
  }
  await timeline.lanes.press('Home')
  await timeline.expectSelected('checkout.submitted')
  await timeline.fold.click()
  await timeline.expectInView(all)
})

test('with nothing recorded the timeline says so, and it follows what comes', async ({
  shop,
  panel,
  timeline,
  overview,
}) => {
  await timeline.open()
  await expect(timeline.view.getByText('No events yet')).toBeVisible()
  await shop.goTo('Cart')
  await timeline.expectInView(1)
  // What is zoomed to later is the first alone, with a margin: it has ended long before the second begins.
  await panel.expectStat('retained', 1)
  await panel.expectStat('waiting', 0)
  await panel.expectStat('rate', 0)
  await shop.goTo('Shop')
  await timeline.expectInView(2)
  await timeline.lanes.press('Home')
  await timeline.expectSelected('page.opened')
  await expect(panel.follow).toHaveAttribute('aria-pressed', 'false')
  await timeline.lanes.press('f')
  await overview.expectRange()
  await shop.goTo('Cart')
  await panel.expectStat('retained', 3)
  await timeline.expectInView(1)
  await timeline.all.click()
  await timeline.expectInView(3)
  await panel.follow.click()
  await expect(panel.follow).toHaveAttribute('aria-pressed', 'true')
  await shop.goTo('Shop')
  await timeline.expectInView(4)
})
