import { createRecorder } from 'eventscope/recorder'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { condition } from './conditions.ts'
import { createShop } from './shop.ts'
import { STRUCTURED } from './structured.ts'

const CAPACITY = 2_000

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout'] }))
afterEach(() => void vi.useRealTimers())

/** A full recording with nothing pending, and a panel that says how many of its rows were found. */
async function full() {
  const recorder = createRecorder({ capacity: CAPACITY, capture: 'snapshot' })
  const shop = createShop()
  recorder.attach(shop.bus)
  const record = (count: number): void => {
    for (let left = count; left > 0; left--) shop.next()
  }
  record(CAPACITY)
  await vi.runAllTimersAsync()
  const said: { count: number | undefined } = { count: undefined }
  const unused = (): never => {
    throw new Error('A count does not depend on the rows in view')
  }
  const grid = { rows: unused, places: unused, isFilled: unused, foundCount: () => said.count }
  const { recording } = recorder
  const { columns } = recording
  const wanted = (): number => {
    let count = 0
    for (let row = columns.first; row < columns.end; row++) if (STRUCTURED.rare.asks(columns, row)) count++
    return count
  }
  return { record, said, wanted, isRight: condition({ kind: 'counted', query: 'rare' }, recording, grid) }
}

it('a count is not right before there is one', async () => {
  const { isRight } = await full()
  expect(isRight()).toBe(false)
})

it('while nothing arrives, only the very number is right', async () => {
  const { said, wanted, isRight } = await full()
  const right = wanted()
  const verdicts = [right - 1, right, right + 1, CAPACITY].map((count) => {
    said.count = count
    return isRight()
  })
  expect(verdicts).toEqual([false, true, false, false])
})

it('while rows arrive and others are dropped, it is right if it was so at any time since', async () => {
  const { record, said, wanted, isRight } = await full()
  const before = wanted()
  // Every thousandth is wanted: the first of those kept is dropped, and another arrives.
  record(1_000)
  const [dropped, arrived] = [1, 1]
  const counts = [before - dropped - 1, before - dropped, before, before + arrived, before + arrived + 1]
  const verdicts = counts.map((count) => {
    said.count = count
    return isRight()
  })
  expect(verdicts).toEqual([false, true, true, true, false])
})
