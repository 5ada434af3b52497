import { expect, test } from './support/journey.ts'

test.beforeEach(({ shop }) => shop.open())

test('a query asks for names, listeners, durations and payloads, and all of them together', async ({
  shop,
  panel,
}) => {
  await shop.run('Slow checkout')
  const finds = async (query: string, events: readonly string[]): Promise<void> => {
    await panel.filter.fill(query)
    await panel.expectRowCount(events.length)
    for (const event of new Set(events)) {
      await expect(panel.row(event)).toHaveCount(events.filter((one) => one === event).length)
    }
  }
  await finds('name:cart.*', ['cart.item_added', 'cart.item_added'])
  await finds('name:cart.* -payload.sku=mug', ['cart.item_added'])
  await finds('name:cart.* payload.sku=mug', ['cart.item_added'])
  await finds('listener:"charge card" wait>=200', ['checkout.submitted'])
  await finds('sync>150ms', ['checkout.submitted'])
  await finds('payload.total>100 (name:order.* OR name:checkout.paid)', ['checkout.paid', 'order.placed'])
  await finds('status:waiting bus:shop', ['order.placed'])
  await finds('name:stock.* parent:none', [])
  await finds('NAME:coupon.applied after:0s before:10m', ['coupon.applied'])
})

test('a broken query says where and what, and the last good result stays', async ({ shop, panel }) => {
  await shop.add()
  await shop.goTo('Cart')
  await panel.filter.fill('status:ok name:cart.*')
  await panel.expectRowCount(1)

  await panel.filter.fill('status:faild name:cart.*')
  await expect(panel.filter).toHaveAttribute('aria-invalid', 'true')
  await expect(panel.query.problem).toContainText('status is one of ok, failed, waiting, not faild')
  await expect(panel.query.problem).toContainText('Showing results of status:ok name:cart.*')
  await expect(panel.filter).toHaveAccessibleDescription(/not faild/)
  await panel.expectRowCount(1)
  await shop.goTo('Shop')
  await shop.add()
  await panel.expectRowCount(2)

  await panel.filter.fill('status:ok (name:cart.*')
  await expect(panel.query.problem).toBeVisible()
  await panel.expectRowCount(2)
  await panel.filter.fill('status:ok name:page.*')
  await expect(panel.filter).toHaveAttribute('aria-invalid', 'false')
  await expect(panel.query.problem).toBeHidden()
  await panel.expectRowCount(2)
  await expect(panel.row('page.opened')).toHaveCount(2)
})

test('fields, their values, events and listeners are completed by the keyboard', async ({
  shop,
  panel,
  page,
}) => {
  await shop.run('Slow checkout')
  const { query } = panel
  await panel.filter.focus()
  await page.keyboard.type('list')
  await query.takeFirst(query.completions, 'listener')
  await expect(panel.filter).toHaveValue('listener:')
  await expect(query.suggestion(query.completions, 'charge card')).toBeVisible()
  await page.keyboard.type('loy')
  await query.takeFirst(query.completions, 'loyalty points', 'Tab')
  await expect(panel.filter).toHaveValue('listener:"loyalty points"')
  await expect(panel.filter).toBeFocused()
  await expect(query.completions).toBeHidden()
  await panel.expectRowCount(1)
  await expect(panel.row('order.placed')).toHaveCount(1)

  await page.keyboard.type(' name:rec')
  await query.takeFirst(query.completions, 'receipt.sent')
  await expect(panel.filter).toHaveValue('listener:"loyalty points" name:receipt.sent')
  await panel.expectRowCount(0)

  await page.keyboard.press('Escape')
  await expect(panel.filter).toHaveValue('')
  await page.keyboard.type('placed')
  await expect(query.suggestion(query.completions, 'order.placed')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(query.completions).toBeHidden()
  await expect(panel.filter).toHaveValue('placed')
  await page.keyboard.press('Enter')
  await expect(panel.grid).toBeFocused()
  await panel.expectRowCount(1)
})

test('the last queries are offered again, also after a reload', async ({ shop, panel, page }) => {
  await shop.add()
  for (const text of ['name:cart.*', 'status:ok sync>=0']) {
    await panel.filter.fill(text)
    await panel.filter.press('Enter')
    await expect(panel.grid).toBeFocused()
  }
  await page.reload()
  await shop.add()
  await expect(panel.filter).toHaveValue('')
  await panel.filter.focus()
  await page.keyboard.press('ArrowDown')
  const { recent } = panel.query
  await expect(recent.getByRole('option')).toHaveText(['status:ok sync>=0', 'name:cart.*'])
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  const last = panel.query.suggestion(recent, 'name:cart.*')
  await expect(panel.filter).toHaveAttribute('aria-activedescendant', (await last.getAttribute('id')) ?? '')
  await page.keyboard.press('Enter')
  await expect(panel.filter).toHaveValue('name:cart.*')
  await panel.expectRowCount(1)
})

test('chips show what failed, waits or is slow, alone or together', async ({ shop, panel }) => {
  await shop.run('Shopping trip')
  await shop.run('Slow listener')
  await shop.run('Double wiring')
  const { query } = panel
  await query.chip('Slow').click()
  await expect(query.chip('Slow')).toHaveAttribute('aria-pressed', 'true')
  await expect(panel.row('scenario.slow')).toHaveCount(1)
  await query.chip('Slow').click()
  await expect(panel.filter).toHaveValue('')
  await expect(query.chip('Slow')).toHaveAttribute('aria-pressed', 'false')

  await query.chip('Errors').click()
  await expect(panel.filter).toHaveValue('status:failed')
  await expect(panel.row('wishlist.changed')).toHaveCount(5)
  await expect(panel.row('order.placed')).toHaveCount(0)
  await query.chip('Waiting').click()
  await expect(panel.filter).toHaveValue('status:failed|waiting')
  await expect(panel.row('order.placed')).toHaveCount(1)
  await query.chip('Errors').click()
  await expect(panel.filter).toHaveValue('status:waiting')
  await panel.expectRowCount(1)

  await panel.filter.fill('name:wishlist.* status:failed')
  await expect(query.chip('Errors')).toHaveAttribute('aria-pressed', 'true')
  await query.chip('Errors').click()
  await expect(panel.filter).toHaveValue('name:wishlist.*')
})

test('a cell, a payload value and a fact offer to show only what has them, or to hide it', async ({
  shop,
  panel,
}) => {
  await shop.add('Brass desk lamp')
  await shop.add('Stoneware mug')
  await shop.goTo('Cart')
  await expect(panel.row('page.opened')).toHaveCount(1)
  const { query } = panel
  await panel.cell(panel.row('cart.item_added').first(), 'Event').click({ button: 'right' })
  await query.showOnly('name=cart.item_added')
  await expect(panel.filter).toHaveValue('name=cart.item_added')
  await panel.expectRowCount(2)

  await panel.row('cart.item_added').last().click()
  await panel.line('sku: "mug"').hover()
  await panel.line('sku: "mug"').getByRole('button', { name: 'Filter by sku' }).click()
  await query.hide('payload.sku=mug')
  await expect(panel.filter).toHaveValue('name=cart.item_added -payload.sku=mug')
  await panel.expectRowCount(1)

  await panel.filter.fill('')
  await panel.row('page.opened').click()
  await panel.fact('Status').getByRole('button').click()
  await expect(query.valueMenu).toBeVisible()
  await panel.page.keyboard.press('Escape')
  await expect(query.valueMenu).toBeHidden()
  await panel.title.getByRole('button').click()
  await query.hide('name=page.opened')
  await expect(panel.filter).toHaveValue('-name=page.opened')
  await expect(panel.row('page.opened')).toHaveCount(0)
  await expect(panel.row('cart.item_added')).toHaveCount(2)
})

test('what can not be understood yet is not lost by a click', async ({ shop, panel }) => {
  await shop.add()
  const { query } = panel
  await panel.filter.fill('status:faild name:cart.*')
  await expect(query.chip('Errors')).toBeDisabled()
  await panel.cell(panel.row('cart.item_added'), 'Event').click({ button: 'right' })
  await expect(query.valueMenu).toContainText('mend or clear it first')
  await expect(query.valueMenu.getByRole('menuitem', { name: /^Hide/ })).toHaveAttribute(
    'aria-disabled',
    'true',
  )
  await panel.page.keyboard.press('Escape')
  await expect(panel.filter).toHaveValue('status:faild name:cart.*')
  await panel.filter.fill('name:cart.*')
  await expect(query.chip('Errors')).toBeEnabled()
})
