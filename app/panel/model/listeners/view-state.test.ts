import { expect, test } from 'vitest'
import { recordedBus } from './test-support.ts'
import { ListenersModel } from './view-state.ts'

test('a tally is kept until another range, threshold or query is asked for', () => {
  const model = new ListenersModel(recordedBus().recording)
  const first = model.tally({ from: 0, to: 10 }, 16, '')
  expect(model.tally({ from: 0, to: 10 }, 16, '')).toBe(first)
  const other = model.tally({ from: 0, to: 20 }, 16, '')
  expect(other).not.toBe(first)
  expect(model.tally({ from: 0, to: 20 }, 8, '')).not.toBe(other)
  expect(model.tally({ from: 0, to: 20 }, 8, 'name=a')).not.toBe(model.tally({ from: 0, to: 20 }, 8, ''))
})

test('it counts the runs of its range, by its threshold', () => {
  const { recording, bus, pass } = recordedBus()
  bus.on('tick', () => pass(10), { name: 'clock' })
  for (let times = 0; times < 5; times++) bus.dispatch('tick', times)
  const tally = new ListenersModel(recording).tally({ from: 0, to: recording.now() - 20 }, 8, '')
  tally.update(Infinity, () => 0)
  expect(tally.stats[0]?.calls).toBe(3)
  expect(tally.stats[0]?.marks.map(({ kind }) => kind)).toEqual(['slow'])
})

test('with a query it counts the dispatches that match, and until then shows what it counted before', () => {
  const { recording, bus } = recordedBus()
  bus.on('tick', () => {}, { name: 'clock' })
  bus.on('tock', () => {}, { name: 'bell' })
  bus.dispatch('tick', 1)
  bus.dispatch('tock', 1)
  const model = new ListenersModel(recording)
  const calls = (): unknown => model.stats.map((one) => one.calls)
  expect(calls()).toEqual([])
  model.tally(undefined, 16, '').update(Infinity, () => 0)
  expect(calls()).toEqual([1, 1])
  const filtered = model.tally(undefined, 16, 'name=tick')
  expect(calls()).toEqual([1, 1])
  filtered.update(Infinity, () => 0)
  expect(calls()).toEqual([1, 0])
})

test('a group is opened and closed', () => {
  const model = new ListenersModel(recordedBus().recording)
  model.toggleGroup(3)
  expect([...model.store.getState().open]).toEqual([3])
  model.toggleGroup(3)
  expect(model.store.getState().open.size).toBe(0)
})
