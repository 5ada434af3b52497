import { expect, it } from 'vitest'
import { compileQuery, payloadContains } from './index.ts'
import { recordedBus } from './test-support.ts'

function searched() {
  const { bus, recording } = recordedBus()
  bus.on('cart.item_added', () => undefined, { name: 'Badge' })
  bus.on('checkout.failed', () => {
    throw new Error('Card declined')
  })
  bus.dispatch('cart.item_added', { sku: 'A1', tags: new Map([['color', 'Red']]) })
  bus.dispatch('checkout.failed', { cartId: 'c1', nested: [{ qty: 42 }] })
  return recording
}

it('a word is found in event, bus, listener, error and payload, in upper or lower case', () => {
  const recording = searched()
  const cart = ['cart.item_added']
  const checkout = ['checkout.failed']
  const both = [...cart, ...checkout]
  const expected: [string, string[]][] = [
    ['', both],
    ['SHOP', both],
    ['item_added', cart],
    ['badge', cart],
    ['a1', cart],
    ['red', cart],
    ['color', cart],
    ['declined', checkout],
    ['cartid', checkout],
    ['42', checkout],
    ['nowhere', []],
  ]
  for (const [query, events] of expected) {
    const found = recording.find(query).map((view) => view.event)
    expect([query, ...found]).toEqual([query, ...events])
  }
})

it('all words must be found, wherever each is', () => {
  const recording = searched()
  expect(recording.find('  badge   A1 ').length).toBe(1)
  expect(recording.find('badge c1').length).toBe(0)
  const { columns } = recording
  expect(compileQuery('declined checkout')(columns, columns.first + 1)).toBe(true)
})

it('a payload that throws when it is read, or goes round in circles, is just not found', () => {
  const hostile = new Proxy(
    {},
    {
      ownKeys: () => {
        throw new Error('no')
      },
    },
  )
  expect(payloadContains(hostile, 'a')).toBe(false)
  const circle: { self?: unknown; name: string } = { name: 'ring' }
  circle.self = circle
  expect(payloadContains(circle, 'nowhere')).toBe(false)
  expect(payloadContains(circle, 'ring')).toBe(true)
})
