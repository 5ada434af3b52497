import { parseQuery } from 'eventscope/recorder'
import { expect, test } from 'vitest'
import type { Sort } from './sort.ts'
import { record, rowsOf, steppingClock } from './test-support.ts'

test('a sort is made anew after changes, once the last one has had its rest', () => {
  let time = 0
  let step = 1
  const { bus, index } = record({}, () => (time += step))
  const sort: Sort = { column: 'event', desc: false }
  for (const name of ['c', 'b', 'd']) bus.dispatch(name)
  expect(index.update({ query: parseQuery(''), sort })).toBe(true)
  expect(rowsOf(index)).toEqual([1, 0, 2])
  step = 0
  bus.dispatch('a')
  expect(index.update({ query: parseQuery(''), sort })).toBe(false)
  expect(rowsOf(index)).toEqual([1, 0, 2])
  time += 300
  expect(index.update({ query: parseQuery(''), sort })).toBe(true)
  expect(rowsOf(index)).toEqual([3, 1, 0, 2])
})

test('another sort does not wait for the rest of the last', () => {
  let time = 0
  const { bus, index } = record({}, () => time++)
  for (const name of ['c', 'b', 'd']) bus.dispatch(name)
  index.update({ query: parseQuery(''), sort: { column: 'event', desc: false } })
  expect(index.update({ query: parseQuery(''), sort: { column: 'event', desc: true } })).toBe(true)
  expect(rowsOf(index)).toEqual([2, 0, 1])
})

test('until a sort is through, the rows are shown in the order they had', () => {
  let time = 0
  const { bus, index } = record({}, () => (time += 100))
  for (let at = 0; at < 20_000; at++) bus.dispatch(`name ${(at * 7) % 20_000}`)
  expect(index.update({ query: parseQuery(''), sort: { column: 'event', desc: false } })).toBe(false)
  expect([index.rowAt(0), index.rowAt(19_999)]).toEqual([0, 19_999])
  let updates = 1
  while (!index.update({ query: parseQuery(''), sort: { column: 'event', desc: false } }))
    expect(updates++).toBeLessThan(1_000)
  expect(updates).toBeGreaterThan(10)
  expect(index.update({ query: parseQuery(''), sort: { column: 'event', desc: true } })).toBe(false)
  expect(index.rowAt(0)).toBe(0)
  expect(index.rowAt(19_999)).not.toBe(19_999)
})

test('a row keeps its place in the order while older ones drop out of it', () => {
  let time = 0
  const { bus, index } = record({ capacity: 100 }, () => ++time)
  for (let at = 0; at < 100; at++) bus.dispatch(`name ${(at * 37) % 100}`)
  const sort: Sort = { column: 'event', desc: true }
  index.update({ query: parseQuery(''), sort })
  const order = rowsOf(index)
  for (let dropped = 1; dropped <= 50; dropped++) {
    bus.dispatch('new')
    index.update({ query: parseQuery(''), sort })
    const left = order.filter((row) => row >= dropped)
    expect(rowsOf(index)).toEqual(left)
    expect([index.indexOf(99), index.indexOf(0)]).toEqual([left.indexOf(99), -1])
  }
})

test('with a filter, what is found so far is sorted before the search is through', () => {
  const { bus, index, columns } = record({}, steppingClock(100))
  for (let at = 0; at < 1_000; at++) bus.dispatch(`name ${at % 7}`)
  for (let at = 0; at < 20; at++)
    index.update({ query: parseQuery('name'), sort: { column: 'event', desc: false } })
  expect(index.progress).toBeLessThan(1)
  const names = rowsOf(index).map((row) => columns.event(row))
  expect(new Set(names).size).toBe(7)
  expect(names).toEqual(names.toSorted())
})

test('while a sort rests, rows that were dropped are not shown', () => {
  let time = 0
  const { bus, index } = record({ capacity: 3 }, () => (time += 1))
  for (const name of ['c', 'b', 'd']) bus.dispatch(name)
  index.update({ query: parseQuery(''), sort: { column: 'event', desc: false } })
  bus.dispatch('a')
  index.update({ query: parseQuery(''), sort: { column: 'event', desc: false } })
  expect(rowsOf(index)).toEqual([1, 2])
})
