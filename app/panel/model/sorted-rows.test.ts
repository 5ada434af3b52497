import { createBus } from 'eventscope'
import { createRecorder } from 'eventscope/recorder'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { COLUMN_IDS, type Sort } from './sort.ts'
import { SortedRows } from './sorted-rows.ts'
import { plainSort } from './test-support.ts'

const NAMES = ['cart', 'user', 'page', '']

function record(capacity: number) {
  let time = 0
  const recorder = createRecorder({ capacity, clock: () => (time += 0.1) })
  const bus = createBus({ onError: () => {} })
  recorder.attach(bus)
  const pending: ((error: Error) => void)[] = []
  bus.on('slow', () => void (time += 20))
  bus.on('late', () => new Promise<void>((_resolve, reject) => pending.push(reject)))
  /** The oldest dispatch that is pending fails. */
  const settle = async (): Promise<void> => {
    pending.shift()?.(new Error('no'))
    for (let turn = 0; turn < 5; turn++) await Promise.resolve()
  }
  return { bus, columns: recorder.recording.columns, settle }
}

type Columns = ReturnType<typeof record>['columns']

const rowsOf = (rows: SortedRows): number[] => Array.from({ length: rows.length }, (_, at) => rows.at(at))
const kept = ({ first, end }: Columns): number[] => Array.from({ length: end - first }, (_, at) => first + at)

function start(rows: SortedRows, columns: Columns, sort: Sort): void {
  const { first, end } = columns
  rows.start(columns, { length: end - first, at: (index) => first + index }, sort)
}

/** A single step. */
const step = (rows: SortedRows): boolean => rows.advance(-1, () => 0)

const sorts = fc.record({
  column: fc.constantFrom(...COLUMN_IDS.filter((column) => column !== 'time')),
  desc: fc.boolean(),
})
const actions = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('dispatch' as const), name: fc.constantFrom(...NAMES) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('slow' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('late' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('settle' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('sort' as const), by: sorts }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('step' as const) }) },
)

test('a sort in steps equals a plain stable sort, whatever is recorded, dropped and settled meanwhile', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(actions, { maxLength: 80, size: 'max' }),
      sorts,
      fc.integer({ min: 1, max: 20 }),
      async (all, last, capacity) => {
        const { bus, columns, settle } = record(capacity)
        const rows = new SortedRows()
        for (const action of all) {
          if (action.do === 'dispatch') bus.dispatch(action.name === '' ? 'nameless' : action.name)
          else if (action.do === 'slow') bus.dispatch('slow')
          else if (action.do === 'late') bus.dispatch('late')
          else if (action.do === 'settle') await settle()
          else if (action.do === 'sort') start(rows, columns, action.by)
          else step(rows)
          rows.dropBelow(columns.first)
          // Whatever is shown is there, and there once.
          const shown = rowsOf(rows)
          expect(shown.every((row) => row >= columns.first && row < columns.end)).toBe(true)
          expect(new Set(shown).size).toBe(shown.length)
        }
        start(rows, columns, last)
        while (!step(rows)) continue
        const expected = plainSort(columns, kept(columns), last)
        expect(rowsOf(rows)).toEqual(expected)
        expect(expected.map((row) => rows.indexOf(row))).toEqual(expected.map((_, at) => at))
      },
    ),
    { numRuns: 200 },
  )
})

test('while one is being made, the last is shown', () => {
  const { bus, columns } = record(10)
  for (const name of ['b', 'c', 'a']) bus.dispatch(name)
  const rows = new SortedRows()
  start(rows, columns, { column: 'event', desc: false })
  expect([rows.ready, rows.length]).toEqual([false, 0])
  while (!step(rows)) continue
  bus.dispatch('0')
  start(rows, columns, { column: 'event', desc: true })
  step(rows)
  expect([rows.sorting, ...rowsOf(rows)]).toEqual([true, 2, 0, 1])
  rows.cancel()
  expect([rows.sorting, ...rowsOf(rows)]).toEqual([false, 2, 0, 1])
})

test('rows dropped while it is being made are not shown when it is', () => {
  const { bus, columns } = record(5_000)
  for (let at = 0; at < 5_000; at++) bus.dispatch(`name ${(at * 7) % 5_000}`)
  const before = kept(columns)
  const sort: Sort = { column: 'event', desc: false }
  const expected = plainSort(columns, before, sort).filter((row) => row >= 4_500)
  const rows = new SortedRows()
  start(rows, columns, sort)
  // The first steps read keys: rows 4 500 … are still to be read when those before them are gone.
  step(rows)
  for (let at = 0; at < 4_500; at++) bus.dispatch('new')
  while (!step(rows)) continue
  rows.dropBelow(columns.first)
  expect(rowsOf(rows)).toEqual(expected)
})

test('a row is found at its place after others before it were dropped, however often it was asked for', () => {
  const { bus, columns } = record(6)
  for (let at = 0; at < 6; at++) bus.dispatch(`name ${at}`)
  const rows = new SortedRows()
  start(rows, columns, { column: 'event', desc: false })
  while (!step(rows)) continue
  expect(rows.indexOf(5)).toBe(5)
  bus.dispatch('new')
  bus.dispatch('new')
  rows.dropBelow(columns.first)
  expect([rows.indexOf(5), rows.indexOf(1)]).toEqual([3, -1])
})
