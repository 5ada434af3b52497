import { expect, test } from './support/journey.ts'

test('what is typed in the panel is not heard by the shortcuts of the page, what is pressed elsewhere is', async ({
  shop,
  panel,
  page,
}) => {
  await shop.open()
  await page.evaluate(() => {
    const heard: string[] = []
    Object.assign(globalThis, { heard })
    document.addEventListener('keydown', ({ key }) => heard.push(key))
  })
  const heard = (): Promise<string[]> => page.evaluate(() => (globalThis as { heard?: string[] }).heard ?? [])
  await panel.filter.click()
  await page.keyboard.type('cart')
  await expect(panel.filter).toHaveValue('cart')
  expect(await heard()).toEqual([])
  await page.keyboard.press('Control+k')
  expect(await heard()).toEqual(['Control', 'k'])
})

test('the key for the filter stays in a dialog, which Escape closes', async ({ shop, panel, page }) => {
  await shop.open()
  await panel.settings.open()
  await panel.settings.reset.focus()
  await page.keyboard.press('/')
  await expect(panel.filter).not.toBeFocused()
  await page.keyboard.press('Escape')
  await expect(panel.settings.dialog).toBeHidden()
  await expect(panel.settings.button).toBeFocused()
})

test('styles of the page end at the dock', async ({ shop, panel, page }) => {
  await shop.open()
  await shop.add()
  const row = panel.row('cart.item_added')
  await row.click()
  const look = (): Promise<unknown> =>
    row.evaluate((element) => {
      const { textTransform, letterSpacing, color, fontSize } = getComputedStyle(element)
      const { x, y } = element.getBoundingClientRect()
      return { textTransform, letterSpacing, color, fontSize, x, y }
    })
  const before = await look()
  await page.addStyleTag({
    content: `
      * { text-transform: uppercase !important; letter-spacing: 4px !important; font-size: 30px !important }
      body { transform: translateZ(0); filter: blur(0) }
    `,
  })
  expect(await look()).toEqual(before)
})

test('to follow live is to leave the range that was chosen', async ({ shop, panel, page }) => {
  await shop.open()
  await shop.add()
  await panel.region.getByRole('slider', { name: 'Shown range' }).press('+')
  await expect(panel.follow).toHaveAttribute('aria-pressed', 'false')
  await panel.follow.click()
  await expect(panel.follow).toHaveAttribute('aria-pressed', 'true')
  await shop.add('Stoneware mug')
  await expect(panel.row('cart.item_added')).toHaveCount(2)
  await expect(page.getByText(/in range/)).toHaveCount(0)
})

test('who closes the details is back in the view they were opened from', async ({ shop, panel, page }) => {
  await shop.open()
  await shop.add()
  await panel.row('cart.item_added').click()
  await panel.region.getByRole('tab', { name: 'Timeline', exact: true }).click()
  await panel.button('Close details').click()
  await expect(panel.region.getByRole('group', { name: 'Timeline', exact: true })).toBeFocused()
  await expect(page.locator('body')).not.toBeFocused()
})

test('a selected dispatch that is not listed says so, and can be shown', async ({ shop, panel }) => {
  await shop.open()
  await shop.add()
  await panel.select('toast.shown')
  await panel.parentLink('cart.item_added').click()
  await expect(panel.details.getByText(/it does not match the filter/)).toBeVisible()
  await panel.details.getByRole('button', { name: 'Show it' }).click()
  await expect(panel.filter).toHaveValue('')
  await expect(panel.row('cart.item_added')).toHaveAttribute('aria-selected', 'true')
})

test('Tab completes what was begun in the filter', async ({ shop, panel, page }) => {
  await shop.open()
  await shop.add()
  await panel.filter.click()
  await page.keyboard.type('listener:bad')
  await expect(page.getByRole('option', { name: /badge/ })).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(panel.filter).toHaveValue(/^listener[:=]badge/)
  await expect(panel.filter).toBeFocused()
})
