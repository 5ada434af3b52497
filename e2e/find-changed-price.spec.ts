import { expect, test } from './support/journey.ts'

test('find which listener changed the price', async ({ shop, panel }) => {
  await shop.open()
  // Else a machine that is busy may have no time to look at each.
  await panel.settings.set('Changed payloads', 'on')
  await shop.run('Changed price')

  await panel.filter.fill('checkout.quoted')
  await expect(panel.row('checkout.quoted')).toHaveCount(3)
  await panel.row('checkout.quoted').first().click()
  const { mutations } = panel.actions
  await expect(mutations).toContainText(/member discount changed total from \d+ to \d+/)
  const text = (await mutations.textContent()) ?? ''
  const [before, after] = [...text.matchAll(/(?:from|to) (\d+)/g)].map(([, number]) => Number(number))
  expect(after).toBe(Math.round((before ?? 0) * 0.9))
  await expect(panel.line(`total: ${before}`)).toBeVisible()

  await panel.tab('Cause').click()
  await expect(panel.cause.item('tax.computed', 'tax')).toHaveCount(1)
  await panel.cause.item('price.shown', 'price label').click()
  await expect(panel.title).toHaveText('price.shown')
  await panel.tab('Payload').click()
  await expect(panel.line(`text: "$${((after ?? 0) / 100).toFixed(2)}"`)).toBeVisible()
  await expect(mutations).toBeHidden()
})
