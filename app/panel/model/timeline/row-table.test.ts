import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RowTable } from './row-table.ts'

test('what is kept of the rows stays, wherever they begin, while the table grows', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 2, max: 4_096 }), (first, count) => {
      const table = new RowTable()
      const rows = Array.from({ length: count }, (_, at) => first + at)
      table.reserve(first, first + count)
      for (const row of rows) table.add(row, row % 100, row + 0.5, row % 7)
      for (const row of rows.slice(1)) table.link(first, row)
      table.reserve(first, first + 10_000)
      const told: number[] = []
      for (let row = table.firstChild(first); row >= 0; row = table.nextSibling(row)) told.push(row)
      expect(told).toEqual(rows.slice(1))
      expect(rows.map((row) => table.lane(row))).toEqual(rows.map((row) => row % 100))
      expect(rows.map((row) => table.end(row))).toEqual(rows.map((row) => row + 0.5))
      expect(rows.map((row) => table.returned(row))).toEqual(rows.map((row) => row % 7))
    }),
    { numRuns: 50 },
  )
})
