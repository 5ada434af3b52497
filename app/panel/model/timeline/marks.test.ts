import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dispatchAt, runAt } from './hit.ts'
import { LaneGeometry, runLineAt, RUNS_TOP } from './lane-geometry.ts'
import { Lanes } from './lanes.ts'
import { eachMark } from './marks.ts'
import { perform, recordTasks, rowsOf, type Setup, steps, task } from './test-support.ts'

const WIDTH = 100
const views = fc
  .tuple(fc.integer({ min: -10, max: 120 }), fc.integer({ min: 1, max: 400 }))
  .map(([from, span]) => ({ from, to: from + span }))

function lanesOf({ recording }: Setup): Lanes {
  const lanes = new Lanes(recording, () => 0)
  lanes.update(0)
  return lanes
}

interface Drawn {
  readonly bars: { row: number; start: number; end: number }[]
  readonly dense: { x: number; rows: number[]; failed: boolean }[]
}

function draw({ columns }: Setup, lanes: Lanes, lane: number, view: { from: number; to: number }): Drawn {
  const drawn: Drawn = { bars: [], dense: [] }
  const inLane = lanes.lanes[lane]!
  eachMark(columns, lanes, inLane, view, WIDTH, {
    bar: (row, start, end) => void drawn.bars.push({ row, start, end }),
    dense: (x, from, to, failed) => {
      const rows = Array.from({ length: to - from }, (_, at) => inLane.rows.at(from + at))
      drawn.dense.push({ x, rows, failed })
    },
  })
  return drawn
}

test('every dispatch in view is drawn once, as a bar or in the mark of its px; nothing else is', async () => {
  await fc.assert(
    fc.asyncProperty(steps, views, async (all, view) => {
      const setup = recordTasks()
      await perform(setup, all, () => {})
      const lanes = lanesOf(setup)
      const msPerPx = (view.to - view.from) / WIDTH
      const drawn = lanes.lanes.map((_, lane) => draw(setup, lanes, lane, view))
      const told = drawn.flatMap(({ bars, dense }) => [
        ...bars.map(({ row }) => row),
        ...dense.flatMap(({ rows }) => rows),
      ])
      const seen = rowsOf(setup.recording).filter((row) => {
        const time = setup.columns.time(row)
        return time < view.to && (time >= view.from || lanes.endOf(row) > view.from)
      })
      expect(told.sort((a, b) => a - b)).toEqual(seen)
      for (const { x, rows, failed } of drawn.flatMap(({ dense }) => dense)) {
        expect(rows.length).toBeGreaterThan(1)
        expect(failed).toBe(rows.some((row) => setup.columns.errorCount(row) > 0))
        for (const row of rows) {
          expect(Math.floor((setup.columns.time(row) - view.from) / msPerPx)).toBe(x)
          expect(lanes.endOf(row)).toBeLessThanOrEqual(view.from + (x + 2) * msPerPx)
        }
      }
    }),
    { numRuns: 100 },
  )
})

test('a hundred thousand dispatches take no more marks than two for each px', () => {
  const setup = recordTasks({ capacity: 100_000 })
  for (let at = 0; at < 100_000; at++) setup.bus.dispatch('task', task())
  const lanes = lanesOf(setup)
  const { bars, dense } = draw(setup, lanes, 0, { from: 0, to: 200_000 })
  expect(bars.length + dense.length).toBeLessThanOrEqual(2 * WIDTH)
  expect(dense.reduce((sum, { rows }) => sum + rows.length, bars.length)).toBe(100_000)
})

describe('under the pointer', () => {
  test('is what a plain look at all dispatches of the lane finds', async () => {
    await fc.assert(
      fc.asyncProperty(
        steps,
        fc.integer({ min: -5, max: 150 }),
        fc.integer({ min: 0, max: 4 }),
        fc.integer({ min: 0, max: 6 }),
        async (all, time, lane, slack) => {
          const setup = recordTasks()
          await perform(setup, all, () => {})
          const lanes = lanesOf(setup)
          const distance = (row: number): number => {
            const start = setup.columns.time(row)
            return time < start ? start - time : Math.max(0, time - lanes.endOf(row))
          }
          const near = rowsOf(setup.recording).filter(
            (row) => lanes.laneOf(row) === lane && distance(row) <= slack,
          )
          const hit = dispatchAt(setup.columns, lanes, lane, time, slack)
          expect(hit < 0 ? Infinity : distance(hit)).toBe(Math.min(...near.map(distance)))
        },
      ),
      { numRuns: 100 },
    )
  })

  test('runs are hit line by line, and only those that were called', () => {
    const setup = recordTasks()
    setup.bus.dispatch('task', task())
    expect(runAt(setup.columns, 0, 0)).toBe(setup.columns.firstRun(0))
    expect([-1, 1].map((line) => runAt(setup.columns, 0, line))).toEqual([-1, -1])
  })
})

describe('lanes from top to bottom', () => {
  const lanes = [2, 0, 4, 1].map((lines) => ({ lines })) as unknown as Lanes['lanes']

  test('every height belongs to the lane that spans it', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: -20, max: 300 }),
        (detail, y) => {
          const geometry = new LaneGeometry()
          geometry.layout(lanes, detail)
          const plain = lanes.findIndex(
            (_, lane) => y >= geometry.topOf(lane) && y < geometry.topOf(lane + 1),
          )
          expect(geometry.laneAt(y)).toBe(plain)
        },
      ),
    )
  })

  test('unfolding makes room for the runs of each', () => {
    const geometry = new LaneGeometry()
    geometry.layout(lanes, 0)
    const folded = lanes.map((_, lane) => geometry.heightOf(lane))
    expect(new Set(folded).size).toBe(1)
    geometry.layout(lanes, 1)
    const [two = 0, none = 0, four = 0] = lanes.map((_, lane) => geometry.heightOf(lane))
    expect(none).toBe(folded[0])
    expect(four).toBeGreaterThan(two)
    expect(two).toBeGreaterThan(none)
  })

  test('lines of runs begin below the bar', () => {
    expect([0, RUNS_TOP - 1, RUNS_TOP, RUNS_TOP + 13, RUNS_TOP + 26].map(runLineAt)).toEqual([
      -1, -1, 0, 1, 2,
    ])
  })
})
