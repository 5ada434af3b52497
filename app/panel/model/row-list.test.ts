import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RowList } from './row-list.ts'

const rowsOf = (list: RowList): number[] => Array.from({ length: list.length }, (_, at) => list.at(at))

/** What may happen to a list: rows come at either end or between, the oldest leave. */
const steps = fc.oneof(
  fc.record({ do: fc.constant('newer' as const), count: fc.integer({ min: 1, max: 700 }) }),
  fc.record({ do: fc.constant('older' as const), count: fc.integer({ min: 1, max: 700 }) }),
  fc.record({ do: fc.constant('between' as const), every: fc.integer({ min: 1, max: 40 }) }),
  fc.record({ do: fc.constant('remove' as const), every: fc.integer({ min: 1, max: 40 }) }),
  fc.record({ do: fc.constant('drop' as const), share: fc.double({ min: 0, max: 1, noNaN: true }) }),
)

test('whatever comes and leaves, at either end or between, the rows are there in ascending order', () => {
  fc.assert(
    fc.property(fc.array(steps, { maxLength: 20, size: 'max' }), (all) => {
      const list = new RowList()
      // Far above 32 bits, as after a day; only even rows at first, so there is room between them.
      let expected: number[] = [2 ** 40]
      list.addNewer(2 ** 40)
      for (const step of all) {
        const oldest = expected[0] ?? 2 ** 40
        const newest = expected.at(-1) ?? 2 ** 40
        if (step.do === 'newer') {
          for (let at = 1; at <= step.count; at++) list.addNewer(newest + 2 * at)
          expected.push(...Array.from({ length: step.count }, (_, at) => newest + 2 * (at + 1)))
        } else if (step.do === 'older') {
          for (let at = 1; at <= step.count; at++) list.addOlder(oldest - 2 * at)
          expected.unshift(...Array.from({ length: step.count }, (_, at) => oldest - 2 * (step.count - at)))
        } else if (step.do === 'between') {
          const known = new Set(expected)
          const added = expected
            .filter((_, at) => at % step.every === 0)
            .map((row) => row + 1)
            .filter((row) => !known.has(row))
          list.insert(added)
          expected = [...expected, ...added].sort((a, b) => a - b)
        } else if (step.do === 'remove') {
          const removed = expected.filter((_, at) => at % step.every === 0)
          // One that is not there, at either end.
          list.remove([oldest - 1, ...removed, newest + 1])
          expected = expected.filter((row) => !removed.includes(row))
        } else {
          const first = expected[Math.floor((expected.length - 1) * step.share)] ?? 0
          list.dropBelow(first)
          expected = expected.filter((row) => row >= first)
        }
        expect(rowsOf(list)).toEqual(expected)
      }
      expect(expected.map((row) => list.indexOf(row))).toEqual(expected.map((_, at) => at))
      expect(list.indexOf((expected.at(-1) ?? 0) + 1)).toBe(-1)
      expect(list.countBelow(Infinity)).toBe(expected.length)
    }),
    { numRuns: 100 },
  )
})

test('a list that is empty again takes rows at both ends', () => {
  const list = new RowList()
  list.addNewer(5)
  list.dropBelow(6)
  expect(list.length).toBe(0)
  list.addOlder(9)
  list.addNewer(10)
  expect(rowsOf(list)).toEqual([9, 10])
})
