import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { OverviewStrip } from './pages/overview.ts'
import { TimelinePage } from './pages/timeline.ts'
import { letMeasureContrast } from './support/contrast.ts'
import { expect, test as base } from './support/journey.ts'

const test = base.extend<{ overview: OverviewStrip; timeline: TimelinePage }>({
  overview: async ({ page, panel }, use) => use(new OverviewStrip(page, panel.region)),
  timeline: async ({ page, panel }, use) => use(new TimelinePage(page, panel.region)),
})

type Where = 'panel' | 'page'

/** Nothing else depends on whether colours are light or dark. */
const COLOR_RULES = ['color-contrast', 'link-in-text-block']

/** What axe finds serious in the panel, or in all of the page, as `rule: element`: with light colours, then dark ones. */
async function violations(page: Page, where: Where = 'panel'): Promise<string[]> {
  const inLight = await violationsNow(page, where)
  const color = await colorOf(page)
  await page.emulateMedia({ colorScheme: 'dark' })
  await expect.poll(() => colorOf(page)).not.toBe(color)
  const inDark = await violationsNow(page, where, COLOR_RULES)
  return [...inLight, ...inDark.map((violation) => `dark: ${violation}`)]
}

function colorOf(page: Page): Promise<string> {
  const region = page.getByRole('region', { name: 'Eventscope', exact: true })
  return region.evaluate((element) => getComputedStyle(element).color)
}

async function violationsNow(page: Page, where: Where, rules?: string[]): Promise<string[]> {
  await stillness(page)
  const guard = '[data-base-ui-focus-guard]'
  const axe = new AxeBuilder({ page })
    .exclude(guard)
    .exclude({ fromShadowDom: ['eventscope-dock', guard] })
    // It would find selectors for all that is well, too, which takes longer than all else.
    .options({ resultTypes: ['violations'] })
  if (where === 'panel') axe.include('eventscope-dock')
  if (rules !== undefined) axe.withRules(rules)
  const { violations, passes } = await axe.analyze()
  // Of each rule it names one element that is well: with few rules, all may be of the page.
  if (rules === undefined) {
    const looked = passes.flatMap(({ nodes }) => nodes).some(({ target }) => Array.isArray(target[0]))
    expect(looked, 'axe looks into the shadow root').toBe(true)
  }
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`),
    )
}

/** What fades in has other colours until it is there. */
async function stillness(page: Page): Promise<void> {
  await expect
    .poll(() =>
      page.evaluate(() => document.getAnimations().filter(({ playState }) => playState === 'running').length),
    )
    .toBe(0)
}

test.describe('on a wide screen', () => {
  test.use({ colorScheme: 'light' })
  test.beforeEach(async ({ shop, page }) => {
    await shop.open()
    await letMeasureContrast(page)
  })

  test('axe can tell the contrast in the panel, but for a few texts at an edge', async ({ shop, page }) => {
    await shop.add()
    const { incomplete } = await new AxeBuilder({ page })
      .include('eventscope-dock')
      .withRules('color-contrast')
      .analyze()
    expect(incomplete.flatMap(({ nodes }) => nodes).length).toBeLessThan(10)
  })

  test('the start page is accessible', async ({ page }) => {
    expect(await violations(page, 'page')).toEqual([])
  })

  test('the menu of scenarios is accessible', async ({ page }) => {
    await page.getByRole('button', { name: 'Scenarios', exact: true }).click()
    await expect(page.getByRole('menuitem', { name: 'Open a second tab' })).toBeVisible()
    expect(await violations(page, 'page')).toEqual([])
  })

  test('a second shop in a frame is accessible, and what came from it', async ({ shop, panel, page }) => {
    await shop.share('Second shop in a frame')
    await shop.frame.getByRole('button', { name: 'Add Brass desk lamp to cart' }).click()
    await panel.row('cart.item_added from broadcast-channel').click()
    await expect(panel.fact('Origin')).toBeVisible()
    expect(await violations(page, 'page')).toEqual([])
  })

  test('the launcher is accessible', async ({ shop, panel, page }) => {
    await shop.run('Double wiring')
    await panel.collapse.click()
    await expect(panel.launcher).toHaveAccessibleName(/, 7 errors$/)
    expect(await violations(page)).toEqual([])
  })

  test('a payload is accessible', async ({ shop, panel, page }) => {
    await shop.add()
    await panel.row('cart.item_added').click()
    await expect(panel.line('sku: "lamp"')).toBeVisible()
    expect(await violations(page)).toEqual([])
  })

  test('comparing payloads is accessible', async ({ shop, panel, page }) => {
    await shop.add('Stoneware mug')
    await shop.add()
    await panel.filter.fill('cart.item_added')
    await panel.expectRowCount(2)
    await panel.rows.last().click()
    await panel.actions.compare.click()
    await expect(panel.actions.change('sku')).toBeVisible()
    await panel.actions.pin.click()
    await expect(panel.details.getByRole('button', { name: 'Unpin', exact: true })).toBeVisible()
    expect(await violations(page)).toEqual([])
  })

  test('runs with an error are accessible', async ({ shop, panel, page }) => {
    await shop.fillCheckout('declined')
    await shop.pay.click()
    await expect(page.getByRole('alert')).toBeVisible()
    await panel.select('checkout.submitted')
    await panel.tab('Runs').click()
    const error = panel.failure('charge card')
    await error.getByText('Stack', { exact: true }).click()
    await expect(error.getByText(/insufficient funds\s+at /)).toBeVisible()
    expect(await violations(page)).toEqual([])
  })

  test('causes with an endless loop are accessible', async ({ shop, panel, page }) => {
    await shop.run('Endless loop')
    await panel.query.chip('Errors').click()
    await panel.expectRowCount(1)
    await panel.rows.first().click()
    await panel.tab('Cause').click()
    await expect(panel.cause.loop).toBeVisible()
    expect(await violations(page)).toEqual([])
  })

  test('stacks are accessible', async ({ shop, panel, page }) => {
    await panel.settings.set('Stacks', 'on')
    await shop.add()
    await panel.select('cart.item_added')
    await panel.tab('Stack').click()
    await expect(panel.stack.registration('badge')).toBeVisible()
    const frames = panel.stack.dispatchedAt.getByRole('list', { name: 'Frames of the dispatch' })
    await expect(frames).toHaveAttribute('aria-busy', 'false')
    expect(await violations(page)).toEqual([])
  })

  test('a filter without a match is accessible', async ({ shop, panel, page }) => {
    await shop.add()
    await panel.filter.fill('nothing has this')
    await expect(panel.button('Show all')).toBeVisible()
    expect(await violations(page)).toEqual([])
  })

  test('a filter that cannot be understood is accessible', async ({ shop, panel, page }) => {
    await shop.add()
    await panel.filter.fill('cart')
    await panel.filter.fill('sync>many')
    await expect(panel.filter).toHaveAttribute('aria-invalid', 'true')
    await expect(panel.query.problem).toBeVisible()
    expect(await violations(page)).toEqual([])
  })

  test('completions are accessible', async ({ shop, panel, page }) => {
    await shop.add()
    await panel.filter.pressSequentially('name:')
    await expect(panel.query.completions).toBeVisible()
    await page.keyboard.press('ArrowDown')
    await expect(panel.filter).toHaveAttribute('aria-activedescendant', /./)
    expect(await violations(page)).toEqual([])
  })

  test('the help with filters is accessible', async ({ panel, page }) => {
    await panel.query.search.getByRole('button', { name: 'Help with filters' }).click()
    await expect(page.getByRole('dialog', { name: 'Filter by' })).toBeVisible()
    expect(await violations(page)).toEqual([])
  })

  test('the menu of columns is accessible', async ({ shop, panel, page }) => {
    await shop.add()
    await panel.columnsButton.click()
    await expect(page.getByRole('menu')).toBeVisible()
    expect(await violations(page)).toEqual([])
  })

  test('the menu of a value is accessible', async ({ shop, panel, page }) => {
    await shop.add()
    await panel.cell(panel.row('cart.item_added'), 'Event').click({ button: 'right' })
    await expect(panel.query.valueMenu).toBeVisible()
    expect(await violations(page)).toEqual([])
  })

  test('the overview is accessible, with a range and its tip', async ({ shop, panel, overview, page }) => {
    await shop.run('Double wiring')
    await overview.drag(0.2, 0.9)
    await overview.expectRange()
    await overview.point(0.5)
    await expect(overview.tip).toBeVisible()
    await expect(panel.button('Show the whole recording')).toBeVisible()
    expect(await violations(page)).toEqual([])
  })

  test('the timeline is accessible, folded to a selection', async ({ shop, panel, timeline, page }) => {
    await shop.run('Double wiring')
    await timeline.open()
    await timeline.lanes.press('End')
    await expect(panel.details).toBeVisible()
    await timeline.fold.click()
    await expect(timeline.fold).toHaveAttribute('aria-pressed', 'true')
    expect(await violations(page)).toEqual([])
  })

  test('listeners are accessible, with marks and one that is muted', async ({ shop, panel, page }) => {
    await shop.run('Double wiring')
    const { listeners } = panel
    await listeners.open()
    await listeners.select('legacy tracker')
    await expect(listeners.marks).toBeVisible()
    await listeners.action('Mute').click()
    await expect(listeners.control).toBeVisible()
    expect(await violations(page)).toEqual([])
  })

  test('errors are accessible, with one that is run again', async ({ shop, panel, page }) => {
    await shop.run('Double wiring')
    const { errors } = panel
    await errors.open()
    await errors.select('legacyTracker is not defined')
    await errors.runAgain.click()
    await expect(errors.outcome).toBeVisible()
    expect(await violations(page)).toEqual([])
  })

  test('editing a payload is accessible, with a mistake', async ({ shop, panel, page }) => {
    await shop.add()
    await panel.select('cart.item_added')
    const { actions } = panel
    await actions.edit()
    await actions.json.fill('{ sku: 1 }')
    await expect(actions.json).toHaveAttribute('aria-invalid', 'true')
    expect(await violations(page)).toEqual([])
  })

  test('settings are accessible', async ({ panel, page }) => {
    await panel.settings.open()
    await panel.settings.enter('Capacity', 'many')
    expect(await violations(page)).toEqual([])
  })
})

test.describe('on a narrow screen', () => {
  test.use({ viewport: { width: 420, height: 800 }, colorScheme: 'light' })
  test.beforeEach(async ({ shop, page }) => {
    await shop.open()
    await letMeasureContrast(page)
  })

  test('the grid with details is accessible', async ({ shop, panel, page }) => {
    await shop.add()
    await panel.row('cart.item_added').click()
    await expect(panel.line('sku: "lamp"')).toBeVisible()
    expect(await violations(page)).toEqual([])
  })

  test('a second shop in a frame is accessible', async ({ shop, page }) => {
    await shop.share('Second shop in a frame')
    await expect(shop.frame.getByRole('region', { name: 'Catalogue' })).toBeVisible()
    expect(await violations(page, 'page')).toEqual([])
  })

  test('overview and timeline are accessible', async ({ shop, overview, timeline, page }) => {
    await shop.run('Double wiring')
    await overview.drag(0.1, 1)
    await overview.expectRange()
    await timeline.open()
    await timeline.lanes.press('End')
    await expect(timeline.selected).not.toHaveText('')
    expect(await violations(page)).toEqual([])
  })

  test('listeners are accessible', async ({ shop, panel, page }) => {
    await shop.run('Double wiring')
    await panel.listeners.open()
    await panel.listeners.select('legacy tracker')
    expect(await violations(page)).toEqual([])
  })

  test('errors are accessible', async ({ shop, panel, page }) => {
    await shop.run('Double wiring')
    await panel.errors.open()
    await panel.errors.select('legacyTracker is not defined')
    expect(await violations(page)).toEqual([])
  })
})
