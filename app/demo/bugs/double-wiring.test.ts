import { expect, test } from 'vitest'
import { REFUSED_SYNCS } from './double-wiring.ts'
import { shopUnderTest } from './test-support.ts'

const under = shopUnderTest()

const CHANGES = 5

const failuresOf = (listener: string): number =>
  under.shop.bus.errors.filter((error) => error.listener === listener).length

test('the badge is registered twice and counts each change twice', async () => {
  await under.play('Double wiring')
  expect(under.namesOf('wishlist.changed').filter((name) => name === 'wishlist badge')).toHaveLength(2)
  expect(under.seenOf('wishlist.changed')).toHaveLength(CHANGES)
  expect(under.seenOf('wishlist.counted').map(({ payload }) => payload)).toEqual(
    [1, 2, 3, 4, 5, 6, 5, 4, 5, 6].map((count) => ({ count })),
  )
  expect(under.seenOf('scenario.finished')).toMatchObject([{ payload: { count: CHANGES } }])
})

test('the price alert is never called', async () => {
  await under.play('Double wiring')
  expect(under.namesOf('product.price_dropped')).toEqual(['price alert'])
  expect(under.seenOf('product.price_dropped')).toEqual([])
})

test('the legacy tracker fails each time, the sync at first only', async () => {
  await under.play('Double wiring')
  expect(failuresOf('legacy tracker')).toBe(CHANGES)
  expect(failuresOf('wishlist sync')).toBe(REFUSED_SYNCS)
  await under.play('Double wiring')
  expect(failuresOf('legacy tracker')).toBe(2 * CHANGES)
  expect(failuresOf('wishlist sync')).toBe(REFUSED_SYNCS)
})

test('its listeners are there from its first run until dispose', async () => {
  expect([...under.namesOf('wishlist.changed'), ...under.namesOf('product.price_dropped')]).toEqual([])
  await under.play('Double wiring')
  await under.play('Double wiring')
  expect(under.namesOf('wishlist.changed')).toEqual([
    'wishlist badge',
    'wishlist badge',
    'legacy tracker',
    'wishlist sync',
  ])
  under.shop.dispose()
  expect([...under.namesOf('wishlist.changed'), ...under.namesOf('product.price_dropped')]).toEqual([])
})
