import { expect, test } from 'vitest'
import {
  configurationOf,
  loadRecorderSettings,
  MAX_CAPACITY,
  mayKeepReferences,
  parseRedactions,
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
