import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { steppingClock } from '../test-support.ts'
import { countWithin } from './lane.ts'
import { Lanes } from './lanes.ts'
import { MAX_LANES } from './stacking.ts'
import { perform, placesOf, plainEnd, recordTasks, rowsOf, type Setup, steps, task } from './test-support.ts'

function lanesOf({ recording }: Setup): Lanes {
  return new Lanes(recording, () => 0)
}

function settled(lanes: Lanes): Lanes {
  let updates = 0
  while (!lanes.update(0)) expect(updates++).toBeLessThan(1_000)
  return lanes
}

/** What holds of every layout, whatever was recorded. */
function expectSound({ recording, columns }: Setup, lanes: Lanes): void {
  const rows = rowsOf(recording)
  const places = placesOf(lanes)
  expect([...places.keys()].sort((a, b) => a - b)).toEqual(rows)
  for (const row of rows) {
    expect(lanes.laneOf(row)).toBe(places.get(row))
    expect(lanes.endOf(row)).toBeCloseTo(plainEnd(recording, row), 3)
    // Of one that is not there any more, the lane is −1.
    const parent = recording.rowOf(columns.parent(row) ?? -1)
    expect(lanes.laneOf(row)).toBeGreaterThan(lanes.laneOf(parent))
  }
  for (const { rows: inLane, failed } of lanes.lanes) {
    for (let at = 1; at < inLane.length; at++) {
      expect(lanes.endOf(inLane.at(at - 1))).toBeLessThanOrEqual(columns.time(inLane.at(at)))
    }
    const all = Array.from({ length: inLane.length }, (_, at) => inLane.at(at))
    const failures = Array.from({ length: failed.length }, (_, at) => failed.at(at))
    expect(failures).toEqual(all.filter((row) => columns.errorCount(row) > 0))
  }
}

test('whatever is recorded: nothing overlaps, effects lie below their causes, and lanes are as if made at once', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (all) => {
      const setup = recordTasks()
      const lanes = lanesOf(setup)
      await perform(setup, all, () => expectSound(setup, settled(lanes)))
      expectSound(setup, settled(lanes))
      const atOnce = settled(lanesOf(setup))
      expect(placesOf(lanes)).toEqual(placesOf(atOnce))
    }),
    { numRuns: 200 },
  )
})

test('a lane once given stays, while others settle and come', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (all) => {
      const setup = recordTasks()
      const lanes = lanesOf(setup)
      let before = new Map<number, number>()
      const { generation } = setup.recording
      await perform(
        setup,
        all.filter((step) => step.do !== 'clear'),
        () => {
          settled(lanes)
          for (const [row, lane] of before) expect(lanes.laneOf(row)).toBe(lane)
          before = placesOf(lanes)
        },
      )
      expect(setup.recording.generation).toBe(generation)
    }),
    { numRuns: 100 },
  )
})

test('also while old ones are dropped, each that is left has its place', async () => {
  await fc.assert(
    fc.asyncProperty(steps, fc.integer({ min: 1, max: 6 }), async (all, capacity) => {
      const setup = recordTasks({ capacity })
      const lanes = lanesOf(setup)
      await perform(setup, all, () => expectSound(setup, settled(lanes)))
      expectSound(setup, settled(lanes))
      expect(lanes.progress).toBe(1)
    }),
    { numRuns: 100 },
  )
})

describe('nesting', () => {
  test('an effect is one lane below its cause, and the next cause is on top again', () => {
    const setup = recordTasks()
    setup.bus.dispatch('task', task({ children: [task(), task({ children: [task()] })] }))
    setup.pass(5)
    setup.bus.dispatch('task', task())
    const lanes = settled(lanesOf(setup))
    expect(rowsOf(setup.recording).map((row) => lanes.laneOf(row))).toEqual([0, 1, 1, 2, 0])
  })

  test('children are told in their order', () => {
    const setup = recordTasks()
    setup.bus.dispatch('task', task({ children: [task(), task(), task()] }))
    const lanes = settled(lanesOf(setup))
    const [root = -1, ...children] = rowsOf(setup.recording)
    const told: number[] = []
    for (let child = lanes.firstChild(root); child >= 0; child = lanes.nextSibling(child)) told.push(child)
    expect(told).toEqual(children)
  })

  test('what waits keeps its lane until it has settled', async () => {
    const setup = recordTasks()
    const lanes = lanesOf(setup)
    const dispatch = (ends: 'ok' | 'waits'): number => {
      setup.pass(5)
      setup.bus.dispatch('task', task({ ends }))
      settled(lanes)
      return lanes.laneOf(setup.columns.end - 1)
    }
    expect([dispatch('waits'), dispatch('ok'), dispatch('ok')]).toEqual([0, 1, 1])
    await setup.settle(0, false)
    expect(dispatch('ok')).toBe(0)
  })
})

describe('limits', () => {
  test('what never settles takes a bounded number of lanes, and the last is said to be shared', () => {
    const setup = recordTasks()
    for (let at = 0; at < MAX_LANES; at++) setup.bus.dispatch('task', task({ ends: 'waits' }))
    const lanes = settled(lanesOf(setup))
    expect(lanes.lanes).toHaveLength(MAX_LANES)
    expect(lanes.crowded).toBe(false)
    for (let at = 0; at < 50; at++) setup.bus.dispatch('task', task({ ends: 'waits' }))
    settled(lanes)
    expect(lanes.lanes).toHaveLength(MAX_LANES)
    expect(lanes.crowded).toBe(true)
    expect(lanes.lanes.at(-1)?.rows.length).toBe(51)
  })

  test('a chain deeper than there are lanes ends in the last one', () => {
    const setup = recordTasks()
    let deep = task({ work: 0 })
    for (let at = 0; at < MAX_LANES + 20; at++) deep = task({ work: 0, children: [deep] })
    setup.bus.dispatch('task', deep)
    const lanes = settled(lanesOf(setup))
    expect(lanes.lanes).toHaveLength(MAX_LANES)
    expect(lanes.laneOf(setup.columns.end - 1)).toBe(MAX_LANES - 1)
  })

  test('as a long recording grows, and loses its oldest, what was placed stays as it was', () => {
    const setup = recordTasks({ capacity: 9_000 })
    const lanes = lanesOf(setup)
    for (const count of [1_500, 1_500, 4_000]) {
      for (let at = 0; at < count; at++) setup.bus.dispatch('task', task({ children: [task()] }))
      settled(lanes)
      expect(placesOf(lanes)).toEqual(new Map(rowsOf(setup.recording).map((row) => [row, row % 2])))
    }
    expectSound(setup, lanes)
  })

  test('many are placed in several updates', () => {
    const setup = recordTasks()
    for (let at = 0; at < 10_000; at++) setup.bus.dispatch('task', task())
    const lanes = new Lanes(setup.recording, steppingClock(1))
    expect(lanes.update(0)).toBe(false)
    expect(lanes.progress).toBeGreaterThan(0)
    expect(lanes.progress).toBeLessThan(1)
    settled(lanes)
    expect(lanes.progress).toBe(1)
    expectSound(setup, lanes)
  })
})

test('dispatches in view are counted as a plain look at all counts them', async () => {
  await fc.assert(
    fc.asyncProperty(
      steps,
      fc.integer({ min: 0, max: 150 }),
      fc.integer({ min: 1, max: 80 }),
      async (all, from, span) => {
        const setup = recordTasks()
        await perform(setup, all, () => {})
        const lanes = settled(lanesOf(setup))
        const to = from + span
        const plain = rowsOf(setup.recording).filter((row) => {
          const time = setup.columns.time(row)
          return time < to && (time >= from || lanes.endOf(row) > from)
        })
        expect(countWithin(setup.columns, lanes, from, to)).toEqual({
          count: plain.length,
          before: plain.filter((row) => setup.columns.time(row) < from).length,
        })
      },
    ),
    { numRuns: 100 },
  )
})
