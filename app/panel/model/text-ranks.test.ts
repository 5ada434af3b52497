import fc from 'fast-check'
import { expect, test } from 'vitest'
import { TextRanks } from './text-ranks.ts'

/** The rank of each text, among all of them. */
function ranksOf(texts: readonly string[]): { ranks: number[]; steps: number; size: number } {
  const all = new TextRanks()
  const ids = texts.map((text) => all.idOf(text))
  let steps = 0
  for (const _step of all.rank()) steps++
  return { ranks: ids.map((id) => all.rankOf(id)), steps, size: all.size }
}

function expected(texts: readonly string[]): number[] {
  const places = new Map([...new Set(texts)].sort().map((text, rank) => [text, rank]))
  return texts.map((text) => places.get(text) ?? -1)
}

test('ranks are in the order of the texts, and the same for equal ones', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 3 }), { maxLength: 200 }), (texts) => {
      expect(ranksOf(texts).ranks).toEqual(expected(texts))
    }),
  )
})

test('names made up without end are ranked in many steps, equal ones the same', () => {
  const texts = Array.from({ length: 100_000 }, (_, at) => `user.${(at * 7_919) % 50_021}`)
  const { ranks, steps, size } = ranksOf(texts)
  const places = expected(texts)
  expect(ranks.findIndex((rank, at) => rank !== places[at])).toBe(-1)
  expect(steps).toBeGreaterThan(200)
  expect(Math.max(...ranks.slice(0, 1_000))).toBeLessThan(size)
})
