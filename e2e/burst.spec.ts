import { expect, test } from './support/journey.ts'

const BURST = 10_000
/** Around the burst: started, finished, and the toast that says so, shown and expired. */
const OTHERS = 4

test('ten thousand events in one task are all there, in order', async ({ shop, panel, page }) => {
  await shop.open()
  await shop.run('Burst of 10 000 events')
  await expect(shop.messages).toHaveText('')
  await panel.expectStat('retained', BURST + OTHERS)
  await panel.expectStat('dropped', 0)
  await panel.expectRowCount(BURST + OTHERS)

  await panel.filter.fill('scenario.burst')
  await expect(panel.region.getByText(/^10.000 of 10.004$/)).toBeVisible()
  await panel.expectRowCount(BURST)

  await panel.grid.focus()
  await page.keyboard.press('End')
  await expect(panel.title).toHaveText('scenario.burst')
  await expect(panel.line(`index: ${BURST - 1}`)).toBeVisible()
  const last = panel.grid.getByRole('row', { selected: true })
  await expect(last).toBeInViewport({ ratio: 0.9 })
  await expect(last).toHaveAttribute('aria-rowindex', String(BURST + 1))

  await page.keyboard.press('Home')
  await expect(panel.line('index: 0')).toBeVisible()
  const first = panel.grid.getByRole('row', { selected: true })
  await expect(first).toBeInViewport({ ratio: 0.9 })
  await expect(first).toHaveAttribute('aria-rowindex', '2')
  await panel.tab('Runs').click()
  await expect(panel.run('burst counter')).toHaveAccessibleName(/: ok/)
  await expect(panel.run('burst checksum')).toHaveAccessibleName(/: ok/)
})

test('sorting ten thousand events shows the top of the list', async ({ shop, panel }) => {
  await shop.open()
  await shop.run('Burst of 10 000 events')
  await panel.expectRowCount(BURST + OTHERS)
  const last = panel.grid.locator(`[aria-rowindex="${BURST + OTHERS + 1}"]`)
  await expect(last).toBeInViewport({ ratio: 0.9 })
  await panel.sortBy('Sync')
  const first = panel.grid.locator('[aria-rowindex="2"]')
  await expect(first).toBeInViewport({ ratio: 0.9 })
})
