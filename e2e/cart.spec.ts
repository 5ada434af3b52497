import { expect, test } from './support/journey.ts'

const LISTENERS = ['cart', 'badge', 'totals', 'toast', 'analytics']

test('adding to the cart shows the event with its listeners, their times and the payload', async ({
  shop,
  panel,
}) => {
  await shop.open()
  await shop.add()
  await expect(shop.cart(1)).toBeVisible()

  const row = panel.row('cart.item_added')
  await expect(row).toHaveCount(1)
  await expect(panel.cell(row, 'Listeners')).toHaveText(String(LISTENERS.length))
  await expect(panel.cell(row, 'Source')).toHaveText('shop')
  await expect(panel.cell(row, 'Sync')).toHaveText(/ms$/)
  await expect(panel.cell(row, 'Status')).toHaveText('ok')

  await row.click()
  await expect(row).toHaveAttribute('aria-selected', 'true')
  await expect(panel.title).toHaveText('cart.item_added')
  await expect(panel.line('sku: "lamp"')).toBeVisible()
  await expect(panel.line('quantity: 1')).toBeVisible()

  await panel.tab('Runs').click()
  const runs = panel.runs.getByRole('listitem')
  await expect(runs).toHaveCount(LISTENERS.length)
  for (const [place, listener] of LISTENERS.entries()) {
    await expect(runs.nth(place)).toContainText(listener)
    await expect(runs.nth(place)).toHaveText(/\d ms/)
  }
  await expect(panel.run('analytics')).toHaveText(/ms \+ \d+(\.\d)? ms/)
})

test('the toast that a listener shows has the event as its parent', async ({ shop, panel }) => {
  await shop.open()
  await shop.add()
  await panel.select('toast.shown')
  await panel.parentLink('cart.item_added').click()
  await expect(panel.title).toHaveText('cart.item_added')
})

test('values and paths of the payload can be copied', async ({ shop, panel, page, context, baseURL }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: baseURL ?? '' })
  const clipboard = (): Promise<string> => page.evaluate(() => navigator.clipboard.readText())
  await shop.open()
  await shop.add()
  await panel.row('cart.item_added').click()

  const line = panel.line('sku: "lamp"')
  const said = panel.details.getByRole('tabpanel', { name: 'Payload' }).getByRole('status')
  await line.hover()
  await line.getByRole('button', { name: 'Copy value of sku' }).click()
  await expect(said).toHaveText('Copied value')
  await expect.poll(clipboard).toBe('lamp')

  await line.getByRole('button', { name: 'Copy path of sku' }).click()
  await expect(said).toHaveText('Copied path')
  await expect.poll(clipboard).toBe('sku')

  await panel.details.getByRole('button', { name: 'Copy all' }).click()
  await expect
    .poll(async () => JSON.parse(await clipboard()) as unknown)
    .toEqual({ sku: 'lamp', quantity: 1 })
})
