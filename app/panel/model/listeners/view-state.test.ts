import { expect, test } from 'vitest'
import { recordedBus } from './test-support.ts'
import { ListenersModel } from './view-state.ts'

test('a tally is kept until another range or threshold is asked for', () => {
  const model = new ListenersModel(recordedBus().recording)
  const first = model.tally({ from: 0, to: 10 }, 16)
  expect(model.tally({ from: 0, to: 10 }, 16)).toBe(first)
  const other = model.tally({ from: 0, to: 20 }, 16)
  expect(other).not.toBe(first)
  expect(model.tally({ from: 0, to: 20 }, 8)).not.toBe(other)
})

test('it counts the runs of its range, by its threshold', () => {
  const { recording, bus, pass } = recordedBus()
  bus.on('tick', () => pass(10), { name: 'clock' })
  for (let times = 0; times < 5; times++) bus.dispatch('tick', times)
  const tally = new ListenersModel(recording).tally({ from: 0, to: recording.now() - 20 }, 8)
  tally.update(Infinity, () => 0)
  expect(tally.stats[0]?.calls).toBe(3)
  expect(tally.stats[0]?.marks.map(({ kind }) => kind)).toEqual(['slow'])
})
