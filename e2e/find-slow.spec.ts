import { placeIn } from './pages/causes.ts'
import { expect, test } from './support/journey.ts'

/** 100 ms or longer. */
const LONG = String.raw`(\d{3} ms|[\d.]+ s)`

test('find what made checkout slow', async ({ shop, panel }) => {
  await shop.open()
  await shop.run('Slow checkout')

  await panel.query.chip('Slow').click()
  await expect(panel.filter).toHaveValue('sync>=16')
  await panel.sortBy('Sync')
  // Among the first: on a busy machine something else may have been held up for longer.
  const slow = panel.row('checkout.submitted')
  await expect(slow).toContainText(new RegExp(LONG))
  await slow.click()
  await expect(panel.title).toHaveText('checkout.submitted')
  await panel.tab('Runs').click()
  await expect(panel.run('fraud check')).toHaveAccessibleName(
    new RegExp(`^fraud check: ok, synchronous ${LONG}$`),
  )

  const { listeners } = panel
  await listeners.open()
  await listeners.sortBy('Sync max')
  await listeners.select('fraud check')
  await expect(listeners.marks).toContainText(
    new RegExp(`slow 1 of 1 calls? held the page for 16 ms or more, the longest for ${LONG}`),
  )
  await expect(placeIn(listeners.details, 'app/demo/bugs/slow-checkout.ts').first()).toBeVisible()
})

test('the threshold of what is slow is a setting', async ({ shop, panel }) => {
  await shop.open()
  await shop.run('Slow listener')
  await panel.settings.open()
  await panel.settings.enter('Slow from', '60000')
  await panel.settings.close()
  await panel.listeners.open()
  await panel.listeners.select('slow listener')
  await expect(panel.listeners.fact('Calls')).toHaveText('1')
  await expect(panel.listeners.marks).toBeHidden()

  await panel.settings.open()
  await panel.settings.enter('Slow from', '100')
  await panel.settings.close()
  await expect(panel.listeners.marks).toContainText('held the page for 100 ms or more')
  await panel.showEvents()
  await panel.query.chip('Slow').click()
  await expect(panel.filter).toHaveValue('sync>=100')
  await expect(panel.row('scenario.slow')).toHaveCount(1)
})
