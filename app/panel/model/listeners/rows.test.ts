import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { type ListenerColumn, type ListenerFilter, listenerRows, nextListenerSort, rowByKey } from './rows.ts'
import { known, recordedBus } from './test-support.ts'

const ALL: ListenerFilter = {
  text: '',
  markedOnly: false,
  hideRemoved: false,
  ranOnly: false,
  grouped: true,
  open: new Set(),
}

/** A shop with one slow listener, one that fails, one that is never called, one removed, and two that are fine. */
function shop() {
  const made = recordedBus()
  const { bus, pass } = made
  bus.on('cart.changed', () => pass(40), { name: 'totals' })
  bus.on('cart.changed', () => pass(2), { name: 'badge' })
  bus.on('cart.changed', () => pass(3), { name: 'save', owner: 'CartPage' })
  bus.on('order.placed', () => Promise.reject(new Error('down')), { name: 'receipt', async: true })
  bus.on('never.sent', () => {}, { name: 'archive' })
  bus.on('cart.changed', () => pass(1), { name: 'old', once: true })
  for (let times = 0; times < 4; times++) bus.dispatch('cart.changed', times)
  const stats = [...made.stats().values()]
  const names = (filter: Partial<ListenerFilter>, column?: ListenerColumn, desc = false): string[] =>
    listenerRows(stats, { ...ALL, ...filter }, column && { column, desc }, ({ name }) => places[name]).map(
      ({ one }) => one.name,
    )
  return { ...made, all: stats, names }
}

const places: Readonly<Record<string, string>> = { totals: 'app/b.ts:2', badge: 'app/a.ts:1' }

test('what is marked comes first, then what takes most of the time; what was never called is last', () => {
  const names = shop().names({})
  expect(names.slice(0, 4)).toEqual(['totals', 'save', 'badge', 'old'])
  expect(names.slice(4).sort()).toEqual(['archive', 'receipt'])
})

test('a mark puts a listener before others that take more time', () => {
  const { bus, pass, stats } = recordedBus()
  bus.on('a', () => pass(10), { name: 'busy' })
  bus.on('a', () => Promise.reject(new Error('down')), { name: 'broken' })
  for (let times = 0; times < 4; times++) bus.dispatch('a', times)
  return vi.waitFor(() => {
    const rows = listenerRows([...stats().values()], ALL, undefined, () => undefined)
    expect(rows.map(({ one }) => one.name)).toEqual(['broken', 'busy'])
  })
})

test.each([
  ['event', 'order', ['receipt']],
  ['name', 'BADGE', ['badge']],
  ['place', 'b.ts', ['totals']],
  ['owner', '<CartPage>', ['save']],
  ['mark', 'slow', ['totals']],
  ['words of several', 'cart badge', ['badge']],
])('listeners are found by their %s', (_by, text, found) => {
  expect(shop().names({ text })).toEqual(found)
})

test('a word that nothing has finds nothing', () => {
  expect(shop().names({ text: 'cart nowhere' })).toEqual([])
})

test('only what is marked, or only what is registered', () => {
  const { names } = shop()
  expect(names({ markedOnly: true }).sort()).toEqual(['archive', 'receipt', 'totals'])
  expect(names({ hideRemoved: true })).not.toContain('old')
})

test.each<[ListenerColumn, boolean, string]>([
  ['calls', true, 'totals'],
  ['syncMax', true, 'totals'],
  ['syncP50', false, 'old'],
  ['listener', false, 'archive'],
  ['event', false, 'totals'],
  ['place', false, 'badge'],
  ['state', true, 'old'],
  ['share', true, 'totals'],
  ['mode', false, 'receipt'],
])('sorted by %s, descending %s, %s is first', (column, desc, first) => {
  expect(shop().names({}, column, desc)[0]).toBe(first)
})

test.each([true, false])('what has no value is last, descending %s', (desc) => {
  const { names } = shop()
  expect(names({}, 'syncP95', desc).slice(-2).sort()).toEqual(['archive', 'receipt'])
})

const COLUMNS = ['listener', 'event', 'bus', 'mode', 'place', 'state', 'calls', 'errors', 'waiting'] as const
const DURATIONS = ['syncP50', 'syncP95', 'syncMax', 'waitP50', 'waitP95', 'waitMax', 'share'] as const

test('whatever it is sorted by, and however it is filtered, each listener that passes is there once', () => {
  const { all, names } = shop()
  fc.assert(
    fc.property(
      fc.constantFrom(...COLUMNS, ...DURATIONS),
      fc.boolean(),
      fc.boolean(),
      (column, desc, hideRemoved) => {
        const expected = all.filter(({ active }) => active || !hideRemoved).map(({ name }) => name)
        expect(names({ hideRemoved }, column, desc).sort()).toEqual(expected.sort())
      },
    ),
  )
})

test('a column sorts numbers from the largest and texts from A on, then the other way, then not', () => {
  const numbers = nextListenerSort(undefined, 'calls')
  expect(numbers).toEqual({ column: 'calls', desc: true })
  expect(nextListenerSort(numbers, 'calls')).toEqual({ column: 'calls', desc: false })
  expect(nextListenerSort({ column: 'calls', desc: false }, 'calls')).toBeUndefined()
  expect(nextListenerSort(numbers, 'listener')).toEqual({ column: 'listener', desc: false })
})

test('with a query, those without a run that counts can be left out', () => {
  expect(shop().names({ ranOnly: true })).toEqual(['totals', 'save', 'badge', 'old'])
})

/** A product page that leaves a listener behind with each visit, and one that is registered twice elsewhere. */
function leaking(visits: number) {
  const made = recordedBus({ stacks: 'listeners' })
  const { bus, pass } = made
  const visit = (ms: number): (() => void) =>
    bus.on('item.added', () => pass(ms), { name: 'recently viewed', owner: 'ProductPage' })
  const removers = Array.from({ length: visits }, (_, at) => {
    pass(200)
    return visit(at + 1)
  })
  bus.on('item.added', () => pass(1), { name: 'cart' })
  const rows = (filter: Partial<ListenerFilter> = {}, column?: ListenerColumn) =>
    listenerRows(made.all(), { ...ALL, ...filter }, column && { column, desc: true }, () => undefined)
  return { ...made, removers, rows }
}

test('living registrations that were made alike are one row, with all their numbers', () => {
  const { bus, rows } = leaking(4)
  bus.dispatch('item.added', 1)
  bus.dispatch('item.added', 2)
  const [group, cart] = rows()
  expect(group?.members).toHaveLength(4)
  expect(group?.one).toMatchObject({
    name: 'recently viewed',
    calls: 8,
    failed: 0,
    sync: { count: 8, max: 4, sum: 20 },
    selfTime: 20,
  })
  expect(group?.one.share).toBeCloseTo(20 / 22)
  expect(group?.one.marks.map(({ kind }) => kind)).toEqual(['leaking'])
  expect(cart?.one.name).toBe('cart')
  expect(rows()).toHaveLength(2)
  expect(rows({ grouped: false })).toHaveLength(5)
})

test('an open group has its registrations below it, in order, wherever it is sorted to', () => {
  const { bus, rows } = leaking(3)
  bus.dispatch('item.added', 1)
  const group = known(rows()[0]?.group)
  const shown = rows({ open: new Set([group]) }, 'syncMax')
  expect(shown.map(({ one, isMember }) => [one.name, isMember, one.sync?.max])).toEqual([
    ['recently viewed', false, 3],
    ['recently viewed', true, 3],
    ['recently viewed', true, 2],
    ['recently viewed', true, 1],
    ['cart', false, 1],
  ])
  expect(new Set(shown.map(({ key }) => key)).size).toBe(5)
})

test('one that is left of a group, and those that are removed, are rows of their own', () => {
  const { removers, rows } = leaking(3)
  removers[0]?.()
  expect(rows().map(({ one, members }) => [one.name, one.active, members.length])).toContainEqual([
    'recently viewed',
    true,
    2,
  ])
  expect(rows()).toHaveLength(3)
  removers[1]?.()
  expect(rows().every(({ members }) => members.length === 1)).toBe(true)
  expect(rows()).toHaveLength(4)
})

test('instances that are gone are one row, and not one with those that live', () => {
  const { bus, pass, all } = recordedBus({ stacks: 'listeners' })
  const mount = (): (() => void) => bus.on('a', () => {}, { name: 'row', managed: true })
  const rows = Array.from({ length: 5 }, mount)
  for (const unmount of rows.slice(0, 3)) {
    pass(100)
    unmount()
  }
  const shown = listenerRows(all(), ALL, undefined, () => undefined)
  expect(shown.map(({ one, members }) => [one.active, one.removed, members.length])).toEqual([
    [true, undefined, 2],
    [false, 300, 3],
  ])
})

test('what is selected is found by its key, also where it is not shown', () => {
  const { all, rows } = leaking(3)
  const [group] = rows()
  const hidden = rows({ text: 'cart' })
  expect(rowByKey(hidden, all(), group?.key)?.members).toHaveLength(3)
  const stats = all()
  expect(rowByKey(hidden, stats, String(stats[0]?.id))?.one).toBe(stats[0])
  expect(rowByKey(hidden, all(), undefined)).toBeUndefined()
  expect(rowByKey(hidden, all(), '4711')).toBeUndefined()
})

test('a group is never called only if none of it was', () => {
  const { bus, all } = recordedBus({ stacks: 'listeners' })
  const marks: unknown[] = []
  for (let times = 0; times < 3; times++) {
    bus.on('tick', () => {}, { name: 'clock' })
    marks.push(listenerRows(all(), ALL, undefined, () => undefined)[0]?.one.marks.map(({ kind }) => kind))
    if (times === 1) bus.dispatch('tick', 1)
  }
  expect(marks).toEqual([['never-called'], ['duplicate', 'never-called'], ['duplicate']])
})
