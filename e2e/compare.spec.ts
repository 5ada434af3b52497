import { expect, test } from './support/journey.ts'

test.beforeEach(({ shop }) => shop.open())

test('a payload is compared with the one before of the same name', async ({ shop, panel }) => {
  await shop.add('Brass desk lamp')
  await shop.add('Stoneware mug')
  await panel.filter.fill('cart.item_added')
  await panel.expectRowCount(2)
  await panel.rows.first().click()
  const first = await panel.selectedId()
  await panel.actions.compare.click()
  await expect(panel.details).toContainText('Nothing to compare with')

  await panel.rows.last().click()
  await expect(panel.actions.changesSince(first)).toBeVisible()
  await expect(panel.actions.change('sku')).toContainText(/"lamp"\s*"mug"/)
  await expect(panel.actions.change('quantity')).toHaveCount(0)

  await panel.details.getByRole('tab', { name: 'Runs' }).click()
  await panel.details.getByRole('tab', { name: 'Payload' }).click()
  await expect(panel.actions.changesSince(first)).toBeVisible()
})

test('a payload is compared with any dispatch that is pinned', async ({ shop, panel }) => {
  await shop.add('Brass desk lamp')
  await shop.add('Stoneware mug')
  await shop.add('Stoneware mug')
  await panel.filter.fill('cart.item_added')
  await panel.expectRowCount(3)
  await panel.rows.first().click()
  const first = await panel.selectedId()
  await panel.actions.compare.click()
  await panel.actions.pin.click()

  await panel.rows.last().click()
  await expect(panel.details).toContainText('Pinned')
  await expect(panel.actions.changesSince(first)).toBeVisible()
  await expect(panel.actions.change('sku')).toContainText(/"lamp"\s*"mug"/)

  await panel.details.getByRole('button', { name: `Unpin ${first}` }).click()
  await expect(panel.details).toContainText('The same payload as')
  await expect(panel.details.getByText('Previous', { exact: true })).toBeVisible()
})
