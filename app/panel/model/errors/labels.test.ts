import { EventError } from 'eventscope'
import { expect, test } from 'vitest'
import { agoText, failingText, outcomeText, refusalText, stateText } from './labels.ts'
import { sparkPath } from './spark-path.ts'

test.each([
  ['failing', 0, 'still failing'],
  ['recovered', 1, 'ok since (1 run)'],
  ['recovered', 12, 'ok since (12 runs)'],
  ['not-run-since', 0, 'not run since'],
] as const)('a group that is %s after %d runs is %s', (state, okSince, text) => {
  expect(stateText({ state, okSince, kind: 'listener' })).toBe(text)
})

test('a check that says nothing more is not taken for one that goes well', () => {
  expect(stateText({ state: 'recovered', okSince: 3, kind: 'check' })).toBe('not told again')
  expect(stateText({ state: 'failing', okSince: 0, kind: 'check' })).toBe('still failing')
})

test.each([
  [0, 'just now'],
  [999, 'just now'],
  [12_400, '12 s ago'],
  [60_000, '1 min ago'],
  [3_599_999, '59 min ago'],
  [7_200_000, '2 h ago'],
  [100 * 3_600_000, '4 d ago'],
])('%d ms ago is %s', (ms, text) => {
  expect(agoText(ms)).toBe(text)
})

test('a run that was asked for again says how it went', () => {
  const run = { sync: 1.2, wait: undefined, error: undefined }
  expect(outcomeText({ ...run, status: 'ok' }, 0)).toBe('ran ok in 1.2 ms')
  expect(outcomeText({ ...run, wait: 10, status: 'ok' }, 0)).toBe('ran ok in 11.2 ms')
  expect(outcomeText({ ...run, status: 'waiting' }, 0)).toBe('it runs …')
  const error = new EventError('a', 'parser', 1, new TypeError('no price'))
  expect(outcomeText({ ...run, status: 'failed', error }, 0)).toBe('failed again: TypeError: no price')
  expect(outcomeText(undefined, 0)).toContain('not started')
})

test('each refusal says why', () => {
  const reasons = ['gone', 'no bus', 'listener removed', 'no payload'] as const
  expect(new Set(reasons.map(refusalText)).size).toBe(reasons.length)
  expect(refusalText('listener removed')).toContain('no longer registered')
})

test('who failed is a listener by its name, or what is known of the dispatch', () => {
  const latest = new EventError('a', '', 1, new Error('x'), 'publish')
  expect(failingText({ listener: 'parser', latest })).toBe('parser')
  expect(failingText({ listener: undefined, latest })).toBe('not published')
})

test('a sparkline has a bar where something is, the most as high as it gets', () => {
  expect(sparkPath([0, 0], 10)).toBe('')
  const bars = sparkPath([4, 0, 1000], 10).split('M').slice(1)
  expect(bars).toHaveLength(2)
  expect(bars[0]).toContain('v-1.5')
  expect(bars[1]).toContain('v-10')
})
