import fc from 'fast-check'
import { expect, test } from 'vitest'
import { steppingClock } from '../test-support.ts'
import { MAX_BINS } from './bin-ring.ts'
import { OverviewBins } from './bins.ts'
import { filledBins, plainBins, recordAt, totalsOf } from './test-support.ts'

const LONG = 1_000
/** A clock that stands still: no budget is ever used up. */
const still = (): number => 0

function setup(capacity?: number) {
  const record = recordAt(capacity)
  const bins = new OverviewBins(record.recording, still)
  return { ...record, bins, update: (longWaitMs = LONG) => bins.update(longWaitMs, 0) }
}

test('an empty recording has no bins', () => {
  const { bins, update } = setup()
  expect(update()).toBe(true)
  expect(totalsOf(bins.ring).events).toBe(0)
})

test('each event is in the bin of its time', () => {
  const { bins, update, at } = setup()
  for (const time of [0, 0, 5, 1_000]) at(time)
  update()
  const { width } = bins.ring!
  expect(width).toBe(0.5)
  expect(filledBins(bins.ring!)).toEqual([
    [0, 2],
    [5, 1],
    [1_000, 1],
  ])
})

test('whenever it is updated, bins are as if all rows were counted at once', () => {
  const steps = fc.array(fc.tuple(fc.double({ min: 0, max: 1e5, noNaN: true }), fc.boolean()), {
    maxLength: 60,
  })
  fc.assert(
    fc.property(steps, fc.double({ min: 0, max: 1e7, noNaN: true }), (steps, start) => {
      const { bins, update, at, columns } = setup()
      let time = start
      for (const [later, updated] of steps) {
        at((time += later))
        if (updated) update()
      }
      update()
      const ring = bins.ring!
      expect(filledBins(ring)).toEqual(plainBins(columns, ring.width))
      expect(ring.end - ring.first).toBeLessThanOrEqual(MAX_BINS)
    }),
  )
})

test('time of a day still has enough bins to be seen', () => {
  const { bins, update, at } = setup()
  for (let second = 0; second < 86_400; second += 10) at(second * 1_000)
  update()
  const { first, end } = bins.ring!
  expect(end - first).toBeGreaterThan(MAX_BINS / 2)
  expect(end - first).toBeLessThanOrEqual(MAX_BINS)
})

test('failed runs are counted, and how long the page was held', () => {
  const { bins, update, at } = setup()
  at(0, 'fail')
  at(10, 'work', 25)
  at(100, 'work', 5)
  update()
  expect(totalsOf(bins.ring)).toEqual({ events: 3, errors: 1, longWaits: 0, slowest: 25 })
})

test('a run that fails after the bins were made is counted then, in the bin of its dispatch', async () => {
  const { bins, update, at, setTime, ends } = setup()
  const handle = at(7, 'wait')
  at(7_000)
  update()
  expect(totalsOf(bins.ring).errors).toBe(0)
  setTime(8_000)
  ends[0]!(new Error('late'))
  await handle.wait()
  expect(update()).toBe(true)
  expect(totalsOf(bins.ring)).toMatchObject({ events: 2, errors: 1 })
  expect(bins.ring!.errors[Math.floor(7 / bins.ring!.width)]).toBe(1)
})

test('a wait is a long one as soon as it is, and stays one', async () => {
  const { bins, update, at, setTime, ends } = setup()
  const handle = at(0, 'wait')
  update()
  expect([totalsOf(bins.ring).longWaits, bins.due]).toEqual([0, LONG])
  setTime(LONG - 1)
  update()
  expect(totalsOf(bins.ring).longWaits).toBe(0)
  setTime(LONG)
  update()
  expect([totalsOf(bins.ring).longWaits, bins.due]).toEqual([1, Infinity])
  ends[0]!()
  await handle.wait()
  update()
  expect(totalsOf(bins.ring).longWaits).toBe(1)
})

test('a wait that was over in time is no long one, however late the bins are made', async () => {
  const { bins, update, at, setTime, ends } = setup()
  const handle = at(0, 'wait')
  update()
  setTime(LONG - 1)
  ends[0]!()
  await handle.wait()
  setTime(LONG * 100)
  update()
  expect(totalsOf(bins.ring).longWaits).toBe(0)
})

test('with another threshold, waits are counted anew', async () => {
  const { bins, update, at, setTime, ends } = setup()
  const handles = [at(0, 'wait'), at(0, 'wait')]
  setTime(300)
  ends[0]!()
  await handles[0]!.wait()
  setTime(600)
  ends[1]!()
  await handles[1]!.wait()
  update()
  expect(totalsOf(bins.ring).longWaits).toBe(0)
  update(500)
  expect(totalsOf(bins.ring).longWaits).toBe(1)
  update(100)
  expect(totalsOf(bins.ring).longWaits).toBe(2)
})

test('very many open rows are looked at again in parts, and none is forgotten', async () => {
  const { bins, update, at, ends } = setup()
  const handles = Array.from({ length: 5_000 }, (_, time) => at(time, 'wait'))
  update()
  for (const end of ends) end(new Error('late'))
  await Promise.all(handles.map((handle) => handle.wait()))
  expect(update()).toBe(false)
  const soFar = totalsOf(bins.ring).errors
  expect(soFar).toBeGreaterThan(0)
  expect(soFar).toBeLessThan(5_000)
  for (let frame = 0; frame < 10; frame++) update()
  expect(update()).toBe(true)
  expect(totalsOf(bins.ring).errors).toBe(5_000)
})

test('what was dropped leaves with its bin, and bins get narrower once little time is left', () => {
  const { bins, update, at, columns } = setup(100)
  for (let time = 0; time < 100; time++) at(time * 1_000)
  update()
  const wide = bins.ring!.width
  expect(wide).toBeGreaterThan(50)
  for (let time = 0; time < 100; time++) {
    at(100_000 + time)
    update()
  }
  const ring = bins.ring!
  expect(ring.width).toBeLessThan(1)
  expect(filledBins(ring)).toEqual(plainBins(columns, ring.width))
})

test('a bin that takes the place of one that left begins with nothing', () => {
  const { bins, update, at, columns } = setup(10)
  for (let time = 0; time < 300; time += 3) {
    at(time)
    update()
    expect(filledBins(bins.ring!)).toEqual(plainBins(columns, bins.ring!.width))
  }
})

test('rows that have settled are not looked at again', async () => {
  const { bins, update, at, ends } = setup()
  const handles = Array.from({ length: 5_000 }, (_, time) => at(time, 'wait'))
  update()
  for (const end of ends.splice(0)) end()
  await Promise.all(handles.map((handle) => handle.wait()))
  while (!update());
  const last = at(5_000, 'wait')
  update()
  ends[0]!(new Error('late'))
  await last.wait()
  expect(update()).toBe(true)
  expect(totalsOf(bins.ring).errors).toBe(1)
})

test('rows that were dropped before they were looked at are left out', () => {
  const { bins, update, at } = setup(10)
  for (let time = 0; time < 5; time++) at(time)
  update()
  for (let time = 5; time < 500; time++) at(time)
  update()
  expect(totalsOf(bins.ring).events).toBe(10)
})

test('a cleared recording begins anew', () => {
  const { bins, update, at, recorder } = setup()
  at(0, 'fail')
  at(50_000)
  update()
  recorder.clear()
  update()
  expect(totalsOf(bins.ring).events).toBe(0)
  at(60_000)
  update()
  expect(totalsOf(bins.ring)).toMatchObject({ events: 1, errors: 0 })
})

test('a large recording is counted in steps, and what came meanwhile is not missed', () => {
  const { recording, at } = recordAt()
  for (let time = 0; time < 20_000; time++) at(time)
  const bins = new OverviewBins(recording, steppingClock(1))
  expect(bins.update(LONG, 0)).toBe(false)
  const first = totalsOf(bins.ring).events
  expect(first).toBeGreaterThan(0)
  expect(first).toBeLessThan(5_000)
  for (let time = 20_000; time < 20_010; time++) at(time)
  let frames = 1
  while (!bins.update(LONG, 0)) frames++
  expect(frames).toBeGreaterThan(10)
  expect(totalsOf(bins.ring).events).toBe(20_010)
})

test('while all is counted anew, the bins so far stay', () => {
  const { recording, at } = recordAt()
  for (let time = 0; time < 5_000; time++) at(time)
  const bins = new OverviewBins(recording, steppingClock(1))
  while (!bins.update(LONG, 0));
  expect(bins.update(LONG / 2, 0)).toBe(false)
  expect(totalsOf(bins.ring).events).toBe(5_000)
})

test('an update without a change changes nothing', () => {
  const { bins, update, at } = setup()
  at(0, 'wait')
  at(10)
  update()
  const { version } = bins.ring!
  update()
  expect(bins.ring!.version).toBe(version)
})
