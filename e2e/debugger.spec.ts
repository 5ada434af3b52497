import type { BrowserContext, Page } from '@playwright/test'
import { expect, test } from './support/journey.ts'

interface Debugger {
  /** How often the page has paused. */
  readonly pauses: () => number
  resume(): Promise<void>
}

/** Devtools, as far as a page knows: without them, `debugger` does nothing. */
async function openDebugger(context: BrowserContext, page: Page): Promise<Debugger> {
  const session = await context.newCDPSession(page)
  let pauses = 0
  session.on('Debugger.paused', () => void pauses++)
  await session.send('Debugger.enable')
  return { pauses: () => pauses, resume: async () => void (await session.send('Debugger.resume')) }
}

test.beforeEach(({ shop }) => shop.open())

test('break on next run pauses before the listener runs, once', async ({ shop, panel, page, context }) => {
  const { listeners } = panel
  const devtools = await openDebugger(context, page)
  await listeners.open()
  await listeners.filter.fill('cart.item_added')
  await listeners.row('badge').getByRole('button', { name: 'Break on next run' }).click()
  await expect(listeners.control).toContainText('1 listener set to break on the next run')
  await expect(listeners.control).not.toContainText('nothing will pause')
  await shop.goTo('Cart')
  await shop.goTo('Shop')
  expect(devtools.pauses()).toBe(0)

  // The page stands still meanwhile, and so does the click.
  const added = shop.add()
  await expect.poll(devtools.pauses).toBe(1)
  await devtools.resume()
  await added
  await expect(shop.cart(1)).toBeVisible()
  await expect(listeners.control).toBeHidden()

  await shop.add()
  await expect(shop.cart(2)).toBeVisible()
  expect(devtools.pauses()).toBe(1)
})

test('a break that was cancelled does not pause', async ({ shop, panel, page, context }) => {
  const { listeners } = panel
  const devtools = await openDebugger(context, page)
  await listeners.open()
  await listeners.filter.fill('cart.item_added')
  await listeners.row('badge').getByRole('button', { name: 'Break on next run' }).click()
  await listeners.control.getByRole('button', { name: 'Do not break on badge' }).click()
  await expect(listeners.control).toBeHidden()
  await shop.add()
  await expect(shop.cart(1)).toBeVisible()
  expect(devtools.pauses()).toBe(0)
})

test('a conditional breakpoint pauses at what its query finds, until it is removed', async ({
  shop,
  panel,
  page,
  context,
}) => {
  const { query, listeners } = panel
  const devtools = await openDebugger(context, page)
  await expect(query.breakWhen).toBeHidden()
  await panel.filter.fill('name:cart.* payload.sku=mug')
  await query.breakWhen.click()
  await expect(query.breakWhen).toHaveAttribute('aria-pressed', 'true')
  await expect(listeners.control).toContainText('1 breakpoint')
  await expect(listeners.control).toContainText('name:cart.* payload.sku=mug')
  await expect(listeners.control).not.toContainText('nothing will pause')
  await panel.filter.fill('')
  await shop.add('Brass desk lamp')
  await expect(shop.cart(1)).toBeVisible()
  expect(devtools.pauses()).toBe(0)

  for (const times of [1, 2]) {
    const added = shop.add('Stoneware mug')
    await expect.poll(devtools.pauses).toBe(times)
    await devtools.resume()
    await added
    await expect(shop.cart(1 + times)).toBeVisible()
  }

  await listeners.control.getByRole('button', { name: /^Remove breakpoint name:cart/ }).click()
  await expect(listeners.control).toBeHidden()
  await shop.add('Stoneware mug')
  await expect(shop.cart(4)).toBeVisible()
  expect(devtools.pauses()).toBe(2)
})

test('a query about what came of a dispatch pauses once that is known', async ({
  shop,
  panel,
  page,
  context,
}) => {
  const devtools = await openDebugger(context, page)
  await panel.filter.fill('status:failed listener:"charge card"')
  await panel.query.breakWhen.click()
  await expect(panel.listeners.control).toContainText('1 breakpoint')
  await shop.fillCheckout('declined')
  expect(devtools.pauses()).toBe(0)
  await shop.pay.click()
  await expect.poll(devtools.pauses).toBe(1)
  await devtools.resume()
  await expect(page.getByRole('alert')).toHaveText('Card declined: insufficient funds')
  await panel.expectRowCount(1)
})
