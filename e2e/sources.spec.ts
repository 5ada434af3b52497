import { AxeBuilder } from '@axe-core/playwright'
import { PanelPage } from './pages/panel.ts'
import { SourcesPage } from './pages/sources-page.ts'
import { letMeasureContrast } from './support/contrast.ts'
import { expect, fixtureTest } from './support/fixture-site.ts'

interface Pages {
  readonly panel: PanelPage
  readonly sources: SourcesPage
}

/** A page with a bus on a driver that the test plays, a stream, and a bus without a driver. */
const test = fixtureTest('sources').extend<Pages>({
  panel: async ({ page }, use) => use(new PanelPage(page)),
  sources: async ({ page, site }, use) => use(new SourcesPage(page, site.url)),
})

test.beforeEach(({ sources }) => sources.open())

test('what came from elsewhere is told from what was dispatched here', async ({ panel, sources }) => {
  await sources.up()
  await sources.dispatch('order-placed')
  await sources.bringIn('stock-changed')
  await expect(panel.remoteRow('stock-changed', 'redis')).toHaveCount(1)
  await expect(
    panel.row('order-placed').getByRole('gridcell', { name: 'order-placed', exact: true }),
  ).toBeVisible()

  await panel.filter.fill('origin:remote')
  await panel.expectRowCount(1)
  await panel.row('stock-changed').click()
  const origin = panel.fact('Origin')
  await expect(origin).toContainText(/redis\s*sender 1a2b3c4d…\s*message 1\s*sent [\d:.]+ \(latency \d/)
  await panel.tab('Cause').click()
  await expect(
    panel.details.getByRole('treeitem', { name: /^stock-changed #\d+.*came from redis/ }),
  ).toBeVisible()
  await panel.filter.fill('origin:local')
  await panel.expectRowCount(2)
})

test('what it came by, its sender and its message can be asked for from the details', async ({
  panel,
  sources,
  page,
}) => {
  await sources.up()
  await sources.bringIn('stock-changed')
  await sources.bringIn('stock-changed')
  await panel.row('stock-changed').first().click()
  await panel.fact('Origin').getByRole('button', { name: '1', exact: true }).click()
  await page.getByRole('menuitem', { name: /^Show only origin=1a2b.*:1$/ }).click()
  await panel.expectRowCount(1)
  await expect(panel.filter).toHaveValue(/^origin=1a2b3c4d-.*:1$/)
})

test('the column of origins is chosen in the menu, and its values can be asked for', async ({
  panel,
  sources,
  page,
}) => {
  await sources.up()
  await sources.bringIn('stock-changed')
  await expect(panel.grid.getByRole('columnheader', { name: /^Origin/ })).toHaveCount(0)
  await panel.columnsButton.click()
  await page.getByRole('menuitemcheckbox', { name: 'Origin' }).click()
  await page.keyboard.press('Escape')
  await panel.grid.getByRole('gridcell', { name: 'redis', exact: true }).click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Hide origin=redis' }).click()
  await panel.expectRowCount(1)
  await expect(panel.row('price-changed')).toBeVisible()
})

test('a driver that goes down is told of in the status bar, politely, and in the list of sources', async ({
  panel,
  sources,
}) => {
  await sources.up()
  await expect(panel.sources.button).toHaveAccessibleName('Sources')
  await expect(panel.sources.news).toHaveText('')
  await sources.fall('the server has gone')
  await expect(panel.sources.button).toHaveAccessibleName('Sources: redis down')
  await expect(panel.sources.button).toHaveText('redis down')
  await expect(panel.sources.news).toHaveText('redis is down: the server has gone')

  await sources.dispatch('order-placed')
  await panel.sources.open()
  const shop = panel.sources.source('shop, bus')
  await expect(shop).toContainText(/down\s*redis\s*since [\d:.]+/)
  await expect(shop).toContainText('the server has gone')
  await expect(panel.sources.count('shop, bus', 'Failed')).toHaveText('1')
  await expect(panel.sources.earlier('redis')).toHaveText([/open/])
  await expect(panel.sources.source('clicks, bus')).toContainText('without a driver')

  await sources.up()
  await expect(panel.sources.earlier('redis')).toHaveText([/down\s*the server has gone/, /open/])
  await expect(panel.sources.news).toHaveText('redis is open again')
  await expect(panel.sources.button).toHaveAccessibleName('Sources')
})

test('the queues of a stream are followed while they are shown', async ({ panel, sources }) => {
  await panel.sources.open()
  const full = panel.sources.queue('shard 1')
  await expect(full).toHaveAttribute('aria-valuetext', '0 of 10')
  await sources.send(14)
  await expect(full).toHaveAttribute('aria-valuetext', '10 of 10 + 3 waiting for room')
  await expect(panel.sources.queue('shard 0')).toHaveAttribute('aria-valuenow', '0')
  await sources.finish()
  await expect(full).toHaveAttribute('aria-valuetext', '10 of 10 + 2 waiting for room')
})

test('what was not published, and what breaks the naming rule, are errors of their own kind', async ({
  panel,
  sources,
}) => {
  await sources.fall('the server has gone')
  await sources.dispatch('badName')
  await panel.errors.open()
  await expect(panel.errors.grid.getByRole('gridcell', { name: 'not published', exact: true })).toBeVisible()
  await panel.errors.grid.getByRole('gridcell', { name: 'naming rule', exact: true }).click()
  await expect(panel.errors.details).toContainText(
    'breaks the naming rule of its bus. Its listeners ran all the same',
  )

  await panel.showEvents()
  await panel.row('badName').click()
  await panel.tab('Runs').click()
  await expect(panel.run('log')).toBeVisible()
  const failures = panel.details.getByRole('group', { name: 'Error of Dispatch' })
  await expect(failures).toHaveText([
    /^Naming rule: .*NamingRuleError: "badName"/,
    /^Not published: .*no connection/,
  ])
})

test('the sources are reached and left by the keyboard', async ({ panel, page }) => {
  await panel.sources.button.focus()
  await page.keyboard.press('Enter')
  await expect(panel.sources.closeButton).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(panel.sources.popover).toBeHidden()
  await expect(panel.sources.button).toBeFocused()
})

test('without anything attached, the list says how to record', async ({ panel, sources }) => {
  await sources.open('alone')
  await panel.sources.open()
  await expect(panel.sources.popover).toContainText('recorder.attach(bus)')
})

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1280, 340]) {
    test.describe(`with ${colorScheme} colours, ${width} px wide`, () => {
      test.use({ colorScheme, viewport: { width, height: 800 } })

      test('sources and what came from elsewhere are accessible, and fit', async ({
        panel,
        sources,
        page,
      }) => {
        await letMeasureContrast(page)
        await sources.up()
        await sources.send(14)
        await sources.bringIn('stock-changed')
        await sources.fall('the server has gone')
        await panel.remoteRow('stock-changed', 'redis').click()
        await expect(panel.fact('Origin')).toContainText('redis')
        await panel.sources.open()
        await expect(panel.sources.queue('shard 1')).toHaveAttribute('aria-valuetext', /^10 of 10/)
        const box = (await panel.sources.popover.boundingBox())!
        expect(box.x).toBeGreaterThanOrEqual(0)
        expect(box.x + box.width).toBeLessThanOrEqual(width)
        const { violations } = await new AxeBuilder({ page })
          .include('eventscope-dock')
          .exclude({ fromShadowDom: ['eventscope-dock', '[data-base-ui-focus-guard]'] })
          .analyze()
        const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
        expect(serious.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`))).toEqual([])
      })
    })
  }
}
