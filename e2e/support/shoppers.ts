import type { Browser, Locator, Page } from '@playwright/test'
import { ShopPage } from '../pages/shop.ts'
import { expect } from './test.ts'

/** A shopper with a browser of their own, at a demo server. */
export async function shopper(browser: Browser, { url }: { readonly url: string }): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  await page.goto(url)
  await expect(page.getByRole('region', { name: 'Catalogue' })).toBeVisible()
  return page
}

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
