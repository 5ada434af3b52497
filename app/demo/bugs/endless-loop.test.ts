import { DispatchDepthError } from 'eventscope'
import { expect, test } from 'vitest'
import { shopUnderTest } from './test-support.ts'

const under = shopUnderTest()

test('the two events cause each other until the bus refuses, with one error', async () => {
  await under.play('Endless loop')
  const errors = under.shop.bus.errors
  expect(errors.map(({ cause }) => cause)).toEqual([expect.any(DispatchDepthError)])

  const converted = under.seenOf('prices.changed')
  const synced = under.seenOf('currency.changed')
  expect(converted.length).toBeGreaterThan(100)
  expect(synced[0]?.parent).toBeUndefined()
  for (const [turn, { parent }] of converted.entries()) expect(parent).toBe(synced[turn]?.id)
  for (const [turn, { parent }] of synced.slice(1).entries()) expect(parent).toBe(converted[turn]?.id)
})

test('the shop goes on, and says that the scenario has finished', async () => {
  await under.play('Endless loop')
  expect(under.seenOf('scenario.finished')).toMatchObject([{ payload: { name: 'Endless loop', count: 1 } }])
  under.shop.bus.dispatch('cart.item_added', { sku: 'lamp', quantity: 1 })
  expect(under.shop.store.getState().badge).toBe(1)
})

test('its listeners are there from its first run until dispose', async () => {
  expect([...under.namesOf('currency.changed'), ...under.namesOf('prices.changed')]).toEqual([])
  await under.play('Endless loop')
  await under.play('Endless loop')
  expect(under.namesOf('currency.changed')).toEqual(['convert prices'])
  expect(under.namesOf('prices.changed')).toEqual(['sync currency'])
  under.shop.dispose()
  expect([...under.namesOf('currency.changed'), ...under.namesOf('prices.changed')]).toEqual([])
})
