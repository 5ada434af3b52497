import fc from 'fast-check'
import { expect, it } from 'vitest'
import { excerpt, mark, type Piece } from './excerpt.ts'

const textOf = (pieces: readonly Piece[]): string => pieces.map(({ text }) => text).join('')
const markedIn = (pieces: readonly Piece[]): readonly string[] =>
  pieces.filter(({ marked }) => marked).map(({ text }) => text)

const WORDS = ['bus', 'createBus', 'a', 'listener', 'HTTPDriver', 'é', 'cart.item_added', '—']
const texts = fc.array(fc.constantFrom(...WORDS), { maxLength: 120 }).map((words) => words.join(' '))
const terms = fc.subarray(['bus', 'listener', 'item', 'driver', 'nothing']).map((list) => new Set(list))

it('marking leaves the text as it is, and marks terms only', () => {
  fc.assert(
    fc.property(texts, terms, (text, wanted) => {
      const pieces = mark(text, wanted)
      expect(textOf(pieces)).toBe(text)
      for (const word of markedIn(pieces)) expect(wanted.has(word.toLowerCase())).toBe(true)
    }),
  )
})

it('an excerpt is a part of the text, of bounded length, with a term in it where the text has one', () => {
  fc.assert(
    fc.property(texts, terms, (text, wanted) => {
      const pieces = excerpt(text, wanted)
      const shown = textOf(pieces).replace(/^… | …$/g, '')
      expect(text).toContain(shown)
      expect(shown.length).toBeLessThanOrEqual(160)
      expect(markedIn(pieces).length > 0).toBe(markedIn(mark(text, wanted)).length > 0)
    }),
  )
})

it('a hump of a name is marked, a part of a word is not', () => {
  expect(markedIn(mark('createBus, HTTPDriver, busiest', new Set(['bus', 'http'])))).toEqual(['Bus', 'HTTP'])
})

it('of several places, the one with most of the terms is shown', () => {
  const filler = 'word '.repeat(60)
  const pieces = excerpt(`bus ${filler}bus and listener ${filler}`, new Set(['bus', 'listener']))
  expect(markedIn(pieces)).toEqual(['bus', 'listener'])
  expect(textOf(pieces)).toMatch(/^… .* …$/)
})
