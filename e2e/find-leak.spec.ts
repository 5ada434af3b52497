import { placeIn } from './pages/causes.ts'
import { expect, test } from './support/journey.ts'

/** Product pages that the scenario visits: each leaves one listener behind. */
const VISITS = 6

test('find the listener that leaks', async ({ shop, panel }) => {
  await shop.open()
  const { listeners } = panel
  await listeners.open()
  await listeners.filter.fill('leaking')
  await expect(panel.region.getByText('No listener matches')).toBeVisible()

  await shop.run('Leaking listener')
  await expect(listeners.grid).toHaveAttribute('aria-rowcount', String(VISITS + 1))
  await expect(listeners.row('recently viewed')).toHaveCount(VISITS)
  await listeners.cell(listeners.rows.first(), 'Listener').click()
  await expect(listeners.fact('Event')).toHaveText('cart.item_added')
  await expect(listeners.marks).toContainText(
    /leaking 6 living registrations from .+, added at 6 moments, none known to be removed/,
  )
  await expect(placeIn(listeners.details, 'app/demo/bugs/leaking-listener.ts').first()).toBeVisible()

  await shop.run('Leaking listener')
  await expect(listeners.grid).toHaveAttribute('aria-rowcount', String(2 * VISITS + 1))
  await expect(listeners.marks).toContainText(/leaking 12 living registrations/)
})

test('listeners that are registered twice, never called or always fail are marked, and why', async ({
  shop,
  panel,
}) => {
  await shop.open()
  await shop.run('Double wiring')
  const { listeners } = panel
  await listeners.open()

  await listeners.filter.fill('duplicate')
  await expect(listeners.row('wishlist badge')).toHaveCount(2)
  await expect(listeners.rows).toHaveCount(2)
  await listeners.select('wishlist badge')
  await expect(listeners.marks).toContainText(/duplicate registered 2 times for wishlist\.changed from /)

  await listeners.select('price alert')
  await expect(listeners.fact('Calls')).toHaveText('0')
  await expect(listeners.marks).toContainText('never called is registered since')

  await listeners.select('legacy tracker')
  await expect(listeners.fact('Errors')).toHaveText('5')
  await expect(listeners.marks).toContainText('always failing')
  await expect(listeners.details).toContainText('legacyTracker is not defined')

  await listeners.select('wishlist sync')
  await expect(listeners.fact('Errors')).toHaveText('2')
  await expect(listeners.marks).toBeHidden()

  await listeners.button('Marked only').click()
  await expect(listeners.rows).toHaveCount(0)
  await listeners.filter.fill('')
  await expect(listeners.row('legacy tracker')).toHaveCount(1)
})

test('from a listener to its dispatches', async ({ shop, panel }) => {
  await shop.open()
  await shop.run('Double wiring')
  await panel.listeners.open()
  await panel.listeners.select('legacy tracker')
  await panel.listeners.details.getByRole('button', { name: 'Show its dispatches' }).click()
  await expect(panel.filter).toHaveValue('listener="legacy tracker" name=wishlist.changed')
  await panel.expectRowCount(5)
})
