import { expect, test } from './support/journey.ts'

test('a listener that never settles is shown waiting when all else has settled', async ({
  shop,
  panel,
  page,
}) => {
  await shop.open()
  await shop.fillCheckout('working')
  await shop.pay.click()
  await expect(page.getByRole('list', { name: 'Progress' })).toContainText('Sent to ada@example.com')
  await panel.expectStat('waiting', 1)

  await panel.filter.fill('loyalty points')
  const row = panel.row('order.placed')
  await panel.expectRowCount(1)
  await expect(panel.cell(row, 'Wait')).toHaveText('waiting')
  await expect(panel.cell(row, 'Status')).toHaveText('waiting')

  await row.click()
  await panel.tab('Runs').click()
  await expect(panel.run('loyalty points')).toHaveAccessibleName(/^loyalty points: waiting/)
  await expect(panel.run('loyalty points')).toContainText('waiting')
  await expect(panel.run('send receipt')).toHaveAccessibleName(/^send receipt: ok, .*wait/)
  await expect(panel.runs.getByRole('listitem', { name: /: waiting/ })).toHaveCount(1)

  const before = (await panel.fact('Wait').textContent()) ?? ''
  expect(before).toMatch(/^waiting for [\d.]+ (ms|s)$/)
  await expect(panel.fact('Wait')).not.toHaveText(before)
  await expect(panel.fact('Wait')).toHaveText(/^waiting for /)
  expect(await panel.stat('waiting')).toBe(1)
})
