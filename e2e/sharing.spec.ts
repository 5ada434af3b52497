import type { Page } from '@playwright/test'
import { PanelPage } from './pages/panel.ts'
import { ShopPage } from './pages/shop.ts'
import { expect, test } from './support/test.ts'

const REMOTE = 'cart.item_added from broadcast-channel'

async function openTab(page: Page): Promise<Page> {
  const [tab] = await Promise.all([page.waitForEvent('popup'), new ShopPage(page).share('Open a second tab')])
  await expect(tab.getByRole('region', { name: 'Catalogue' })).toBeVisible()
  return tab
}

test('a second tab has the same cart, and each panel tells what came from the other', async ({ page }) => {
  const [shop, panel] = [new ShopPage(page), new PanelPage(page)]
  await shop.open()
  await shop.add()
  const tab = await openTab(page)
  const [otherShop, otherPanel] = [new ShopPage(tab), new PanelPage(tab)]
  await expect(otherShop.cart(1)).toBeVisible()

  await otherShop.add('Stoneware mug')
  await expect(shop.cart(2)).toBeVisible()
  await expect(shop.messages).toHaveText('Stoneware mug added to your cart, in another window')
  // Its own, and the one that came.
  await expect(panel.row('cart.item_added')).toHaveCount(2)
  await expect(panel.row(REMOTE)).toHaveCount(1)
  await expect(otherPanel.row('cart.item_added')).toHaveCount(1)
  await expect(otherPanel.row(REMOTE)).toHaveCount(0)

  await panel.filter.fill('origin:remote')
  await panel.filter.press('Enter')
  await expect(panel.row('cart.item_added')).toHaveCount(1)
  await panel.row(REMOTE).click()
  await expect(panel.fact('Origin')).toContainText('broadcast-channel')
})

test('a shop in a frame shares the cart; what is ordered there is charged there only', async ({ page }) => {
  const [shop, panel] = [new ShopPage(page), new PanelPage(page)]
  await shop.open()
  await shop.share('Second shop in a frame')
  const { frame } = shop
  await frame.getByRole('button', { name: 'Add Brass desk lamp to cart' }).click()
  await expect(shop.cart(1)).toBeVisible()
  await frame.getByRole('button', { name: /^Cart \(/ }).click()
  await frame.getByRole('button', { name: 'Checkout', exact: true }).click()
  await frame.getByRole('textbox', { name: 'Name' }).fill('Ada Lovelace')
  await frame.getByRole('textbox', { name: 'Email' }).fill('ada@example.com')
  await frame.getByRole('button', { name: 'Use working card' }).click()
  await frame.getByRole('button', { name: /^Pay \$/ }).click()
  await expect(frame.getByRole('heading', { name: /NW-1001|Thank|Order/ }).first()).toBeVisible()
  await expect(shop.messages).toHaveText('Order NW-1001 was placed in another window')
  await expect(shop.cart(0)).toBeVisible()
  await expect(panel.row('order.placed from broadcast-channel')).toHaveCount(1)
  await expect(panel.row('checkout.submitted')).toHaveCount(0)
  await expect(panel.row('receipt.sent')).toHaveCount(0)

  await shop.second.getByRole('button', { name: 'Close' }).click()
  await expect(shop.second).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Scenarios', exact: true })).toBeFocused()
})
