import { expect, test } from './support/journey.ts'

test('a declined card shows who failed, why and where, and can be found by it', async ({
  shop,
  panel,
  page,
}) => {
  await shop.open()
  await shop.fillCheckout('declined')
  await shop.pay.click()
  await expect(page.getByRole('alert')).toHaveText('Card declined: insufficient funds')

  await panel.filter.fill('insufficient')
  const row = panel.row('checkout.submitted')
  await expect(panel.cell(row, 'Status')).toHaveText('failed (1)')
  await expect(panel.row('checkout.declined')).toHaveCount(1)
  await panel.expectRowCount(2)
  await panel.expectStat('errors', 1)

  await row.click()
  await panel.tab('Runs').click()
  await expect(panel.fact('Status')).toHaveText('failed (1)')
  await expect(panel.run('charge card')).toHaveAccessibleName(/^charge card: failed/)
  await expect(panel.run('reserve stock')).toHaveAccessibleName(/^reserve stock: ok/)
  const error = panel.failure('charge card')
  await expect(error).toContainText('Card declined: insufficient funds')
  const stack = error.getByText(/insufficient funds\s+at .+\.js:\d+:\d+/)
  await expect(stack).toBeHidden()
  await error.getByText('Stack', { exact: true }).click()
  await expect(stack).toBeVisible()
})
