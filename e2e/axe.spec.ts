import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './support/journey.ts'

/** What axe finds serious, as `rule: element`. */
async function violations(page: Page): Promise<string[]> {
  const guard = '[data-base-ui-focus-guard]'
  const { violations, passes } = await new AxeBuilder({ page })
    .exclude(guard)
    .exclude({ fromShadowDom: ['eventscope-dock', guard] })
    .analyze()
  const looked = passes.flatMap(({ nodes }) => nodes).some(({ target }) => Array.isArray(target[0]))
  expect(looked, 'axe looks into the shadow root').toBe(true)
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`),
    )
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`with ${colorScheme} colours`, () => {
    test.use({ colorScheme })
    test.beforeEach(({ shop }) => shop.open())

    test('the start page is accessible', async ({ page }) => {
      expect(await violations(page)).toEqual([])
    })

    test('a payload is accessible', async ({ shop, panel, page }) => {
      await shop.add()
      await panel.row('cart.item_added').click()
      await expect(panel.line('sku: "lamp"')).toBeVisible()
      expect(await violations(page)).toEqual([])
    })

    test('runs with an error are accessible', async ({ shop, panel, page }) => {
      await shop.fillCheckout('declined')
      await shop.pay.click()
      await expect(page.getByRole('alert')).toBeVisible()
      await panel.select('checkout.submitted')
      await panel.tab('Runs').click()
      const error = panel.failure('charge card')
      await error.getByText('Stack', { exact: true }).click()
      await expect(error.getByText(/insufficient funds\s+at /)).toBeVisible()
      expect(await violations(page)).toEqual([])
    })

    test('a filter without a match is accessible', async ({ shop, panel, page }) => {
      await shop.add()
      await panel.filter.fill('nothing has this')
      await expect(panel.button('Show all')).toBeVisible()
      expect(await violations(page)).toEqual([])
    })

    test('the menu of columns is accessible', async ({ shop, panel, page }) => {
      await shop.add()
      await panel.columnsButton.click()
      await expect(page.getByRole('menu')).toBeVisible()
      expect(await violations(page)).toEqual([])
    })

    test('the launcher is accessible', async ({ shop, panel, page }) => {
      await shop.add()
      await panel.collapse.click()
      await expect(panel.launcher).toBeVisible()
      expect(await violations(page)).toEqual([])
    })
  })
}
