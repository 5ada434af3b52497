import { placeIn } from './pages/causes.ts'
import { expect, test } from './support/journey.ts'

const STORM = 200
const KINDS = 4

test('a storm of errors is a few groups, with each payload and the original stack', async ({
  shop,
  panel,
}) => {
  await shop.open()
  const { errors } = panel
  expect(await errors.count()).toBe(0)
  await shop.run('Storm of errors')
  await expect.poll(() => errors.count()).toBe(STORM)
  await errors.open()
  await expect(errors.view.getByRole('status').first()).toHaveText(`${STORM} errors in ${KINDS} groups`)
  await expect(errors.rows).toHaveCount(KINDS)
  const message = 'Invalid currency code: XBTC'
  const row = errors.row(message)
  await expect(errors.cell(row, 'Event')).toHaveText('scenario.storm')
  await expect(errors.cell(row, 'Listener')).toHaveText('flaky parser')
  await expect(errors.cell(row, 'Count')).toHaveText(String(STORM / KINDS))
  await expect(errors.cell(row, 'Still failing?')).toHaveText('still failing')

  await errors.select(message)
  await expect(errors.stack).toContainText(`RangeError: ${message}`)
  await expect(placeIn(errors.stack, 'app/demo/listeners/scenarios.ts').first()).toBeVisible()
  await expect(errors.occurrences).toHaveCount(STORM / KINDS)
  await expect(errors.occurrences.first()).toContainText(/\{ index: 198 \}$/)
  await errors.occurrences.last().getByRole('button').click()
  await expect(panel.title).toHaveText('scenario.storm')
  await expect(panel.line('index: 2')).toBeVisible()

  await errors.details.getByRole('button', { name: 'Show only' }).click()
  await expect(panel.filter).toHaveValue(/name=scenario\.storm status:failed/)
  await panel.expectRowCount(STORM / KINDS)
})

test('the same message of two events is two groups', async ({ shop, panel }) => {
  await shop.open()
  // By the demo's seed, the 5th and the 14th call of analytics fail: one for a page, one for an item.
  for (const place of ['Cart', 'Shop', 'Cart', 'Shop', 'Cart', 'Shop'] as const) await shop.goTo(place)
  for (let item = 0; item < 8; item++) await shop.add()
  const { errors } = panel
  await errors.open()
  await expect(errors.rows).toHaveCount(2)
  const rows = errors.row('analytics: 503 Service Unavailable')
  await expect(rows).toHaveCount(2)
  await expect(errors.cell(rows.first(), 'Event')).toHaveText('cart.item_added')
  await expect(errors.cell(rows.last(), 'Event')).toHaveText('page.opened')
  for (const row of await rows.all()) await expect(errors.cell(row, 'Count')).toHaveText('1')
})

test('an error that is fixed and one that is not: running its listener again tells them apart', async ({
  shop,
  panel,
}) => {
  await shop.open()
  await shop.run('Double wiring')
  const { errors } = panel
  await errors.open()

  const fixed = errors.row('wishlist sync: 401 Unauthorized')
  await expect(errors.cell(fixed, 'Still failing?')).toHaveText('ok since (3 runs)')
  await errors.select('wishlist sync: 401 Unauthorized')
  await errors.runAgain.click()
  await expect(errors.outcome).toContainText(/: ran ok in /)
  await expect(errors.cell(fixed, 'Still failing?')).toHaveText('ok since (4 runs)')
  await expect(errors.cell(fixed, 'Count')).toHaveText('2')
  await errors.outcome.getByRole('button').click()
  await expect(panel.title).toHaveText('wishlist.changed')
  await panel.tab('Runs').click()
  await expect(panel.runs.getByRole('listitem')).toHaveCount(1)
  await expect(panel.run('wishlist sync')).toHaveAccessibleName(/: ok/)
  await panel.details.getByRole('button', { name: 'Close details' }).click()

  const broken = errors.row('legacyTracker is not defined')
  await expect(errors.cell(broken, 'Count')).toHaveText('5')
  await errors.select('legacyTracker is not defined')
  await errors.runAgain.click()
  await expect(errors.outcome).toContainText('failed again: ReferenceError: legacyTracker is not defined')
  await expect(errors.cell(broken, 'Still failing?')).toHaveText('still failing')
  await expect(errors.cell(broken, 'Count')).toHaveText('6')
})

test('with a filter, only errors of dispatches that match it are counted', async ({ shop, panel, page }) => {
  await shop.open()
  await shop.run('Double wiring')
  const { errors } = panel
  await errors.open()
  await expect(errors.rows).toHaveCount(2)
  await errors.cell(errors.row('legacyTracker is not defined'), 'Message').click({ button: 'right' })
  await page.getByRole('menuitem', { name: /^Hide/ }).click()
  await expect(panel.filter).toHaveValue('-error:"legacyTracker is not defined"')
  await expect(errors.view.getByText('of dispatches that match the filter')).toBeVisible()
  await panel.filter.fill('name=page.opened')
  await expect(errors.view.getByText('No dispatch that matches the filter failed.')).toBeVisible()
  await errors.view.getByRole('button', { name: 'Clear the filter' }).click()
  await expect(errors.rows).toHaveCount(2)
})

test('in a narrow window, what is chosen takes the place of its list, and gives it back', async ({
  shop,
  panel,
  page,
}) => {
  await page.setViewportSize({ width: 1000, height: 800 })
  await shop.open()
  await shop.run('Double wiring')
  const { errors } = panel
  await errors.open()
  await errors.select('legacyTracker is not defined')
  await expect(errors.grid).toBeVisible()
  await errors.occurrences.first().getByRole('button').click()
  await expect(panel.title).toHaveText('wishlist.changed')
  await expect(errors.grid).toBeHidden()
  await expect(errors.occurrences.first()).toBeVisible()
  await errors.details.getByRole('button', { name: 'Back to all errors' }).click()
  await expect(errors.grid).toBeFocused()
  await expect(errors.details).toBeHidden()
  await panel.details.getByRole('button', { name: 'Close details' }).click()

  // On a phone there is room for one of the three.
  await page.setViewportSize({ width: 420, height: 760 })
  await errors.select('legacyTracker is not defined')
  await errors.occurrences.first().getByRole('button').click()
  await expect(panel.title).toBeVisible()
  await expect(errors.details).toBeHidden()
  await panel.details.getByRole('button', { name: 'Close details' }).click()
  await expect(errors.details.getByRole('heading', { level: 3 })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(errors.grid).toBeFocused()
})

test('the number of errors is on the tab and on the collapsed launcher', async ({ shop, panel }) => {
  await shop.open()
  expect(await panel.errors.count()).toBe(0)
  await shop.run('Double wiring')
  await expect.poll(() => panel.errors.count()).toBe(7)
  await panel.collapse.click()
  await expect(panel.launcher).toHaveAccessibleName(/^Open Eventscope: \d+ events, 7 errors$/)
  await expect(panel.launcher.getByText('7', { exact: true })).toBeVisible()
  await shop.run('Storm of errors')
  await expect(panel.launcher).toHaveAccessibleName(/, 207 errors$/)
  await panel.launcher.click()
  await expect.poll(() => panel.errors.count()).toBe(207)
  await panel.clear.click()
  await expect.poll(() => panel.errors.count()).toBe(0)
})
