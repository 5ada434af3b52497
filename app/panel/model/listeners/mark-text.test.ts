import { expect, test } from 'vitest'
import { markText, markTitle } from './mark-text.ts'
import { known, recordedBus } from './test-support.ts'

function leakingMark() {
  const { bus, pass, all } = recordedBus({ stacks: 'listeners' })
  const visit = (): unknown => bus.on('item.added', () => {}, { name: 'recently viewed' })
  for (let visits = 0; visits < 4; visits++) {
    pass(200)
    visit()
  }
  return known(all()[0]?.marks.find(({ kind }) => kind === 'leaking'))
}

test('the place in the reason of a mark is apart, for it may have a better name', () => {
  const mark = leakingMark()
  const { before, place, after } = markText(mark)
  expect(before).toBe('4 living registrations from ')
  expect(place).toMatch(/^mark-text\.test\.ts:\d+:\d+$/)
  expect(after).toBe(', added at 4 moments, none known to be removed')
  expect(markTitle(mark)).toBe(
    '4 living registrations from one place, added at 4 moments, none known to be removed',
  )
})

test('a reason without a place is left as it is', () => {
  const mark = { reason: 'all of 5 calls failed' }
  expect(markText(mark)).toEqual({ before: mark.reason, place: undefined, after: '' })
  expect(markTitle(mark)).toBe(mark.reason)
})
