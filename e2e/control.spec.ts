import { expect, test } from './support/journey.ts'

test.beforeEach(({ shop }) => shop.open())

test('a muted listener is passed over, which is said until it is undone', async ({ shop, panel }) => {
  const { listeners } = panel
  await listeners.open()
  await listeners.filter.fill('cart.item_added')
  await expect(listeners.control).toBeHidden()
  await listeners.cell(listeners.row('badge'), 'Listener').click()
  await listeners.action('Mute').click()
  await expect(listeners.action('Mute')).toHaveAttribute('aria-pressed', 'true')
  await expect(listeners.control).toContainText('1 listener muted')

  await shop.add()
  await expect(shop.messages).toContainText('Brass desk lamp')
  await expect(listeners.control).toContainText('1 run passed over')
  await expect(shop.cart(0)).toBeVisible()
  await panel.showEvents()
  await panel.select('cart.item_added')
  await panel.tab('Runs').click()
  await expect(panel.run('cart')).toBeVisible()
  await expect(panel.run('badge')).toHaveCount(0)

  await listeners.control.getByRole('button', { name: 'Unmute badge' }).click()
  await expect(listeners.control).toBeHidden()
  await shop.add()
  await expect(shop.cart(2)).toBeVisible()
})

test('a soloed listener is the only one of its event that runs', async ({ shop, panel, page }) => {
  const { listeners } = panel
  await listeners.open()
  await listeners.filter.fill('cart.item_added')
  await listeners.cell(listeners.row('badge'), 'Listener').click()
  await listeners.grid.focus()
  await page.keyboard.press('s')
  await expect(listeners.action('Solo')).toHaveAttribute('aria-pressed', 'true')
  await expect(listeners.control).toContainText('1 listener soloed')

  await shop.add()
  await shop.goTo('Cart')
  await panel.showEvents()
  await expect(panel.row('page.opened')).toHaveCount(1)
  await expect(panel.row('toast.shown')).toHaveCount(0)
  await panel.select('cart.item_added')
  await panel.tab('Runs').click()
  await expect(panel.runs.getByRole('listitem')).toHaveCount(1)
  await expect(panel.run('badge')).toBeVisible()

  await listeners.control.getByRole('button', { name: 'Undo all' }).click()
  await expect(listeners.control).toBeHidden()
  await expect(panel.grid).toBeFocused()
  await shop.goTo('Shop')
  await shop.add()
  await expect(shop.cart(1)).toBeVisible()
  await expect(shop.messages).toContainText('Brass desk lamp')
})

test('what is muted and soloed is undone when the panel is collapsed', async ({ shop, panel }) => {
  const { listeners } = panel
  await listeners.open()
  await listeners.filter.fill('cart.item_added')
  await listeners.row('badge').getByRole('button', { name: 'Mute' }).click()
  await listeners.row('toast').getByRole('button', { name: 'Solo' }).click()
  await listeners.row('cart').getByRole('button', { name: 'Break on next run' }).click()
  await expect(listeners.control).toContainText('1 listener muted')
  await expect(listeners.control).toContainText('1 listener soloed')
  await expect(listeners.control).toContainText('1 listener set to break on the next run')
  await shop.add()
  await expect(shop.messages).toContainText('Brass desk lamp')
  await expect(shop.cart(0)).toBeVisible()

  await panel.collapse.click()
  await expect(panel.launcher).toBeVisible()
  await shop.add()
  await expect(shop.cart(1)).toBeVisible()
  await panel.launcher.click()
  await listeners.open()
  await expect(listeners.control).toBeHidden()
  await expect(listeners.row('badge').getByRole('button', { name: 'Mute' })).toHaveAttribute(
    'aria-pressed',
    'false',
  )
})

test('a listener that fails is muted from its error', async ({ shop, panel }) => {
  await shop.run('Double wiring')
  const { errors, listeners } = panel
  await errors.open()
  await errors.select('legacyTracker is not defined')
  await errors.details.getByRole('button', { name: 'Mute listener' }).click()
  await expect(listeners.control).toContainText('legacy tracker')
  await panel.showEvents()
  await panel.filter.fill('wishlist.changed')
  await panel.row('wishlist.changed').last().click()
  await expect(panel.fact('Status')).toHaveText('failed (1)')
  await panel.actions.again.click()
  await expect(panel.fact('Again')).toHaveText(/^#\d+$/)
  await expect(panel.fact('Status')).toHaveText('ok')
})
