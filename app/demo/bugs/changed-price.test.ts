import { expect, test } from 'vitest'
import type { Quote } from '../events.ts'
import { shopUnderTest } from './test-support.ts'

const under = shopUnderTest()

test('the tax is computed from the price, the label shows a lower one', async () => {
  await under.play('Changed price')
  expect(under.seenOf('checkout.quoted').map(({ payload }) => (payload as Quote).total)).toEqual([
    14_800, 17_600, 14_400,
  ])
  expect(under.seenOf('tax.computed').map(({ payload }) => payload)).toEqual([
    { total: 14_800, tax: 1_184 },
    { total: 17_600, tax: 1_408 },
    { total: 14_400, tax: 1_152 },
  ])
  expect(under.seenOf('price.shown').map(({ payload }) => payload)).toEqual([
    { text: '$133.20' },
    { text: '$158.40' },
    { text: '$129.60' },
  ])
  expect(under.seenOf('scenario.finished')).toMatchObject([{ payload: { name: 'Changed price', count: 3 } }])
  expect(under.shop.bus.errors).toEqual([])
})

test('member discount, and no other listener, changes the payload', async () => {
  const changedBy: string[] = []
  let before = 0
  under.shop.bus.observe({
    runStart: (_bus, { event, payload }) => {
      if (event === 'checkout.quoted') before = (payload as Quote).total
    },
    runEnd: (_bus, { event, payload }, { name }) => {
      if (event === 'checkout.quoted' && (payload as Quote).total !== before) changedBy.push(name)
    },
  })
  await under.play('Changed price')
  expect(changedBy).toEqual(['member discount', 'member discount', 'member discount'])
})

test('its listeners are there from its first run until dispose', async () => {
  expect(under.namesOf('checkout.quoted')).toEqual([])
  await under.play('Changed price')
  await under.play('Changed price')
  expect(under.namesOf('checkout.quoted')).toEqual(['tax', 'member discount', 'price label'])
  under.shop.dispose()
  expect(under.namesOf('checkout.quoted')).toEqual([])
})
