import { expect, test } from 'vitest'
import { replayRemark } from './replay.ts'

test('all that went well is said nothing about', () => {
  expect(replayRemark({ id: 1, lost: [], reason: undefined })).toBeUndefined()
})

test('what could not be dispatched again says why', () => {
  expect(replayRemark({ id: undefined, lost: [], reason: 'no bus' })).toContain('closed')
})

test('what was lost is named, a few of it', () => {
  const lost = ['card', '', 'a.b', 'c', 'd'].map((path) => ({ path, why: 'redacted' }))
  expect(replayRemark({ id: 1, lost, reason: undefined })).toBe(
    'Dispatched without what was not kept: card, the payload, a.b and 2 more',
  )
})
