import fc from 'fast-check'
import { expect, test } from 'vitest'
import { firstRowAt, rowsWithin } from '../index.ts'
import { recordedBus } from '../test-support.ts'

const times = fc.double({ min: 999, max: 1_040, noNaN: true })

test('the rows within a range are those a plain look at each finds', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 60 }),
      fc.integer({ min: 1, max: 40 }),
      times,
      times,
      (count, capacity, a, b) => {
        const { bus, recording, clock } = recordedBus({ capacity })
        const { columns } = recording
        for (let at = 0; at < count; at++) {
          bus.dispatch('a')
          clock.advance(at % 3 === 0 ? 0 : 1)
        }
        const range = { from: Math.min(a, b), to: Math.max(a, b) }
        const { first, end } = rowsWithin(columns, range)
        const rows = Array.from({ length: recording.size }, (_, at) => columns.first + at)
        expect(rows.filter((row) => row >= first && row < end)).toEqual(
          rows.filter((row) => columns.time(row) >= range.from && columns.time(row) < range.to),
        )
      },
    ),
  )
})

test('without a range it is all of them', () => {
  const { bus, recording } = recordedBus()
  bus.dispatch('a')
  expect(rowsWithin(recording.columns, undefined)).toEqual({ first: 0, end: 1 })
})

test('after the last there is none', () => {
  const { bus, recording } = recordedBus()
  bus.dispatch('a')
  expect(firstRowAt(recording.columns, Infinity)).toBe(1)
})
