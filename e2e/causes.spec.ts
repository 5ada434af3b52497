import { placeIn } from './pages/causes.ts'
import { expect, test } from './support/journey.ts'

test('why a receipt was sent: the whole chain with who made each dispatch', async ({ shop, panel, page }) => {
  await shop.open()
  await shop.run('Shopping trip')
  await panel.select('receipt.sent')
  await panel.tab('Cause').click()
  const { cause } = panel
  const chain = [
    ['checkout.submitted', undefined],
    ['checkout.paid', 'charge card'],
    ['order.placed', 'place order'],
    ['receipt.sent', 'send receipt'],
  ] as const
  for (const [at, [event, by]] of chain.entries()) {
    await expect(cause.item(event, by)).toHaveAttribute('aria-level', String(at + 1))
  }
  await expect(cause.item('receipt.sent')).toHaveAttribute('aria-selected', 'true')
  await expect(cause.item('stock.reserved', 'reserve stock')).toHaveAttribute('aria-level', '2')
  await expect(cause.item('page.opened', 'order page')).toHaveAttribute('aria-level', '4')
  // Loyalty points never answers.
  await expect(cause.panel).toContainText('so far')

  await cause.item('order.placed').click()
  await expect(panel.title).toHaveText('order.placed')
  await expect(cause.item('order.placed')).toHaveAttribute('aria-selected', 'true')

  await cause.tree.focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('Enter')
  await expect(panel.title).toHaveText('checkout.submitted')
  await expect(panel.fact('Parent')).toHaveText('none')
  await page.keyboard.press('ArrowLeft')
  await expect(cause.tree.getByRole('treeitem')).toHaveCount(1)
  await page.keyboard.press('ArrowRight')
  await expect(cause.item('receipt.sent')).toBeVisible()
})

test('an endless loop is named, with who goes round in it and where it began', async ({ shop, panel }) => {
  await shop.open()
  await shop.run('Endless loop')
  await panel.query.chip('Errors').click()
  await panel.expectRowCount(1)
  await panel.rows.first().click()
  await panel.tab('Cause').click()
  const { loop } = panel.cause
  await expect(loop).toContainText(
    'An endless loop: currency.changed → prices.changed → currency.changed, 250 times, until the bus refused to go deeper',
  )
  await expect(loop).toContainText('through convert prices and sync currency')
  await expect(panel.fact('Parent')).not.toHaveText('none')
  await loop.getByRole('button', { name: 'Where it began' }).click()
  await expect(panel.title).toHaveText('currency.changed')
  await expect(panel.fact('Parent')).toHaveText('none')
  await expect(loop).toBeVisible()
})

test('a chain that ends by itself is no loop', async ({ shop, panel }) => {
  await shop.open()
  await shop.add()
  await panel.select('toast.shown')
  await panel.tab('Cause').click()
  await expect(panel.cause.item('toast.shown', 'toast')).toHaveAttribute('aria-level', '2')
  await expect(panel.cause.loop).toBeHidden()
})

test.describe('on a site', () => {
  // It has no editor to open a place in, and says so when it is asked.
  test.use({ expectedErrors: [/__open-in-editor\?.* 404$|status of 404/] })

  test('where a dispatch was made and its listeners were registered, with what is not our own folded', async ({
    shop,
    panel,
    page,
    context,
    baseURL,
  }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: baseURL ?? '' })
    await shop.open()
    await shop.add('Stoneware mug')
    await panel.select('cart.item_added')
    await panel.tab('Stack').click()
    const { stack } = panel
    await expect(stack.dispatchedAt).toContainText('Where events are dispatched is not captured')
    await expect(placeIn(stack.registration('badge'), 'app/demo/listeners/cart.ts')).toBeVisible()
    await expect(placeIn(stack.registration('analytics'), 'app/demo/listeners/analytics.ts')).toBeVisible()

    await stack.dispatchedAt.getByRole('button', { name: 'Capture from now on' }).click()
    await shop.add('Brass desk lamp')
    await panel.filter.fill('payload.sku=lamp')
    await panel.row('cart.item_added').click()
    const frames = stack.dispatchedAt.getByRole('list', { name: 'Frames of the dispatch' })
    await expect(frames).toHaveAttribute('aria-busy', 'false')
    const place = placeIn(frames, 'app/demo/ui/catalogue.tsx')
    await expect(place).toHaveCount(1)
    const fold = frames.getByRole('button', { name: /frames? of node_modules/ }).first()
    await expect(fold).toHaveAttribute('aria-expanded', 'false')
    const shown = await frames.getByRole('listitem').count()
    await fold.click()
    await expect(fold).toHaveAttribute('aria-expanded', 'true')
    expect(await frames.getByRole('listitem').count()).toBeGreaterThan(shown)

    // Without a dev server, there is no editor to open it in.
    await place.click()
    await expect
      .poll(() => page.evaluate(() => navigator.clipboard.readText()))
      .toMatch(/^app\/demo\/ui\/catalogue\.tsx:\d+:\d+$/)
  })
})
