import { placeIn } from './pages/causes.ts'
import { expect, test } from './support/journey.ts'

test('find who never answers', async ({ shop, panel }) => {
  await shop.open()
  await shop.run('Shopping trip')

  await panel.query.chip('Waiting').click()
  await expect(panel.filter).toHaveValue('status:waiting')
  await panel.expectRowCount(1)
  await panel.row('order.placed').click()
  await panel.tab('Runs').click()
  await expect(panel.runs.getByRole('listitem', { name: /: waiting/ })).toHaveCount(1)
  await expect(panel.run('loyalty points')).toHaveAccessibleName(/^loyalty points: waiting/)

  const { listeners } = panel
  await listeners.open()
  await listeners.sortBy('Waiting')
  await expect(listeners.cell(listeners.rows.first(), 'Listener')).toContainText('loyalty points')
  await expect(listeners.cell(listeners.rows.first(), 'Waiting')).toHaveText('1')
  await expect(listeners.cell(listeners.rows.nth(1), 'Waiting')).toHaveText('0')
  await listeners.select('loyalty points')
  await expect(listeners.fact('Event')).toHaveText('order.placed')
  await expect(listeners.fact('Waiting')).toHaveText('1')
  await expect(placeIn(listeners.details, 'app/demo/listeners/order.ts').first()).toBeVisible()
})
