import type { BrowserContext, Locator, Page } from '@playwright/test'
import { ShopPage } from '../pages/shop.ts'
import { expect, test as base } from './test.ts'

export { expect }

/** Opens the shop of a demo server, for a shopper with a browser of their own. */
type OpenShop = (server: { readonly url: string }) => Promise<Page>

/** The test with shoppers, who leave when it ends. */
export const test = base.extend<{ shopper: OpenShop }>({
  shopper: async ({ browser }, use) => {
    const contexts: BrowserContext[] = []
    await use(async ({ url }) => {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
      contexts.push(context)
      const page = await context.newPage()
      await page.goto(url)
      await expect(page.getByRole('region', { name: 'Catalogue' })).toBeVisible()
      return page
    })
    await Promise.all(contexts.map((context) => context.close()))
  },
})

/** Orders something, and does not wait for it to be paid. */
export async function order(page: Page): Promise<void> {
  const shop = new ShopPage(page)
  await shop.fillCheckout('working')
  await shop.pay.click()
}

/** What others have ordered. */
export function ordersElsewhere(page: Page): Locator {
  return page.getByRole('region', { name: 'Orders elsewhere' }).getByRole('listitem')
}
