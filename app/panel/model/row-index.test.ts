import { parseQuery } from 'eventscope/recorder'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Range } from './range.ts'
import { COLUMN_IDS, type ColumnId, type Sort } from './sort.ts'
import { record, reference, rowsOf, steppingClock } from './test-support.ts'

function gate(): { promise: Promise<void>; open: () => void; fail: (error: Error) => void } {
  let open = (): void => {}
  let fail = (_error: Error): void => {}
  const promise = new Promise<void>((resolve, reject) => {
    open = resolve
    fail = reject
  })
  return { promise, open, fail }
}

describe('filter', () => {
  test('what arrives after an update makes it no less complete', () => {
    const { bus, index } = record()
    const query = parseQuery('a')
    bus.dispatch('a')
    expect(index.isOf(query)).toBe(false)
    index.update({ query })
    bus.dispatch('a')
    expect(index.progress).toBe(1)
    expect(index.isOf(query)).toBe(true)
  })

  test('without one, every row has its place', () => {
    const { bus, index } = record()
    for (let at = 0; at < 5; at++) bus.dispatch('a', at)
    expect(index.update({ query: parseQuery('') })).toBe(true)
    expect(rowsOf(index)).toEqual([0, 1, 2, 3, 4])
    expect(index.progress).toBe(1)
  })

  test('only rows that match are in the index, also after it has changed and is gone', () => {
    const { bus, index } = record()
    for (const name of ['cart', 'user', 'cart', 'page']) bus.dispatch(name)
    index.update({ query: parseQuery('cart') })
    expect(rowsOf(index)).toEqual([0, 2])
    index.update({ query: parseQuery('user') })
    expect(rowsOf(index)).toEqual([1])
    index.update({ query: parseQuery('nothing') })
    expect(rowsOf(index)).toEqual([])
    index.update({ query: parseQuery('') })
    expect(rowsOf(index)).toEqual([0, 1, 2, 3])
  })

  test('rows that arrive later are added', () => {
    const { bus, index } = record()
    bus.dispatch('cart')
    index.update({ query: parseQuery('cart') })
    bus.dispatch('user')
    bus.dispatch('cart')
    index.update({ query: parseQuery('cart') })
    expect(rowsOf(index)).toEqual([0, 2])
  })

  test('a row comes to match by the error it settles with, at its place', async () => {
    const { bus, index } = record()
    const { promise, fail } = gate()
    bus.on('late', () => promise)
    const handle = bus.dispatch('late')
    bus.dispatch('broken')
    index.update({ query: parseQuery('broken') })
    expect(rowsOf(index)).toEqual([1])
    fail(new Error('broken pipe'))
    await handle.wait()
    index.update({ query: parseQuery('broken') })
    expect(rowsOf(index)).toEqual([0, 1])
  })

  test('a row comes to match by a listener that starts later, while another is pending', async () => {
    const { bus, index } = record()
    const { promise, open } = gate()
    const started = gate()
    bus.on('save', () => promise)
    bus.on('save', () => started.open(), { async: true, name: 'indexer' })
    const handle = bus.dispatch('save')
    index.update({ query: parseQuery('indexer') })
    expect(rowsOf(index)).toEqual([])
    await started.promise
    index.update({ query: parseQuery('indexer') })
    expect(handle.settled).toBe(false)
    expect(rowsOf(index)).toEqual([0])
    open()
    await handle.wait()
    index.update({ query: parseQuery('indexer') })
    expect(rowsOf(index)).toEqual([0])
  })

  test('after a clear it starts anew', () => {
    const { bus, index, recorder } = record()
    for (let at = 0; at < 3; at++) bus.dispatch('a')
    index.update({ query: parseQuery('a') })
    recorder.clear()
    expect(index.rowAt(0)).toBe(-1)
    bus.dispatch('b')
    expect(index.progress).toBeLessThanOrEqual(1)
    index.update({ query: parseQuery('a') })
    expect(rowsOf(index)).toEqual([])
    index.update({ query: parseQuery('b') })
    expect(rowsOf(index)).toEqual([0])
  })

  test('a row dropped since the last update is told as −1', () => {
    const { bus, index } = record({ capacity: 2 })
    bus.dispatch('a')
    bus.dispatch('a')
    index.update({ query: parseQuery('a') })
    bus.dispatch('b')
    expect(index.rowAt(0)).toBe(-1)
    expect(index.rowAt(1)).toBe(1)
  })
})

describe('budget', () => {
  /** A clock that is past the budget whenever it is read. */
  const hasty = (): (() => number) => steppingClock(100)

  test('an update stops when it is used up, and later ones complete', () => {
    const { bus, index } = record({}, hasty())
    for (let at = 0; at < 1_000; at++) bus.dispatch(at % 2 === 0 ? 'even' : 'odd')
    expect(index.update({ query: parseQuery('odd') })).toBe(false)
    expect(index.progress).toBeGreaterThan(0)
    expect(index.progress).toBeLessThan(1)
    let updates = 1
    while (!index.update({ query: parseQuery('odd') })) expect(updates++).toBeLessThan(100)
    expect(index.progress).toBe(1)
    expect(index.length).toBe(500)
  })

  test('the newest rows are found first: they are what is in view', () => {
    const { bus, index } = record({}, hasty())
    for (let at = 0; at < 1_000; at++) bus.dispatch('a')
    expect(index.update({ query: parseQuery('a') })).toBe(false)
    expect(index.length).toBeGreaterThan(0)
    expect(rowsOf(index).at(-1)).toBe(999)
    bus.dispatch('a')
    expect(index.update({ query: parseQuery('a') })).toBe(false)
    expect(rowsOf(index).at(-1)).toBe(1_000)
  })

  test('a search shows something at once, then takes more time for a while, and less from then on', () => {
    let time = 0
    const { bus, index } = record({}, () => ++time)
    for (let at = 0; at < 3_000; at++) bus.dispatch('a')
    const found = (): number => {
      const before = index.length
      index.update({ query: parseQuery('a') })
      return index.length - before
    }
    index.update({ query: parseQuery('') })
    index.update({ query: parseQuery('a') })
    const [first, urgent] = [index.length, found()]
    time += 1_000
    const later = found()
    expect(first).toBeGreaterThan(0)
    expect(urgent).toBeGreaterThan(first)
    expect(later).toBeGreaterThan(0)
    expect(later).toBeLessThan(urgent)
  })

  test('where frames come late it takes less, until they come in time again', () => {
    let time = 0
    const { bus, index } = record({}, () => (time += 0.1))
    for (let at = 0; at < 50_000; at++) bus.dispatch('a')
    const found = (between: number): number => {
      time += between
      const before = index.length
      index.update({ query: parseQuery('a') })
      return index.length - before
    }
    index.update({ query: parseQuery('a') })
    found(1_000)
    const [late, later] = [found(50), found(50)]
    expect(later).toBeLessThanOrEqual(late)
    const [inTime, soon] = [found(5), found(5)]
    expect(inTime).toBeGreaterThan(later)
    expect(soon).toBeGreaterThan(inTime)
  })

  test('a new query starts anew, however much was found for the last', () => {
    const { bus, index } = record({}, hasty())
    for (let at = 0; at < 1_000; at++) bus.dispatch(at === 0 ? 'rare' : 'common')
    index.update({ query: parseQuery('common') })
    index.update({ query: parseQuery('rare') })
    expect(index.progress).toBeLessThan(1)
    let updates = 1
    while (!index.update({ query: parseQuery('rare') })) expect(updates++).toBeLessThan(100)
    expect(rowsOf(index)).toEqual([0])
  })

  test('rows that settled are looked at in several updates, too', async () => {
    const setup = record({}, hasty())
    const { bus, index } = setup
    const { promise, fail } = gate()
    bus.on('late', () => promise)
    const handles = Array.from({ length: 1_000 }, () => bus.dispatch('late'))
    let updates = 0
    while (!index.update({ query: parseQuery('pipe') })) expect(updates++).toBeLessThan(100)
    fail(new Error('broken pipe'))
    await Promise.all(handles.map((handle) => handle.wait()))
    expect(index.update({ query: parseQuery('pipe') })).toBe(false)
    expect(index.length).toBeGreaterThan(0)
    expect(index.length).toBeLessThan(1_000)
    while (!index.update({ query: parseQuery('pipe') })) expect(updates++).toBeLessThan(200)
    expect(rowsOf(index)).toEqual(reference(setup, 'pipe'))
    expect(index.length).toBe(1_000)
  })
})

const sorts = fc.option(fc.record({ column: fc.constantFrom<ColumnId>(...COLUMN_IDS), desc: fc.boolean() }), {
  nil: undefined,
})
const times = fc.double({ min: 0, max: 60, noNaN: true })
const ranges = fc.option(
  fc.tuple(times, times).map(([a, b]): Range => ({ from: Math.min(a, b), to: Math.max(a, b) })),
  { nil: undefined },
)
const names = fc.constantFrom('cart', 'user', 'page')
const steps = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('dispatch' as const), name: names }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('pending' as const), name: names }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('settle' as const), name: names }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('clear' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('rest' as const) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('look' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('ask' as const),
      query: fc.constantFrom(
        '',
        'cart',
        'user',
        'broken',
        'indexer',
        'cart late',
        'status:waiting',
        '-status:waiting cart',
      ),
      sort: sorts,
      range: ranges,
    }),
  },
)

interface Asked {
  readonly query: string
  readonly sort?: Sort | undefined
  readonly range?: Range | undefined
}

function expectAgreement(setup: ReturnType<typeof record>, { query, sort, range }: Asked): void {
  const { index } = setup
  let updates = 0
  while (!index.update({ query: parseQuery(query), sort, range })) expect(updates++).toBeLessThan(100)
  const expected = reference(setup, query, sort, range)
  expect(rowsOf(index)).toEqual(expected)
  expect(expected.map((row) => index.indexOf(row))).toEqual(expected.map((_, at) => at))
  expect(index.indexOf(-1)).toBe(-1)
  expect(index.rowAt(expected.length)).toBe(-1)
  expect(index.progress).toBe(1)
}

test('whatever happens, the index agrees with filtering and sorting the whole recording', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(steps, { maxLength: 60, size: 'max' }),
      fc.integer({ min: 1, max: 8 }),
      async (all, capacity) => {
        // Past the budget and the rest of a sort, whenever it is read.
        const setup = record({ capacity }, steppingClock(1_000))
        const { bus, recorder } = setup
        let last = gate()
        let asked: Asked = { query: 'cart' }
        bus.onAny(() => {}, { async: true, name: 'indexer' })
        bus.onAny((payload) => (payload === 'late' ? last.promise : undefined))
        for (const step of all) {
          if (step.do === 'dispatch') bus.dispatch(step.name)
          else if (step.do === 'pending') bus.dispatch(step.name, 'late')
          else if (step.do === 'clear') recorder.clear()
          else if (step.do === 'settle') {
            last.fail(new Error(`broken ${step.name}`))
            await last.promise.catch(() => {})
            last = gate()
          } else if (step.do === 'rest') await Promise.resolve()
          else if (step.do === 'ask') asked = step
          else expectAgreement(setup, asked)
        }
        last.open()
        const { query, range } = asked
        expectAgreement(setup, { query, range })
        expect(setup.index.length).toBe(reference(setup, query, undefined, range).length)
      },
    ),
    { numRuns: 200 },
  )
})
