import type { Page } from '@playwright/test'
import { expect, test } from './support/journey.ts'

const clipboard = (page: Page): Promise<string> => page.evaluate(() => navigator.clipboard.readText())

test.beforeEach(async ({ shop, panel }) => {
  await shop.open()
  await shop.add()
  await panel.select('cart.item_added')
})

test('an event is dispatched again, and says of which one it is the repetition', async ({ shop, panel }) => {
  const first = await panel.selectedId()
  await panel.actions.again.click()
  await expect(shop.cart(2)).toBeVisible()
  await panel.expectRowCount(2)
  await expect(panel.fact('Again')).toHaveText(first)
  await expect(panel.line('sku: "lamp"')).toBeVisible()
  await panel.fact('Again').getByRole('button').click()
  await expect.poll(() => panel.selectedId()).toBe(first)
  await expect(panel.fact('Again')).toHaveCount(0)
})

test('the payload is edited as JSON, mistakes are shown in place, and it is dispatched', async ({
  shop,
  panel,
}) => {
  const { actions } = panel
  await actions.edit()
  await expect
    .poll(async () => JSON.parse(await actions.json.inputValue()) as unknown)
    .toEqual({
      sku: 'lamp',
      quantity: 1,
    })
  await actions.json.fill('{\n  "sku": "mug",\n  quantity: 3\n}')
  await expect(actions.json).toHaveAttribute('aria-invalid', 'true')
  await expect(actions.json).toHaveAccessibleDescription(/^Line 3, column 3: this is no value of JSON/)
  await expect(actions.send).toBeDisabled()
  await actions.json.press('Control+Enter')
  await expect(actions.editor).toBeVisible()

  await actions.json.fill('{ "sku": "mug", "quantity": 3 }')
  await expect(actions.json).toHaveAttribute('aria-invalid', 'false')
  await expect(actions.json).toHaveAccessibleDescription('')
  await actions.send.click()
  await expect(actions.editor).toBeHidden()
  await expect(shop.cart(4)).toBeVisible()
  await expect(shop.messages).toContainText('Stoneware mug')
  await expect(panel.title).toHaveText('cart.item_added')
  await expect(panel.line('sku: "mug"')).toBeVisible()
  await expect(panel.line('quantity: 3')).toBeVisible()
  await panel.expectRowCount(2)
})

test('a dispatch is copied as JSON, as a call and as a test', async ({ panel, page, context, baseURL }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: baseURL ?? '' })
  await panel.actions.copyAs('JSON')
  await expect.poll(() => clipboard(page)).toContain('"event": "cart.item_added"')
  expect(JSON.parse(await clipboard(page))).toMatchObject({
    event: 'cart.item_added',
    bus: 'shop',
    payload: { sku: 'lamp', quantity: 1 },
    errors: [],
  })

  await panel.actions.copyAs('a call')
  await expect
    .poll(() => clipboard(page))
    .toMatch(/^bus\.dispatch\('cart\.item_added', \{\s*sku: 'lamp',\s*quantity: 1,?\s*\}\)$/)

  await panel.actions.copyAs('a test')
  await expect.poll(() => clipboard(page)).toContain("it('cart.item_added settles without errors'")
  expect(await clipboard(page)).toContain('expect(handle.errors).toEqual([])')
})

test('changes are discarded only by who says so', async ({ panel, page }) => {
  const { actions } = panel
  await actions.edit()
  await expect(actions.json).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(actions.editor).toBeHidden()

  await actions.edit()
  await actions.json.fill('{ "sku": "mug" }')
  await page.keyboard.press('Escape')
  await expect(actions.editor).toContainText('Discard the changes?')
  await actions.editor.getByRole('button', { name: 'Keep editing' }).click()
  await expect(actions.json).toBeFocused()
  await expect(actions.json).toHaveValue('{ "sku": "mug" }')

  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await expect(actions.editor).toBeHidden()
  await actions.edit()
  await expect(actions.json).not.toHaveValue('{ "sku": "mug" }')
})

test('what was left out of the recording is not dispatched again unseen', async ({ shop, panel }) => {
  await panel.settings.open()
  await panel.settings.enter('Left out of payloads', 'sku')
  await panel.settings.close()
  await shop.add()
  await expect(shop.cart(2)).toBeVisible()
  await panel.row('cart.item_added').last().click()
  await panel.actions.again.click()
  await expect(panel.actions.notice).toContainText('sku (redacted)')
  await expect(panel.actions.json).toHaveValue('{\n  "quantity": 1\n}')
  await panel.expectRowCount(2)
})
