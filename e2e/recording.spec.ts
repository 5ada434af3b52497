import { expect, test } from './support/journey.ts'

test.beforeEach(({ shop }) => shop.open())

test('what happens while Record is off is not in the recording', async ({ shop, panel }) => {
  await shop.add('Brass desk lamp')
  await panel.filter.fill('cart.item_added')
  await panel.expectRowCount(1)

  await panel.record.click()
  await expect(panel.record).toHaveAttribute('aria-pressed', 'false')
  await expect(panel.status).toContainText('Paused')
  const retained = await panel.stat('retained')
  await shop.add('Stoneware mug')
  await expect(shop.cart(2)).toBeVisible()
  await expect(shop.messages).toContainText('Stoneware mug')
  await panel.expectStat('retained', retained)

  await panel.record.click()
  await expect(panel.record).toHaveAttribute('aria-pressed', 'true')
  await expect(panel.status).toContainText('Recording')
  await shop.add('Brass desk lamp')
  await expect(shop.cart(3)).toBeVisible()
  await panel.expectRowCount(2)
  await panel.filter.fill('mug')
  await expect(panel.region.getByText('No event matches “mug”')).toBeVisible()
})

test('Clear forgets everything, and recording goes on', async ({ shop, panel }) => {
  await shop.goTo('Cart')
  await panel.row('page.opened').click()
  await expect(panel.details).toBeVisible()
  await panel.expectStat('retained', 1)

  await panel.clear.click()
  await expect(panel.region.getByText('No events yet')).toBeVisible()
  await expect(panel.details).toBeHidden()
  await panel.expectStat('retained', 0)
  await panel.expectRowCount(0)

  await shop.goTo('Shop')
  await panel.expectStat('retained', 1)
  await expect(panel.row('page.opened')).toHaveCount(1)
  await expect(panel.region.getByText('No events yet')).toBeHidden()
})

test('the status bar says which stacks are kept, and how to have more', async ({ panel }) => {
  await expect(panel.status).toContainText('stacks listeners')
  await expect(panel.status.getByTitle(/setting stacks turns it on/)).toHaveText('stacks listeners')
})

test('the filter narrows the grid, says when nothing matches, and Escape clears it', async ({
  shop,
  panel,
}) => {
  await shop.goTo('Cart')
  await shop.goTo('Shop')
  await shop.add()
  await expect(panel.row('cart.item_added')).toHaveCount(1)
  const all = panel.row('page.opened')
  await expect(all).toHaveCount(2)

  await panel.filter.fill('cart.item')
  await panel.expectRowCount(1)
  await expect(panel.row('cart.item_added')).toHaveCount(1)
  await expect(panel.region.getByText(/^1 of \d+$/)).toBeVisible()

  await panel.filter.fill('nothing has this')
  await expect(panel.region.getByText('No event matches “nothing has this”')).toBeVisible()
  await panel.expectRowCount(0)
  await panel.button('Show all').click()
  await expect(panel.filter).toHaveValue('')
  await expect(all).toHaveCount(2)

  await panel.filter.fill('toast')
  await expect(all).toHaveCount(0)
  await panel.filter.press('Escape')
  await expect(panel.filter).toHaveValue('')
  await expect(all).toHaveCount(2)
})

test('sorting by Sync puts the slowest first, then last, then the order of recording is back', async ({
  shop,
  panel,
}) => {
  await shop.run('Slow listener')
  await expect(panel.row('toast.shown')).toHaveCount(1)
  const sync = panel.header('Sync')
  await expect(sync).toHaveAttribute('aria-sort', 'none')
  await expect(panel.rows.first()).toContainText('scenario.started')

  await panel.sortBy('Sync')
  await expect(sync).toHaveAttribute('aria-sort', 'descending')
  await expect(panel.rows.first()).toContainText('scenario.slow')

  await panel.sortBy('Sync')
  await expect(sync).toHaveAttribute('aria-sort', 'ascending')
  await expect(panel.rows.last()).toContainText('scenario.slow')
  await expect(panel.header('Time')).toHaveAttribute('aria-sort', 'none')

  await panel.sortBy('Sync')
  await expect(sync).toHaveAttribute('aria-sort', 'none')
  await expect(panel.rows.first()).toContainText('scenario.started')
})

test('a column can be hidden and shown again', async ({ shop, panel, page }) => {
  await shop.goTo('Cart')
  await expect(panel.grid).toHaveAttribute('aria-colcount', '8')
  await expect(panel.row('page.opened').getByRole('gridcell', { name: 'shop', exact: true })).toBeVisible()

  await panel.columnsButton.click()
  const item = page.getByRole('menuitemcheckbox', { name: 'Source' })
  await expect(item).toHaveAttribute('aria-checked', 'true')
  await item.click()
  await expect(item).toHaveAttribute('aria-checked', 'false')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('menu')).toBeHidden()
  await expect(panel.columnsButton).toBeFocused()
  await expect(panel.header('Source')).toHaveCount(0)
  await expect(panel.grid).toHaveAttribute('aria-colcount', '7')
  await expect(panel.row('page.opened').getByRole('gridcell')).toHaveCount(7)
  await expect(panel.row('page.opened').getByRole('gridcell', { name: 'shop', exact: true })).toHaveCount(0)

  await panel.columnsButton.click()
  await item.click()
  await expect(panel.header('Source')).toHaveCount(1)
})

test('the theme is changed by its button and remembered', async ({ panel, page }) => {
  const background = (): Promise<string> =>
    panel.region.evaluate((element) => getComputedStyle(element).backgroundColor)
  await expect(panel.theme).toHaveAccessibleName('Theme: system')
  await panel.theme.click()
  await expect(panel.theme).toHaveAccessibleName('Theme: light')
  const light = await background()
  await panel.theme.click()
  await expect(panel.theme).toHaveAccessibleName('Theme: dark')
  await expect.poll(background).not.toBe(light)

  await page.reload()
  await expect(panel.theme).toHaveAccessibleName('Theme: dark')
  await expect.poll(background).not.toBe(light)
  await panel.theme.click()
  await expect(panel.theme).toHaveAccessibleName('Theme: system')
})

test('the panel collapses to its launcher, stays so, and opens again', async ({ shop, panel, page }) => {
  await panel.collapse.click()
  await expect(panel.grid).toBeHidden()
  await expect(panel.launcher).toHaveAccessibleName('Open Eventscope: 0 events, 0 errors')
  await shop.goTo('Cart')
  await expect(panel.launcher).toHaveAccessibleName('Open Eventscope: 1 event, 0 errors')

  await page.reload()
  await expect(panel.launcher).toBeVisible()
  await expect(panel.grid).toBeHidden()
  await shop.goTo('Cart')
  await panel.launcher.click()
  await expect(panel.launcher).toBeHidden()
  await expect(panel.row('page.opened')).toHaveCount(1)
})

test('the height is changed by the keyboard and remembered', async ({ panel, page }) => {
  const before = await panel.height()
  await panel.splitter.focus()
  await page.keyboard.press('ArrowUp')
  await expect.poll(() => panel.height()).toBeGreaterThan(before + 10)
  const taller = await panel.height()
  // It is remembered in the frame after the one that shows it.
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  )

  await page.reload()
  await expect(panel.grid).toBeVisible()
  await expect.poll(async () => Math.abs((await panel.height()) - taller)).toBeLessThanOrEqual(2)
  await panel.splitter.focus()
  await page.keyboard.press('ArrowDown')
  await expect.poll(() => panel.height()).toBeLessThan(taller - 10)
})

test('selecting a row stops following; the pill counts what is new and goes back to live', async ({
  shop,
  panel,
}) => {
  for (const place of ['Cart', 'Shop', 'Cart', 'Shop'] as const) await shop.goTo(place)
  await expect(panel.follow).toHaveAttribute('aria-pressed', 'true')
  await panel.row('page.opened').first().click()
  await expect(panel.follow).toHaveAttribute('aria-pressed', 'false')
  await expect(panel.pill).toBeHidden()

  for (const place of ['Cart', 'Shop', 'Cart'] as const) await shop.goTo(place)
  // What is new is in view.
  await expect(panel.pill).toBeHidden()
  await shop.run('Storm of errors')
  await expect(panel.pill).toHaveText(/^20[67] new ↓$/)
  await expect(panel.row('scenario.finished')).toHaveCount(0)

  await panel.pill.click()
  await expect(panel.pill).toBeHidden()
  await expect(panel.follow).toHaveAttribute('aria-pressed', 'true')
  await expect(panel.row('scenario.finished')).toBeInViewport()
})
