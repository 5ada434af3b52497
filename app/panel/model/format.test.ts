import { expect, test } from 'vitest'
import {
  formatCost,
  formatCount,
  formatDuration,
  formatStacks,
  formatStep,
  formatTimeOfDay,
} from './format.ts'

test.each([
  [0, '0'],
  [999, '999'],
  [4_812, '4\u202f812'],
  [1_234_567, '1\u202f234\u202f567'],
])('%d is counted in thin groups of three', (count, text) => {
  expect(formatCount(count)).toBe(text)
})

test.each([
  [0, 0.1, '< 0.1 ms'],
  [0.05, 0.1, '< 0.1 ms'],
  [0, 0.005, '< 0.005 ms'],
  [0, 0.000_041, '< 0.000041 ms'],
  [0, 0, '0 ms'],
  [0.000_02, 0, '0.00002 ms'],
])('%d ms on a clock with the step %d reads %s', (ms, step, text) => {
  expect(formatDuration(ms, step)).toBe(text)
})

test('one step reads as such, also where floating point makes it a hair less', () => {
  expect(formatDuration(100.3 - 100.2, 0.1)).toBe('0.1 ms')
  expect(formatDuration(0.099_999_994, 0.1)).toBe('0.1 ms')
})

test.each([
  [0.0099, 0.005, '0.01 ms'],
  [0.0051, 0.005, '0.005 ms'],
  [0.007, 0.005, '0.005 ms'],
  [0.612, 0.1, '0.6 ms'],
  [0.66, 0.1, '0.7 ms'],
  [0.96, 0.1, '1.0 ms'],
  [0.612, 0.005, '0.61 ms'],
  [0.994, 1, '1.0 ms'],
  [0.001_234, 0, '0.0012 ms'],
])('%d ms on a clock with the step %d reads %s: no more than it can tell', (ms, step, text) => {
  expect(formatDuration(ms, step)).toBe(text)
})

test.each([
  [0.123, '0.12 ms'],
  [0.994, '0.99 ms'],
  [0.999, '1.0 ms'],
  [1, '1.0 ms'],
  [12.34, '12.3 ms'],
  [99.94, '99.9 ms'],
  [99.96, '100 ms'],
  [100, '100 ms'],
  [999.4, '999 ms'],
  [999.6, '1.00 s'],
  [1_234, '1.23 s'],
  [59_990, '59.99 s'],
  [59_999.9, '1 min 0 s'],
  [60_000, '1 min 0 s'],
  [119_700, '2 min 0 s'],
  [125_000, '2 min 5 s'],
])('%d ms reads %s', (ms, text) => {
  expect(formatDuration(ms, 0.005)).toBe(text)
})

test.each([
  [0, 'exact'],
  [0.005, '5 µs'],
  [0.1, '0.1 ms'],
  [16.666_666, '16.67 ms'],
])('a step of %d ms reads %s', (ms, text) => {
  expect(formatStep(ms)).toBe(text)
})

test.each([
  ['off', 'off'],
  ['sampled', '1 in 32'],
  ['on', 'on'],
] as const)('stacks that are %s read %s', (policy, text) => {
  expect(formatStacks(policy)).toBe(text)
})

test('a cost is no more exact than it can be', () => {
  expect([0, 0.84, 9.96, 12.6, 391.7].map(formatCost)).toEqual(['0.0', '0.8', '10.0', '13', '392'])
})

test('the time of day has milliseconds and leading zeros', () => {
  expect(formatTimeOfDay(new Date(2026, 0, 2, 3, 4, 5, 6).getTime())).toBe('03:04:05.006')
})
