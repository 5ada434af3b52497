import { expect, test } from 'vitest'
import { OverviewModel, type OverviewView } from './model.ts'
import { recordAt } from './test-support.ts'

function setup(capacity?: number) {
  const record = recordAt(capacity)
  const model = new OverviewModel(record.recording, () => 0, { kinds: [], observe: () => () => {} })
  const update = (view: Partial<OverviewView> = {}) =>
    model.update({ longWaitMs: 1_000, live: false, smooth: false, width: 1_000, held: undefined, ...view })
  return { ...record, model, update }
}

test('without events there is no time to show, and nothing to wait for', () => {
  const { update } = setup()
  expect(update({ live: true })).toMatchObject({ bounds: undefined, complete: true, changesIn: Infinity })
})

test('the strip has every event, the last one before its right edge', () => {
  const { update, at } = setup()
  for (const time of [100, 150, 8_000]) at(time)
  const { from, to } = update().bounds!
  expect(from).toBeLessThan(100)
  expect(from).toBeGreaterThan(0)
  expect(to).toBeGreaterThan(8_000)
  expect(to).toBeLessThan(8_100)
})

test('while live it reaches to now, with a little room; afterwards it stays there', () => {
  const { update, at, setTime } = setup()
  at(0)
  setTime(60_000)
  expect(update({ live: true }).bounds).toEqual({ from: -600, to: 60_600 })
  setTime(70_000)
  expect(update({ live: false }).bounds).toEqual({ from: -600, to: 60_600 })
  at(80_000)
  const { to } = update({ live: false }).bounds!
  expect(to).toBeGreaterThan(80_000)
  expect(to).toBeLessThan(81_000)
})

test('a clock that goes back does not move the edge back', () => {
  const { update, at, setTime } = setup()
  at(0)
  setTime(60_000)
  update({ live: true })
  setTime(50_000)
  expect(update({ live: true }).bounds).toEqual({ from: -600, to: 60_600 })
})

test('the first seconds of a live recording have room', () => {
  const { update, at } = setup()
  at(1_000)
  expect(update({ live: true }).bounds!.to - update({ live: true }).bounds!.from).toBeGreaterThanOrEqual(
    5_000,
  )
})

test('the left edge follows what is dropped', () => {
  const { update, at } = setup(10)
  for (let time = 0; time < 10; time++) at(time * 1_000)
  expect(update().bounds!.from).toBe(-90)
  for (let time = 10; time < 15; time++) at(time * 1_000)
  const { from } = update().bounds!
  expect(from).toBeLessThanOrEqual(5_000)
  expect(from).toBeGreaterThan(4_900)
})

test('after a clear it begins with the next event', () => {
  const { update, at, recorder } = setup()
  at(0)
  update()
  recorder.clear()
  expect(update().bounds).toBeUndefined()
  at(90_000)
  expect(update().bounds!.from).toBeGreaterThan(89_000)
})

test('while live it changes with the next px, but not more often than ten times a second', () => {
  const { update, at, setTime } = setup()
  at(0)
  setTime(10_000)
  expect(update({ live: true }).changesIn).toBe(100)
  setTime(1_000_000)
  expect(update({ live: true }).changesIn).toBeCloseTo(1_020)
  expect(update({ live: false }).changesIn).toBe(Infinity)
  setTime(1_000_000)
  expect(update({ live: true, smooth: true, width: 100_000 }).changesIn).toBeCloseTo(10.2)
})

test('it changes when a wait becomes a long one', () => {
  const { update, at, setTime } = setup()
  at(0, 'wait')
  setTime(300)
  expect(update().changesIn).toBe(700)
  setTime(1_000)
  expect(update().changesIn).toBe(Infinity)
})

test('a gesture holds the strip as it was', () => {
  const { update, at } = setup()
  at(0)
  const held = { from: 0, to: 500 }
  at(10_000)
  expect(update({ held }).bounds).toBe(held)
})

test('bars are some px wide, have every event, and the fullest is the highest', () => {
  const { update, at, model } = setup()
  for (let time = 0; time < 10_000; time += 10) at(time)
  for (let burst = 0; burst < 500; burst++) at(10_000)
  at(20_000)
  const { from, to } = update().bounds!
  const { bars } = model
  const px = (bars.width / (to - from)) * 1_000
  expect(px).toBeGreaterThanOrEqual(3)
  expect(px).toBeLessThanOrEqual(6)
  let sum = 0
  for (let bar = 0; bar < bars.length; bar++) sum += bars.events[bar]!
  expect(sum).toBe(1_501)
  const burst = bars.at(10_000)
  expect(burst.events).toBe(bars.most)
  expect(burst.range.from).toBeLessThanOrEqual(10_000)
  expect(burst.range.to).toBeGreaterThan(10_000)
  const heights = Array.from({ length: bars.length }, (_, bar) => bars.heightOf(bar))
  expect(Math.max(...heights)).toBe(1)
  expect(heights[0]).toBeGreaterThan(0.2)
  expect(bars.at(-5_000)).toMatchObject({ events: 0, errors: 0, longWaits: 0, slowest: 0 })
})
