import { expect, test } from 'vitest'
import { advance, type Steps } from './steps.ts'
import { steppingClock } from './test-support.ts'

function counted(count: number): { steps: Steps; done: () => number } {
  let done = 0
  function* run(): Steps {
    for (; done < count; done++) yield
  }
  return { steps: run(), done: () => done }
}

test('it goes on until the time is over', () => {
  const { steps, done } = counted(100)
  expect(advance(steps, 5, steppingClock(1))).toBe(false)
  expect(done()).toBe(5)
})

test('however late it is, one step is done: it comes to an end at last', () => {
  const { steps } = counted(3)
  const late = (): boolean => advance(steps, -1, () => 0)
  expect([late(), late(), late(), late()]).toEqual([false, false, false, true])
})
