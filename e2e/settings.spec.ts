import { expect, test } from './support/journey.ts'

const BURST = 10_000
const KEPT = 1_000

test.beforeEach(({ shop }) => shop.open())

test('settings are kept over a reload, and reset', async ({ shop, panel, page }) => {
  const { settings } = panel
  const density = (): Promise<string | null> => panel.region.getAttribute('data-density')
  await shop.add()
  const compact = (await panel.rows.first().boundingBox())?.height ?? Number.NaN
  await settings.open()
  await settings.choose('Density', 'comfortable')
  await settings.choose('Stacks', 'on')
  await settings.enter('Slow from', '50')
  await settings.enter('Capacity', '5000')
  await settings.toggle('Source').click()
  await settings.close()
  await expect(panel.header('Source')).toHaveCount(0)
  await expect(panel.status).toContainText('stacks on')

  await page.reload()
  await shop.add()
  await expect.poll(async () => (await panel.rows.first().boundingBox())?.height).toBeGreaterThan(compact)
  await expect(panel.header('Time')).toHaveCount(1)
  await expect(panel.header('Source')).toHaveCount(0)
  await expect(panel.status).toContainText('stacks on')
  await settings.open()
  await expect(settings.choice('Density', 'comfortable')).toHaveAttribute('aria-pressed', 'true')
  await expect(settings.text('Slow from')).toHaveValue('50')
  await expect(settings.text('Capacity')).toHaveValue('5\u202f000')
  await expect(settings.toggle('Source')).toHaveAttribute('aria-checked', 'false')

  await settings.reset.click()
  await expect(settings.choice('Density', 'compact')).toHaveAttribute('aria-pressed', 'true')
  await expect(settings.text('Slow from')).toHaveValue('16')
  await expect(settings.text('Capacity')).toHaveValue('100\u202f000')
  await expect(settings.choice('Stacks', 'listeners')).toHaveAttribute('aria-pressed', 'true')
  await settings.close()
  await expect(panel.header('Source')).toHaveCount(1)
  await expect.poll(density).toBe('compact')
  await page.reload()
  await expect(panel.header('Source')).toHaveCount(1)
  await expect(panel.status).toContainText('stacks listeners')
})

test('a smaller capacity drops the oldest at once, and says so', async ({ shop, panel, page }) => {
  await shop.run('Burst of 10 000 events')
  // The pointer is over a product, and leaving that is an event too.
  await panel.record.click()
  await expect(panel.status).toContainText('Paused')
  const total = await panel.stat('retained')
  expect(total).toBeGreaterThan(BURST)
  await panel.settings.open()
  await panel.settings.enter('Capacity', String(KEPT))
  await expect(panel.settings.note).toContainText('will be dropped')
  await panel.expectStat('retained', total)
  await panel.settings.agree.click()
  await panel.settings.close()
  await panel.expectStat('retained', KEPT)
  await panel.expectStat('dropped', total - KEPT)
  await panel.expectRowCount(KEPT)
  await panel.grid.focus()
  await page.keyboard.press('Home')
  await expect(panel.title).toHaveText('scenario.burst')
  // One event came before the burst.
  await expect(panel.line(`index: ${total - KEPT - 1}`)).toBeVisible()
})

test('what is left out of payloads is not in those recorded from then on', async ({ shop, panel }) => {
  await shop.add()
  await panel.settings.open()
  await panel.settings.enter('Left out of payloads', 'sku')
  await panel.settings.close()
  await shop.add()
  await expect(shop.cart(2)).toBeVisible()
  await panel.filter.fill('cart.item_added')
  await panel.expectRowCount(2)
  await panel.rows.last().click()
  await expect(panel.line('quantity: 1')).toBeVisible()
  await expect(panel.payload).not.toContainText('lamp')
  await panel.filter.fill('name:cart.item_added payload.sku=lamp')
  await panel.expectRowCount(1)
})

test('what is typed is in force with Enter, and as the dialog closes', async ({ shop, panel, page }) => {
  const { settings } = panel
  await shop.add()
  await settings.open()
  await expect(settings.text('Capacity')).toBeFocused()
  await settings.text('Slow from').fill('50')
  await settings.text('Slow from').press('Enter')
  await settings.text('Left out of payloads').fill('sku')
  await page.keyboard.press('Escape')
  await expect(settings.dialog).toBeHidden()
  await settings.open()
  await expect(settings.text('Slow from')).toHaveValue('50')
  await expect(settings.text('Left out of payloads')).toHaveValue('sku')
})

test('a key that would leave nothing out is refused in place, and given up by closing twice', async ({
  panel,
  page,
}) => {
  const { settings } = panel
  await settings.open()
  await settings.text('Left out of payloads').fill('items[0].price')
  await settings.dialog.getByRole('button', { name: 'Close settings' }).click()
  await expect(settings.note).toContainText('indexes stand between dots')
  await expect(settings.text('Left out of payloads')).toHaveAttribute('aria-invalid', 'true')
  await expect(settings.text('Left out of payloads')).toBeFocused()
  await expect(settings.text('Left out of payloads')).toHaveAccessibleDescription(/indexes stand/)
  await page.keyboard.press('Escape')
  await expect(settings.dialog).toBeHidden()
  await settings.open()
  await expect(settings.text('Left out of payloads')).toHaveValue('')
})
