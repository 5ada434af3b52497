import { expect, test } from 'vitest'
import { MAX_RECENT } from '../settings.ts'
import { withRecent } from './recent.ts'

test('the newest comes first, and each once', () => {
  expect(withRecent(['b', 'a'], ' a ')).toEqual(['a', 'b'])
})

test('nothing asked is nothing to remember', () => {
  const recent = ['a']
  expect(withRecent(recent, ' ')).toBe(recent)
})

test('what a query began with is forgotten', () => {
  expect(withRecent(['status:failed', 'name:cart.*'], 'status:failed sync>4')).toEqual([
    'status:failed sync>4',
    'name:cart.*',
  ])
})

test('a query that others begin with leaves them', () => {
  expect(withRecent(['status:failed sync>4'], 'status:failed')).toEqual([
    'status:failed',
    'status:failed sync>4',
  ])
})

test('so many are remembered, and the oldest forgotten', () => {
  const recent = Array.from({ length: MAX_RECENT }, (_, at) => `id:${at}x`)
  const after = withRecent(recent, 'new')
  expect(after).toHaveLength(MAX_RECENT)
  expect(after.at(-1)).toBe(recent.at(-2))
})
