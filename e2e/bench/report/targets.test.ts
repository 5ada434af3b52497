import { expect, it } from 'vitest'
import type { Measure } from './results.ts'
import { boundTarget, limitText, ratioTarget, targetsSummary, targetsText, verdict } from './targets.ts'

function measure(subject: string, values: readonly number[], unit = 'ns'): Measure {
  return { suite: 'dispatch', subject, x: '20', unit, values }
}

const promised = { suite: 'dispatch', text: '20 listeners, against mitt' }

it('a ratio at most its limit is met, and its unit is ×', () => {
  const target = ratioTarget(measure('Eventscope', [8]), measure('mitt', [10]), { ...promised, atMost: 0.8 })
  expect(target).toEqual({ ...promised, value: 0.8, limit: 0.8, unit: '×', met: true })
  expect(verdict(target)).toBe('met')
})

it('a ratio above its limit says by how much of the limit it was missed', () => {
  const target = ratioTarget(measure('Eventscope', [11.2]), measure('mitt', [10]), { ...promised, atMost: 1 })
  expect(target.met).toBe(false)
  expect(verdict(target)).toBe('MISSED by 12\u202f%')
})

it('a lower bound is met at the limit and missed below it', () => {
  const fps = (value: number) =>
    boundTarget(measure('Eventscope', [value], 'fps'), { ...promised, atLeast: 58 })
  expect(fps(58)).toMatchObject({ met: true, atLeast: true, unit: 'fps' })
  expect(verdict(fps(29))).toBe('MISSED by 50\u202f%')
  expect(limitText(fps(29))).toBe('≥ 58\u202ffps')
})

it('a miss by a hair is a miss', () => {
  const target = boundTarget(measure('Eventscope', [100.01], 'ms'), { ...promised, atMost: 100 })
  expect(target.met).toBe(false)
  expect(verdict(target)).toBe('MISSED by less than 0.1\u202f%')
})

it('where nothing is allowed, a miss tells how much there was', () => {
  const target = boundTarget(measure('Eventscope', [3], 'nodes'), { ...promised, atMost: 0 })
  expect(verdict(target)).toBe('MISSED by 3\u202fnodes')
})

it('what was not measured is not met, also after a trip through JSON', () => {
  const target = ratioTarget(undefined, measure('mitt', [10]), { ...promised, atMost: 1 })
  expect(target.met).toBe(false)
  expect(verdict(target)).toBe('NOT MEASURED')
  expect(verdict(JSON.parse(JSON.stringify(target)))).toBe('NOT MEASURED')
  expect(boundTarget(undefined, { ...promised, atLeast: 1 }).met).toBe(false)
})

it('the list marks what was missed, in columns, and ends with the count', () => {
  const mitt = measure('mitt', [100])
  const targets = [
    ratioTarget(measure('Eventscope', [80]), mitt, { ...promised, atMost: 1 }),
    ratioTarget(measure('Eventscope', [112]), mitt, { suite: 'recorded', text: 'kept', atMost: 1 }),
  ]
  expect(targetsText(targets).replaceAll('\u202f', ' ')).toBe(
    [
      'dispatch',
      '  met              0.800 ×   ≤ 1 ×   20 listeners, against mitt',
      '',
      'recorded',
      '✗ MISSED by 12 %    1.12 ×   ≤ 1 ×   kept',
      '',
      '1 of 2 targets MISSED.',
    ].join('\n'),
  )
})

it('the summary never hides a miss', () => {
  const met = ratioTarget(measure('a', [1]), measure('b', [2]), { ...promised, atMost: 1 })
  expect(targetsSummary([met, met])).toBe('All 2 targets met.')
  expect(targetsSummary([met, { ...met, met: false }])).toBe('1 of 2 targets MISSED.')
  expect(targetsSummary([])).toBe('No targets.')
})
