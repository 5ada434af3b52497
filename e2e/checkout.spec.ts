import { expect, test } from './support/journey.ts'

test('a payment is seen waiting, and then settled with the time it waited', async ({ shop, panel }) => {
  await shop.slowBank()
  await shop.open()
  await shop.fillCheckout('working')
  await panel.select('cart.item_added')
  await panel.tab('Runs').click()
  await panel.filter.fill('checkout.submitted')
  await panel.expectRowCount(0)

  await shop.pay.click()
  const row = panel.row('checkout.submitted')
  await expect(panel.cell(row, 'Status')).toHaveText('waiting')
  await expect(panel.cell(row, 'Wait')).toHaveText('waiting')
  await row.click()
  await expect(panel.fact('Status')).toHaveText('waiting')
  await expect(panel.run('charge card')).toHaveAccessibleName(/^charge card: waiting/)
  const waited = async (): Promise<number> => {
    const text = (await panel.fact('Wait').textContent()) ?? ''
    const [, amount, unit] = /^waiting for ([\d.]+) (ms|s)$/.exec(text) ?? []
    return Number(amount) * (unit === 's' ? 1_000 : 1)
  }
  const before = await waited()
  await expect.poll(waited).toBeGreaterThan(before)

  await expect(panel.cell(row, 'Status')).toHaveText('ok')
  await expect(panel.cell(row, 'Wait')).toHaveText(/^[\d.]+ (ms|s)$/)
  await expect(panel.fact('Wait')).toHaveText(/^[\d.]+ (ms|s)$/)
  await expect(panel.run('charge card')).toHaveAccessibleName(/^charge card: ok, .*wait [\d.]+ (ms|s)$/)
})

test('from the receipt back to the payment by the parents', async ({ shop, panel, page }) => {
  await shop.open()
  await shop.fillCheckout('working')
  await shop.pay.click()
  await expect(page.getByRole('list', { name: 'Progress' })).toContainText('Sent to ada@example.com')

  await panel.select('receipt.sent')
  for (const parent of ['order.placed', 'checkout.paid', 'checkout.submitted']) {
    await panel.parentLink(parent).click()
    await expect(panel.title).toHaveText(parent)
  }
  await expect(panel.fact('Parent')).toHaveText('none')
  await panel.filter.fill('checkout.submitted')
  await expect(panel.row('checkout.submitted')).toHaveAttribute('aria-selected', 'true')
})

test('the card number is not in the recording', async ({ shop, panel }) => {
  await shop.open()
  await shop.fillCheckout('working')
  await shop.pay.click()
  await panel.select('checkout.submitted')
  await expect(panel.payload.getByRole('treeitem', { name: /^name: / })).toContainText('Ada Lovelace')
  await expect(panel.payload.getByRole('treeitem', { name: /^cardNumber: / })).not.toContainText('4242')

  // The receipt names the last digits, nothing else has any.
  await panel.filter.fill('4242')
  await expect(panel.row('checkout.paid')).toHaveCount(1)
  await panel.expectRowCount(1)
})
