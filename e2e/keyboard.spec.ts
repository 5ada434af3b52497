import type { Locator, Page } from '@playwright/test'
import { expect, test } from './support/journey.ts'

const MAX_TABS = 60

/** Presses Tab until the element has the focus. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < MAX_TABS; presses++) {
    if (await target.evaluate((element) => (element.getRootNode() as Document).activeElement === element)) {
      return
    }
    await page.keyboard.press('Tab')
  }
  await expect(target).toBeFocused()
}

/** Whether what has the focus, also inside shadow roots, shows it. */
function showsFocus(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    let active = document.activeElement
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement
    // An input may leave the ring to the box around it.
    const boxes = [active, active?.parentElement].filter((box) => box instanceof HTMLElement)
    const ringed = boxes.some((box) => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(box)
      return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0) || boxShadow !== 'none'
    })
    return Boolean(active?.matches(':focus-visible')) && ringed
  })
}

test('the whole way by the keyboard: an event, its row, its details, the filter', async ({
  shop,
  panel,
  page,
}) => {
  await shop.open()
  const add = shop.addButton('Brass desk lamp')
  await tabTo(page, add)
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await expect(shop.cart(2)).toBeVisible()

  await tabTo(page, panel.grid)
  expect(await showsFocus(page), 'the grid shows its focus').toBe(true)
  const selected = panel.grid.getByRole('row', { selected: true })
  await page.keyboard.press('Home')
  await expect(selected).toHaveAttribute('aria-rowindex', '2')
  await expect(selected).toContainText('cart.item_added')
  await page.keyboard.press('ArrowDown')
  await expect(selected).toHaveAttribute('aria-rowindex', '3')
  await expect(selected).toContainText('toast.shown')
  await page.keyboard.press('ArrowUp')
  await expect(selected).toHaveAttribute('aria-rowindex', '2')
  await page.keyboard.press('ArrowUp')
  await expect(selected).toHaveAttribute('aria-rowindex', '2')
  await page.keyboard.press('End')
  await expect(selected).toContainText(/toast\.(shown|expired)/)
  await page.keyboard.press('Home')
  const id = await selected.getAttribute('id')
  await expect(panel.grid).toHaveAttribute('aria-activedescendant', id ?? '')

  await page.keyboard.press('Enter')
  await expect(panel.tab('Payload')).toBeFocused()
  expect(await showsFocus(page), 'the tab shows its focus').toBe(true)
  await page.keyboard.press('ArrowRight')
  await expect(panel.tab('Runs')).toBeFocused()
  await expect(panel.tab('Runs')).toHaveAttribute('aria-selected', 'true')
  await expect(panel.run('badge')).toBeVisible()
  await page.keyboard.press('ArrowLeft')
  await tabTo(page, panel.payload)
  expect(await showsFocus(page), 'the payload shows its focus').toBe(true)
  await page.keyboard.press('ArrowDown')
  await expect(panel.line('sku: "lamp"')).toHaveAttribute('aria-selected', 'true')

  await page.keyboard.press('Escape')
  await expect(panel.details).toBeHidden()
  await expect(panel.grid).toBeFocused()

  await page.keyboard.press('/')
  await expect(panel.filter).toBeFocused()
  await expect(panel.filter).toHaveValue('')
  expect(await showsFocus(page), 'the filter shows its focus').toBe(true)
  await page.keyboard.type('toast./')
  await expect(panel.filter).toHaveValue('toast./')
  await page.keyboard.press('Backspace')
  await expect(panel.row('toast.shown')).toHaveCount(2)
  await expect(panel.row('cart.item_added')).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(panel.filter).toHaveValue('')
  await expect(panel.row('cart.item_added')).toHaveCount(2)

  // All of the name: the toasts expire meanwhile.
  await page.keyboard.type('toast.shown')
  await page.keyboard.press('Enter')
  await expect(panel.grid).toBeFocused()
  await page.keyboard.press('End')
  await expect(panel.row('toast.shown').last()).toHaveAttribute('aria-selected', 'true')
})

test('collapsing and opening by the keyboard never loses the focus', async ({ shop, panel, page }) => {
  await shop.open()
  await tabTo(page, panel.collapse)
  await page.keyboard.press('Enter')
  await expect(panel.launcher).toBeFocused()
  expect(await showsFocus(page), 'the launcher shows its focus').toBe(true)
  await page.keyboard.press('Enter')
  await expect(panel.grid).toBeVisible()
  const inside = (): Promise<boolean> =>
    panel.region.evaluate((region) => region.contains((region.getRootNode() as ShadowRoot).activeElement))
  await expect.poll(inside, { message: 'the focus is in the panel' }).toBe(true)
})
