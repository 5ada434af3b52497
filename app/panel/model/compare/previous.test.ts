import { expect, test } from 'vitest'
import { record } from '../test-support.ts'
import { PreviousFinder, previousOf } from './previous.ts'

test('it is the last one of the same event before', () => {
  const { bus, recording } = record()
  const first = bus.dispatch('a').id
  bus.dispatch('b')
  const second = bus.dispatch('a').id
  const third = bus.dispatch('a').id
  expect(previousOf(recording, third)).toBe(second)
  expect(previousOf(recording, second)).toBe(first)
  expect(previousOf(recording, first)).toBeUndefined()
  expect(previousOf(recording, -5)).toBeUndefined()
})

test('one that is dropped is no longer found', () => {
  const { bus, recording } = record({ capacity: 2 })
  const finder = new PreviousFinder(recording)
  const first = bus.dispatch('a').id
  const second = bus.dispatch('a').id
  expect(finder.of(second)).toBe(first)
  bus.dispatch('b')
  expect(finder.of(second)).toBeUndefined()
})
