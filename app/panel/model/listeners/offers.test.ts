import { expect, test } from 'vitest'
import { fieldOffer } from '../query/value-offer.ts'
import { allOffers, messageOffer } from './offers.ts'
import { recordedBus } from './test-support.ts'

test.each(['declined', 'no "price" for (lamp) OR *', 'x'.repeat(1_500), 'two\nlines'])(
  'the dispatches with a message are found by what its cell offers: %j',
  (message) => {
    const { bus, recording } = recordedBus()
    bus.on('a', () => {
      throw new Error(message)
    })
    bus.on('b', () => {
      throw new Error('another')
    })
    const { id } = bus.dispatch('a', 1)
    bus.dispatch('b', 1)
    const { show, copy } = messageOffer(message)
    expect(recording.find(show[0] ?? '').map((view) => view.id)).toEqual([id])
    expect(copy).toBe(message)
  },
)

test('an empty message is not asked for', () => {
  expect(messageOffer('')).toEqual({ show: [], hide: [], copy: '' })
})

test('a line offers what each of its values does, each once', () => {
  const name = fieldOffer('name', 'a')
  expect(allOffers([name, undefined, fieldOffer('bus', 'shop'), name])).toEqual({
    show: ['name=a', 'bus=shop'],
    hide: ['name=a', 'bus=shop'],
    copy: 'a',
  })
  expect(allOffers([undefined])).toBeUndefined()
})
