import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { type ListenerColumn, type ListenerFilter, listenerRows, nextListenerSort } from './rows.ts'
import { recordedBus } from './test-support.ts'

const ALL: ListenerFilter = { text: '', markedOnly: false, hideRemoved: false }

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
      ({ name }) => name,
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
    expect(rows.map(({ name }) => name)).toEqual(['broken', 'busy'])
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
