import fc from 'fast-check'
import { expect, it } from 'vitest'
import { recordedBus } from '../test-support.ts'

/** Whether all of a text is like the pattern, found out the slow way. */
function isLike(text: string, pattern: string): boolean {
  if (pattern === '') return text === ''
  const [char, rest] = [pattern[0]!, pattern.slice(1)]
  if (char === '*') return isLike(text, rest) || (text !== '' && isLike(text.slice(1), pattern))
  return text !== '' && (char === '?' || char === text[0]!.toLowerCase()) && isLike(text.slice(1), rest)
}

it('any pattern finds the texts that are like it, and no others', () => {
  const { bus, recorder, recording } = recordedBus()
  const letters = (...all: string[]) =>
    fc.array(fc.constantFrom(...all), { maxLength: 8 }).map((some) => some.join(''))
  const runs = fc.property(letters('a', 'b', '*', '?'), letters('a', 'b', 'B'), (pattern, text) => {
    fc.pre(/[*?]/.test(pattern))
    recorder.clear()
    bus.dispatch('a', { text })
    expect(recording.find(`payload.text:${pattern} payload.text:"${text}"`).length).toBe(
      isLike(text, pattern) ? 1 : 0,
    )
  })
  expect(() => fc.assert(runs, { numRuns: 500 })).not.toThrow()
})
