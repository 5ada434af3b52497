import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  amountText,
  configurationOf,
  droppedBy,
  loadRecorderSettings,
  MAX_CAPACITY,
  mayKeepReferences,
  parseAmount,
  parseRedactions,
  redactionProblem,
} from './recorder-settings.ts'

const page = { capacity: 1_000, capture: 'snapshot', redact: ['cardNumber'], stacks: 'listeners' } as const

test('what the user says nothing about is as the page wants it', () => {
  expect(configurationOf(page, {})).toEqual({ ...page, mutations: undefined })
})

test('what the user leaves out is left out besides what the page leaves out', () => {
  expect(configurationOf(page, { redact: ['iban'] }).redact).toEqual(['cardNumber', 'iban'])
})

test('a page that leaves something out is never recorded by reference', () => {
  expect(configurationOf(page, { capture: 'reference' })).toMatchObject({
    capture: 'snapshot',
    redact: ['cardNumber'],
  })
  expect(mayKeepReferences(page)).toBe(false)
  expect(mayKeepReferences({ redact: [] })).toBe(true)
})

test('where payloads are kept by reference or not at all, there is nothing to leave out', () => {
  expect(configurationOf({ redact: [] }, { capture: 'reference' })).toMatchObject({
    capture: 'reference',
    redact: [],
  })
  expect(configurationOf(page, { capture: 'none' })).toMatchObject({ capture: 'none', redact: [] })
})

test.each([
  [undefined],
  [null],
  [5],
  [{ capacity: 0.5, capture: 'all', redact: [5, ''], stacks: 1, mutations: 'maybe' }],
  [{ capacity: MAX_CAPACITY + 1 }],
])('%j loads as nothing', (stored) => {
  expect(loadRecorderSettings(stored)).toEqual({})
})

test('what makes sense is loaded, beside what does not', () => {
  const stored = { capacity: 200, capture: 'none', redact: ['iban', 7], stacks: 'on', mutations: 5 }
  expect(loadRecorderSettings(stored)).toEqual({
    capacity: 200,
    capture: 'none',
    redact: ['iban'],
    stacks: 'on',
  })
})

test('keys and paths are read from lines and commas, each once', () => {
  expect(parseRedactions(' iban, card.* ,,iban\n token ')).toEqual(['iban', 'card.*', 'token'])
})

test.each(['password', 'card.*', '*', 'items.*.serial', 'two words', 'card*.n*r', '$ref'])(
  '%s is a key or a path',
  (pattern) => {
    expect(redactionProblem(pattern)).toBeUndefined()
  },
)

test.each([
  ['[x', 'indexes stand between dots'],
  ['items[0].price', 'indexes stand between dots'],
  ['a..b', 'a key is missing'],
  ['.a', 'a key is missing'],
  ['a.', 'a key is missing'],
  ['**', '** for no more'],
  ['card.**', '** for no more'],
  ['"iban"', 'without quotes'],
])('%s is refused, and it is said why', (pattern, why) => {
  expect(redactionProblem(pattern)).toContain(why)
  expect(redactionProblem(pattern)).toContain(pattern)
})

test('any number is read as it is shown', () => {
  const numbers = fc.oneof(
    fc.nat(MAX_CAPACITY),
    fc.nat(600_000_000).map((value) => value / 1_000),
  )
  fc.assert(
    fc.property(numbers, (value) => {
      expect(parseAmount(amountText(value))).toBe(value)
    }),
  )
})

test.each([
  ['5000', 5_000],
  ['5,000', 5_000],
  ['5 000 000', 5_000_000],
  ['5_000', 5_000],
  [' 0.5 ', 0.5],
  ['16.', 16],
  ['.5', 0.5],
])('%s is a number', (text, value) => {
  expect(parseAmount(text)).toBe(value)
})

test.each(['', 'many', '-5', '1e9', '5,0', '1 2', '1.2.3', 'Infinity'])('%s is none', (text) => {
  expect(parseAmount(text)).toBeUndefined()
})

test('numbers are shown in thin groups of three', () => {
  expect([0.5, 100_000, 5_000_000, 1_234.5].map(amountText)).toEqual([
    '0.5',
    '100\u202f000',
    '5\u202f000\u202f000',
    '1\u202f234.5',
  ])
})

test('a smaller capacity drops what is beyond it', () => {
  expect(droppedBy(100, 250)).toBe(150)
  expect(droppedBy(250, 100)).toBe(0)
})
