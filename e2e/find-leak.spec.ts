import { placeIn } from './pages/causes.ts'
import { expect, test } from './support/journey.ts'

/** Product pages that the scenario visits: each leaves one listener behind. */
const VISITS = 6
const LEAK = 'app/demo/bugs/leaking-listener.ts'

test('find the listener that leaks', async ({ shop, panel, page }) => {
  await shop.open()
  const { listeners } = panel
  await listeners.open()
  await listeners.filter.fill('leaking')
  await expect(panel.region.getByText('No listener matches')).toBeVisible()

  await shop.run('Leaking listener')
  await expect(listeners.rows).toHaveCount(1)
  const group = listeners.row('recently viewed')
  await expect(listeners.cell(group, 'Listener')).toContainText(`×${VISITS}`)
  await expect(placeIn(listeners.cell(group, 'Registered at'), LEAK)).toBeVisible()
  await group.getByText('recently viewed', { exact: true }).click()
  await expect(listeners.fact('Registrations')).toHaveText(String(VISITS))
  await expect(listeners.fact('Event')).toHaveText('cart.item_added')
  await expect(listeners.marks).toContainText(
    /leaking 6 living registrations from .+, added at 6 moments, none known to be removed/,
  )
  await expect(placeIn(listeners.marks, LEAK)).toBeVisible()
  const frames = listeners.details.getByRole('list', { name: 'Frames of the registration' })
  await expect(placeIn(frames, LEAK).first()).toBeVisible()

  await listeners.group('recently viewed').click()
  await expect(listeners.rows).toHaveCount(VISITS + 1)
  await listeners.grid.focus()
  await page.keyboard.press('ArrowDown')
  await expect(listeners.fact('Registrations')).toBeHidden()
  await page.keyboard.press('ArrowLeft')
  await expect(listeners.fact('Registrations')).toHaveText(String(VISITS))
  await page.keyboard.press('ArrowLeft')
  await expect(listeners.rows).toHaveCount(1)
  await listeners.button('Group alike').click()
  await expect(listeners.rows).toHaveCount(VISITS)
  await listeners.button('Group alike').click()

  await shop.run('Leaking listener')
  await expect(listeners.cell(group, 'Listener')).toContainText(`×${2 * VISITS}`)
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
  await expect(listeners.rows).toHaveCount(1)
  await expect(listeners.cell(listeners.row('wishlist badge'), 'Listener')).toContainText('×2')
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

test('with a filter, listeners are counted by the dispatches that match it', async ({ shop, panel }) => {
  await shop.open()
  await shop.run('Double wiring')
  const { listeners } = panel
  await listeners.open()
  await listeners.filter.fill('legacy tracker')
  const tracker = listeners.row('legacy tracker')
  await expect(listeners.cell(tracker, 'Calls')).toHaveText('5')
  await expect(listeners.counting).toBeHidden()
  await panel.filter.fill('name=page.opened')
  await expect(listeners.counting).toContainText(
    /^Counting only dispatches that match the filter · \d+ of \d+/,
  )
  await expect(tracker).toHaveCount(0)
  await listeners.counting.getByRole('button', { name: 'Show the others' }).click()
  await expect(listeners.cell(tracker, 'Calls')).toHaveText('0')
  await panel.filter.fill('')
  await expect(listeners.cell(tracker, 'Calls')).toHaveText('5')
  await expect(listeners.counting).toBeHidden()
})

test('a cell of the listeners offers to show only what has its value', async ({ shop, panel, page }) => {
  await shop.open()
  await shop.run('Double wiring')
  const { listeners } = panel
  await listeners.open()
  await listeners.filter.fill('legacy tracker')
  await listeners.cell(listeners.row('legacy tracker'), 'Event').click({ button: 'right' })
  await page.getByRole('menuitem', { name: /^Show only/ }).click()
  await expect(panel.filter).toHaveValue('name=wishlist.changed')
  await expect(listeners.counting).toBeVisible()
})

test('Enter goes from the list to what is chosen, Escape back', async ({ shop, panel, page }) => {
  await shop.open()
  const { listeners } = panel
  await listeners.open()
  // The list is made a moment after the tab: keys go nowhere in an empty one.
  await expect(listeners.rows.first()).toBeVisible()
  await listeners.grid.focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(listeners.details.getByRole('heading', { level: 3 })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(listeners.grid).toBeFocused()
})
