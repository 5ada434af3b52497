import { expect, test, vi } from 'vitest'
import { VISITED } from './leaking-listener.ts'
import { shopUnderTest } from './test-support.ts'

const under = shopUnderTest()

const leaked = (): number =>
  under.namesOf('cart.item_added').filter((name) => name === 'recently viewed').length

test('each visit leaves one listener behind, and each further run as many again', async () => {
  expect(leaked()).toBe(0)
  await under.play('Leaking listener')
  expect(leaked()).toBe(VISITED.length)
  await under.play('Leaking listener')
  expect(leaked()).toBe(2 * VISITED.length)
  expect(under.seenOf('scenario.finished')).toMatchObject([
    { payload: { count: 7 } },
    { payload: { count: 7 } },
  ])
})

test('the visits are at least 150 ms apart', async () => {
  const played = under.shop.run('Leaking listener')
  for (const visits of VISITED.keys()) {
    expect(leaked()).toBe(visits + 1)
    await vi.advanceTimersByTimeAsync(149)
    expect(leaked()).toBe(visits + 1)
    await vi.advanceTimersByTimeAsync(51)
  }
  await played
  expect(leaked()).toBe(VISITED.length)
})

test('a product page leaks nothing before the scenario has run', () => {
  under.shop.bus.dispatch('page.opened', { page: 'product', sku: 'lamp' })
  expect(leaked()).toBe(0)
})

test('pages that show no product leak nothing', async () => {
  await under.play('Leaking listener')
  under.shop.bus.dispatch('page.opened', { page: 'cart' })
  expect(leaked()).toBe(VISITED.length)
})

test('dispose removes all that leaked', async () => {
  await under.play('Leaking listener')
  under.shop.dispose()
  expect(leaked()).toBe(0)
  expect(under.namesOf('page.opened')).not.toContain('product page')
})
