import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { KnownNames } from './known-names.ts'
import { completions, goesOn, isWriting, recentQueries } from './suggestions.ts'

const names: KnownNames = {
  events: ['cart.item_added', 'cart.viewed', 'toast.shown'],
  buses: ['shop'],
  vias: [],
  listeners: ['badge', 'charge card'],
}
const complete = (text: string): ReturnType<typeof completions> => {
  const caret = text.indexOf('^')
  return completions(text.replace('^', ''), caret, names)
}

test('taking a value replaces what was written of it, and leaves the rest', () => {
  const [first] = complete('status:fa^ name:cart')
  expect(first).toMatchObject({ label: 'failed', filter: 'status:failed name:cart', caret: 13 })
})

test('a listener with a space is put in quotes, and the caret after them', () => {
  const charge = complete('listener:char^').find(({ label }) => label === 'charge card')
  expect(charge).toMatchObject({ filter: 'listener:"charge card"', caret: 22 })
})

test('taking a field goes on with its value', () => {
  const field = complete('stat^').find(({ label }) => label === 'status')
  expect(field?.filter).toBe('status:')
  expect(field !== undefined && goesOn(field)).toBe(true)
  const value = complete('status:o^').find(({ label }) => label === 'ok')
  expect(value !== undefined && goesOn(value)).toBe(false)
})

test('each suggestion changes the text, whatever is written and wherever the caret is', () => {
  const text = fc.string({ unit: fc.constantFrom(...'name:carstu=."(|) -') })
  fc.assert(
    fc.property(text, fc.nat(30), (filter, caret) => {
      for (const suggestion of completions(filter, caret, names)) {
        expect(suggestion.filter).not.toBe(filter)
        expect(suggestion.caret).toBeLessThanOrEqual(suggestion.filter.length)
      }
    }),
  )
})

test('the queries asked last replace all of the text', () => {
  expect(recentQueries(['status:failed'])).toEqual([
    { label: 'status:failed', detail: '', filter: 'status:failed', caret: 13 },
  ])
})

test.each([
  ['', 's', 1, true],
  ['stat', 'statu', 5, true],
  ['a b', 'ax b', 2, true],
  ['a', 'a ', 2, false],
  ['', 'status:failed', 13, false],
  ['toast./', 'toast.', 6, false],
])('from %j to %j, somebody is writing a word: %s', (before, after, caret, writing) => {
  expect(isWriting(before, after, caret)).toBe(writing)
})
