import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compare } from './difference.ts'

test('a payload is the same as itself', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(compare(value, structuredClone(value))).toEqual({ changes: [], more: 0 })
    }),
  )
})

test('any other value at one place is one change, with its path', () => {
  fc.assert(
    fc.property(fc.array(fc.integer(), { minLength: 1, maxLength: 8 }), fc.nat(), (numbers, at) => {
      const index = at % numbers.length
      const after = numbers.with(index, numbers[index]! + 1)
      expect(compare({ items: numbers }, { items: after })?.changes).toEqual([
        { kind: 'changed', path: `items[${index}]`, before: numbers[index], after: numbers[index]! + 1 },
      ])
    }),
  )
})

test('what came and went is told apart from what changed', () => {
  const { changes } = compare({ sku: 'A1', qty: 1, gone: true }, { sku: 'A1', qty: 2, fresh: [1] })!
  expect(changes.toSorted((a, b) => a.path.localeCompare(b.path))).toEqual([
    { kind: 'added', path: 'fresh', before: undefined, after: [1] },
    { kind: 'removed', path: 'gone', before: true, after: undefined },
    { kind: 'changed', path: 'qty', before: 1, after: 2 },
  ])
})

test('a payload that became another kind of thing is one change of the whole', () => {
  expect(compare(5, { qty: 5 })?.changes).toEqual([
    { kind: 'changed', path: '', before: 5, after: { qty: 5 } },
  ])
  expect(compare(undefined, 5)?.changes).toHaveLength(1)
})

test('of very many changes the first are shown, and the others counted', () => {
  const before = Array.from({ length: 600 }, () => 0)
  const after = before.map(() => 1)
  const { changes, more } = compare(before, after)!
  expect([changes.length, more]).toEqual([500, 100])
})

test('a payload that can not be read is not compared', () => {
  const hostile = {
    get total(): never {
      throw new Error('no')
    },
  }
  expect(compare({}, hostile)).toBeUndefined()
})
