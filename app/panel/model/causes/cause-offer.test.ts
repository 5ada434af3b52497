import { expect, test } from 'vitest'
import { record } from '../test-support.ts'
import { causeOffer } from './cause-offer.ts'

function chain() {
  const { bus, recording } = record()
  bus.on('a', () => void bus.dispatch('b'), { name: 'maker' })
  const { id } = bus.dispatch('a')
  const { root } = recording.causes(id)!
  return { root, effect: root.children[0]! }
}

test('an event is asked for by its name, the listener that dispatched it by its own', () => {
  const { effect } = chain()
  expect(causeOffer(effect, 'event')).toEqual({ show: ['name=b'], hide: ['name=b'], copy: 'b' })
  expect(causeOffer(effect, 'listener')).toEqual({
    show: ['listener=maker'],
    hide: ['listener=maker'],
    copy: 'maker',
  })
  expect(causeOffer(effect, 'both').show).toEqual(['name=b', 'listener=maker'])
})

test('what no listener dispatched offers its event', () => {
  const { root } = chain()
  for (const of of ['event', 'listener', 'both'] as const)
    expect(causeOffer(root, of).show).toEqual(['name=a'])
})
