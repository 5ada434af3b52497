import { expect, it } from 'vitest'
import { formatNumber, formatPercent, formatQuantity, formatTick, formatX, isNumeric } from './numbers.ts'

it.each([
  [34_942.4, '34\u202f900'],
  [1_234_567, '1\u202f230\u202f000'],
  [566.2, '566'],
  [36.04, '36.0'],
  [9.996, '10.0'],
  [0.12345, '0.123'],
  [0.000_45, '0.000450'],
  [7, '7'],
  [0, '0'],
  [-12.34, '-12.3'],
])('%f reads %s', (value, text) => {
  expect(formatNumber(value)).toBe(text)
})

it('what is no number reads as a dash', () => {
  expect(formatNumber(Number.NaN)).toBe('–')
  expect(formatNumber(Number.POSITIVE_INFINITY)).toBe('–')
})

it('a number without a unit has nothing behind it', () => {
  expect(formatQuantity(1.125, '×')).toBe('1.13\u202f×')
  expect(formatQuantity(3, '')).toBe('3')
})

it('a share that is more than nothing never reads as nothing', () => {
  const shares = [0, 0.0004, 0.004, 0.0097, 0.12, 1.5]
  expect(shares.map(formatPercent)).toEqual([
    '0\u202f%',
    'less than 0.1\u202f%',
    '0.4\u202f%',
    '1\u202f%',
    '12\u202f%',
    '150\u202f%',
  ])
})

it('ticks are short', () => {
  const ticks = [0.05, 1, 500, 1_000, 20_000, 1e6, 2e9]
  expect(ticks.map(formatTick)).toEqual(['0.05', '1', '500', '1k', '20k', '1M', '2G'])
})

it('an x that is a number is grouped, and one that is a word is kept', () => {
  expect(['10000', '0.5', 'p95 frame', '1e6'].map(formatX)).toEqual([
    '10\u202f000',
    '0.5',
    'p95 frame',
    '1\u202f000\u202f000',
  ])
  expect(['5', ' ', '', 'one'].map(isNumeric)).toEqual([true, false, false, false])
})
