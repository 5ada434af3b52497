import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fitColumns, templateOf } from './fit-columns.ts'

const MESSAGE = { id: 'message', width: 200, grows: true }
const COUNT = { id: 'count', width: 60 }
const FIRST = { id: 'first', width: 80, givesWay: 1 }
const EVENT = { id: 'event', width: 140, givesWay: 2 }
const ALL = [MESSAGE, EVENT, COUNT, FIRST]

const shown = (room: number): string[] => fitColumns(ALL, room).map(({ id }) => id)

test('columns give way in their order, and keep their places', () => {
  expect(shown(480)).toEqual(['message', 'event', 'count', 'first'])
  expect(shown(479)).toEqual(['message', 'event', 'count'])
  expect(shown(399)).toEqual(['message', 'count'])
})

test('what does not give way stays, however little room there is', () => {
  expect(shown(10)).toEqual(['message', 'count'])
  expect(fitColumns(ALL, 1_000)).toBe(ALL)
})

test('no column is left out that there is room for, once those before it have gone', () => {
  const column = fc.record({ width: fc.integer({ min: 20, max: 300 }), givesWay: fc.nat(9) })
  fc.assert(
    fc.property(fc.array(column, { maxLength: 12 }), fc.nat(1_500), (columns, room) => {
      const left = fitColumns(columns, room)
      const widthOf = (some: readonly { width: number }[]): number =>
        some.reduce((sum, { width }) => sum + width, 0)
      expect(widthOf(left)).toBeLessThanOrEqual(room)
      const gone = columns.filter((one) => !left.includes(one))
      const last = Math.max(...gone.map(({ givesWay }) => givesWay))
      const rest = gone.filter(({ givesWay }) => givesWay === last)
      expect(gone.length === 0 || widthOf(left) + widthOf(rest) > room).toBe(true)
    }),
  )
})

test('columns that grow share what is left in proportion to their widths', () => {
  expect(templateOf([MESSAGE, COUNT], 80)).toEqual({ template: 'minmax(200px, 200fr) 60px 80px', width: 340 })
})
