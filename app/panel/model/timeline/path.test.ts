import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Lanes } from './lanes.ts'
import { MAX_PATH, parentOf, PathLanes, pathOf } from './path.ts'
import { perform, placesOf, recordTasks, rowsOf, type Setup, steps, task } from './test-support.ts'

function lanesOf({ recording }: Setup): Lanes {
  const lanes = new Lanes(recording, () => 0)
  lanes.update(0)
  return lanes
}

/** Whether one row is above the other in a chain of causes. */
function causes({ recording }: Setup, above: number, row: number): boolean {
  for (let at = row; at >= 0; at = parentOf(recording, at)) if (at === above) return true
  return false
}

test('a path is what led to a dispatch and what came of it, in lanes of its own, as sound as all lanes', async () => {
  await fc.assert(
    fc.asyncProperty(steps, fc.nat(60), async (all, pick) => {
      const setup = recordTasks()
      await perform(setup, all, () => {})
      const lanes = lanesOf(setup)
      const rows = rowsOf(setup.recording)
      fc.pre(rows.length > 0)
      const selected = rows[pick % rows.length]!
      const path = pathOf(setup.recording, lanes, selected)
      expect(path.rows).toEqual(
        rows.filter((row) => causes(setup, row, selected) || causes(setup, selected, row)),
      )
      expect(path.cut).toBe(false)
      const folded = new PathLanes(setup.recording, lanes, path)
      const places = placesOf(folded)
      expect([...places.keys()].sort((a, b) => a - b)).toEqual(path.rows)
      for (const row of path.rows) {
        expect(folded.laneOf(row)).toBe(places.get(row))
        const parent = parentOf(setup.recording, row)
        expect(folded.laneOf(row)).toBeGreaterThan(folded.laneOf(parent))
      }
      for (const { rows: inLane } of folded.lanes) {
        for (let at = 1; at < inLane.length; at++) {
          expect(folded.endOf(inLane.at(at - 1))).toBeLessThanOrEqual(setup.columns.time(inLane.at(at)))
        }
      }
      const others = rows.filter((row) => !path.has.has(row))
      expect(others.every((row) => folded.laneOf(row) === -1)).toBe(true)
    }),
    { numRuns: 100 },
  )
})

test('of a chain too long to be looked at as a whole, what is near is kept, and it is said', () => {
  const setup = recordTasks()
  setup.bus.dispatch('task', task({ work: 0, children: Array.from({ length: MAX_PATH + 10 }, () => task()) }))
  const path = pathOf(setup.recording, lanesOf(setup), 0)
  expect(path.rows).toHaveLength(MAX_PATH)
  expect(path.rows[0]).toBe(0)
  expect(path.cut).toBe(true)
})
