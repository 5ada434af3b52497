import { expect, test } from 'vitest'
import { record } from '../test-support.ts'
import { afterClose, isChanged, replayOptionsOf, startEditing, withText } from './editing.ts'
import { seedOf } from './seed.ts'

/** An edited dispatch, and what listeners get of what is dispatched from then on. */
function edited(payload: unknown) {
  const { bus, recorder, recording } = record()
  const { id } = bus.dispatch('a', payload)
  const got: unknown[] = []
  bus.on('a', (payload) => void got.push(payload))
  return { editing: startEditing(recording.byId(id)!), recorder, got }
}

test('unchanged, what was recorded is dispatched, also what JSON can not say', () => {
  const payload = { when: new Date(5), count: 12n, tags: new Set(['a']), rest: undefined }
  const { editing, recorder, got } = edited(payload)
  recorder.replay(editing.id, replayOptionsOf(editing))
  expect(got).toStrictEqual([payload])
})

test('changed, what stands in the text is dispatched', () => {
  const { editing, recorder, got } = edited({ count: 12n })
  const changed = withText(editing, '{ "count": 5 }')
  recorder.replay(editing.id, replayOptionsOf(changed))
  expect(got).toEqual([{ count: 5 }])
})

test('nothing is dispatched while the text is no JSON', () => {
  expect(replayOptionsOf(withText(edited({}).editing, '{'))).toBeUndefined()
})

test('where the payload was not kept, the text is dispatched as it stands', () => {
  const { bus, recording } = record({ capture: 'none' })
  const { id } = bus.dispatch('a', 5)
  const editing = startEditing(recording.byId(id)!, 'not kept')
  expect(replayOptionsOf(editing)).toEqual({ payload: undefined })
  expect(Object.keys(replayOptionsOf(editing) ?? {})).toEqual(['payload'])
})

test('only changes are asked about before they are discarded', () => {
  const { editing } = edited({ count: 1 })
  expect(afterClose(editing)).toBeUndefined()
  const changed = withText(editing, '{}')
  const asked = afterClose(changed)!
  expect(asked).toMatchObject({ text: '{}', asking: true })
  expect(afterClose(asked)).toBeUndefined()
})

test('who goes on writing is asked again', () => {
  const { editing } = edited({ count: 1 })
  const asked = afterClose(withText(editing, '{}'))!
  expect(withText(asked, '[]').asking).toBe(false)
  expect(isChanged(withText(asked, seedOf({ count: 1 }).text))).toBe(false)
})
