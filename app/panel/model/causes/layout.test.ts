import fc from 'fast-check'
import { expect, test } from 'vitest'
import { causeLayout, indentOf } from './layout.ts'

const widths = fc.integer({ min: 0, max: 2_000 })
const levels = fc.integer({ min: 1, max: 2_000 })

/** What is left for a name in a pane without columns beside it. */
const nameOf = (width: number): number => width - 20

test('however deep a tree is, its indents take a quarter of the width at most', () => {
  fc.assert(
    fc.property(widths, levels, (width, deepest) => {
      const layout = causeLayout(width, deepest)
      expect(indentOf(layout, deepest)).toBeGreaterThanOrEqual(0)
      expect(indentOf(layout, deepest)).toBeLessThanOrEqual(Math.max(0, nameOf(width) / 4))
    }),
  )
})

test('up to the last one that is indented, each level stands evenly to the right of the one above', () => {
  fc.assert(
    fc.property(widths, levels, (width, deepest) => {
      const layout = causeLayout(width, deepest)
      for (let level = 2; level <= Math.min(layout.lastIndented, 100); level++) {
        expect(indentOf(layout, level) - indentOf(layout, level - 1)).toBeCloseTo(layout.step)
      }
      expect(indentOf(layout, layout.lastIndented + 5)).toBe(indentOf(layout, layout.lastIndented))
    }),
  )
})

test('steps get smaller before levels are no longer indented', () => {
  expect(causeLayout(1_000, 4)).toMatchObject({ step: 14 })
  const smaller = causeLayout(1_000, 15)
  expect(smaller.step).toBeLessThan(14)
  expect(smaller.lastIndented).toBe(15)
  const deep = causeLayout(1_000, 250)
  expect(deep.step).toBe(8)
  expect(deep.lastIndented).toBeLessThan(25)
})

test('in a narrow pane the less important columns are left out', () => {
  const columns = (width: number): boolean[] => {
    const { hasOffset, hasTrack, hasTimes } = causeLayout(width, 1)
    return [hasTimes, hasOffset, hasTrack]
  }
  expect([800, 580, 320, 260].map(columns)).toEqual([
    [true, true, true],
    [true, true, false],
    [true, false, false],
    [false, false, false],
  ])
})
