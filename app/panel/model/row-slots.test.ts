import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RowSlots } from './row-slots.ts'

test('a row that stays keeps its element', () => {
  const slots = new RowSlots()
  const [, second, third] = slots.assign([10, 11, 12])
  expect(slots.assign([11, 12, 13]).slice(0, 2)).toEqual([second, third])
})

test('a row that comes takes over the element of one that left', () => {
  const slots = new RowSlots()
  const before = slots.assign([10, 11, 12])
  expect(slots.assign([12, 13, 14]).toSorted()).toEqual(before.toSorted())
})

test('where all rows are new, elements stay in their order, even after some have moved', () => {
  const slots = new RowSlots()
  slots.assign([10, 11, 12])
  const moved = slots.assign([12, 13, 14])
  expect(slots.assign([20, 21, 22])).toEqual(moved)
})

test('no two rows share an element, and there are no more elements than rows were ever shown at once', () => {
  const windows = fc.array(fc.uniqueArray(fc.integer({ min: 0, max: 30 }), { maxLength: 12 }))
  fc.assert(
    fc.property(windows, (all) => {
      const slots = new RowSlots()
      let most = 0
      for (const rows of all) {
        most = Math.max(most, rows.length)
        const assigned = slots.assign(rows)
        expect(assigned).toHaveLength(rows.length)
        expect(new Set(assigned).size).toBe(rows.length)
        for (const slot of assigned) expect(slot).toBeLessThan(most)
      }
    }),
  )
})
