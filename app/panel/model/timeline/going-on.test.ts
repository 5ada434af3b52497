import fc from 'fast-check'
import { expect, test } from 'vitest'
import { goingOnIn } from './going-on.ts'
import { perform, plainEnd, recordTasks, rowsOf, steps, task } from './test-support.ts'

test('what began before a range and had not ended is counted, with the time it took', async () => {
  const setup = recordTasks()
  setup.bus.dispatch('task', task({ ends: 'waits' }))
  setup.bus.dispatch('task', task())
  setup.pass(100)
  const range = { from: 50, to: 60 }
  expect(goingOnIn(setup.recording, range)).toMatchObject({ count: 1, id: setup.columns.id(0) })
  await setup.settle(0, false)
  setup.pass(1_000)
  const { span } = goingOnIn(setup.recording, range)!
  expect(span.from).toBeLessThan(setup.columns.time(0))
  expect(span.to).toBeGreaterThan(104)
  expect(span.to).toBeLessThan(200)
  expect(goingOnIn(setup.recording, { from: 500, to: 600 })).toBeUndefined()
})

test('of several, the one that began last is told', () => {
  const setup = recordTasks()
  for (let at = 0; at < 3; at++) setup.bus.dispatch('task', task({ ends: 'waits' }))
  setup.pass(100)
  expect(goingOnIn(setup.recording, { from: 50, to: 60 })).toMatchObject({
    count: 3,
    id: setup.columns.id(2),
  })
})

test('it is all that was dispatched before and settled later', async () => {
  await fc.assert(
    fc.asyncProperty(steps, fc.integer({ min: 0, max: 150 }), async (all, from) => {
      const setup = recordTasks()
      await perform(setup, all, () => {})
      const { recording, columns } = setup
      // Lengths are kept in 32 bits: what ends at the very moment may be told either way.
      const plain = rowsOf(recording).filter(
        (row) => columns.time(row) < from && plainEnd(recording, row) > from + 1e-3,
      )
      expect(goingOnIn(recording, { from, to: from + 1 })?.count ?? 0).toBe(plain.length)
    }),
    { numRuns: 100 },
  )
})
