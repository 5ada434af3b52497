import { PanelPage } from '../pages/panel.ts'
import { ShopPage } from '../pages/shop.ts'
import { expect, test as base } from './test.ts'

export { expect }

interface Pages {
  readonly panel: PanelPage
  readonly shop: ShopPage
}

/** The test with the pages of the site. */
export const test = base.extend<Pages>({
  panel: async ({ page }, use) => use(new PanelPage(page)),
  shop: async ({ page }, use) => use(new ShopPage(page)),
})
