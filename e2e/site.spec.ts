import { fileURLToPath } from 'node:url'
import { ShopPage } from './pages/shop.ts'
import { serveFolders, type StaticServer } from './support/static-server.ts'
import { expect, test as base } from './support/journey.ts'

const DIST = fileURLToPath(new URL('../dist', import.meta.url))

const test = base.extend<{ site: StaticServer }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright wants a pattern there
  site: async ({}, use) => {
    const server = await serveFolders({ folders: [DIST], base: '/some/sub/path/' })
    await use(server)
    await server.close()
  },
})

test('the built site works from a sub-path', async ({ site, shop, panel, page }) => {
  await page.goto(site.url)
  await shop.add()
  await expect(shop.cart(1)).toBeVisible()
  await expect(panel.row('cart.item_added')).toHaveCount(1)
  const display = await panel.region.evaluate((element) => getComputedStyle(element).display)
  expect(display, 'the styles of the panel are there').not.toBe('block')
  expect(site.missing).toEqual([])
})

test('a second tab and a frame of a sub-path are of that path', async ({ site, shop, page }) => {
  await page.goto(`${site.url}index.html`)
  await shop.share('Second shop in a frame')
  await shop.frame.getByRole('button', { name: 'Add Brass desk lamp to cart' }).click()
  await expect(shop.cart(1)).toBeVisible()
  const [tab] = await Promise.all([page.waitForEvent('popup'), shop.share('Open a second tab')])
  const other = new ShopPage(tab)
  await expect(other.cart(1)).toBeVisible()
  await other.add('Stoneware mug')
  await expect(shop.cart(2)).toBeVisible()
  expect(site.missing).toEqual([])
})

test('a reload starts afresh', async ({ shop, panel, page }) => {
  await shop.open()
  await shop.add()
  await expect(shop.cart(1)).toBeVisible()
  await panel.row('cart.item_added').click()
  await expect(panel.details).toBeVisible()

  await page.reload()
  await expect(shop.cart(0)).toBeVisible()
  await expect(panel.region.getByText('No events yet')).toBeVisible()
  await expect(panel.details).toBeHidden()
  await panel.expectStat('retained', 0)

  await shop.goTo('Cart')
  await expect(page.getByText('Your cart is empty.')).toBeVisible()
  await panel.expectStat('retained', 1)
  await expect(panel.row('page.opened')).toHaveCount(1)
})
