import { createBus } from 'eventscope'
import { createRecorder, type RecorderOptions } from 'eventscope/recorder'
import { expect, test } from 'vitest'
import { createPanel } from '../../store.ts'
import { closeEditor, dispatchEdited, openEditor, writeEditor } from './editor.ts'

/** A panel with one dispatch in its editor, and what listeners got. */
function edited(payload: unknown, options: RecorderOptions = {}) {
  const recorder = createRecorder(options)
  const bus = createBus()
  recorder.attach(bus)
  const got: unknown[] = []
  bus.on('a', (payload) => void got.push(payload))
  bus.dispatch('a', payload)
  const panel = createPanel(recorder)
  openEditor(panel, recorder.recording.at(0)!)
  return { panel, bus, recorder, got, editing: () => panel.store.getState().editing }
}

test('what is dispatched is selected, and the editor closes', () => {
  const { panel, recorder, got, editing } = edited({ qty: 1 })
  writeEditor(panel, '{ "qty": 2 }')
  dispatchEdited(panel)
  expect(got).toEqual([{ qty: 1 }, { qty: 2 }])
  expect(panel.store.getState().selectedId).toBe(recorder.recording.at(1)?.id)
  expect(editing()).toBeUndefined()
})

test('what was written stays when the dispatch has left the recording, with the reason', () => {
  const { panel, recorder, got, editing } = edited({ qty: 1 })
  writeEditor(panel, '{ "qty": 2 }')
  recorder.clear()
  dispatchEdited(panel)
  expect(got).toHaveLength(1)
  expect(editing()).toMatchObject({ text: '{ "qty": 2 }', problem: expect.stringContaining('no longer') })
})

test('a payload that was not kept is dispatched as it stands, once that was said', () => {
  const { panel, got, editing } = edited({ qty: 1 }, { capture: 'none' })
  dispatchEdited(panel)
  expect(editing()?.problem).toContain('not kept')
  expect(got).toHaveLength(1)
  dispatchEdited(panel)
  expect(got).toEqual([{ qty: 1 }, undefined])
  expect(editing()).toBeUndefined()
})

test('nothing is dispatched while the text is no JSON', () => {
  const { panel, got, editing } = edited({})
  writeEditor(panel, '{')
  dispatchEdited(panel)
  expect(got).toHaveLength(1)
  expect(editing()?.text).toBe('{')
})

test('the editor closes at once where nothing was changed, and asks where something was', () => {
  const { panel, editing } = edited({ qty: 1 })
  writeEditor(panel, '{}')
  closeEditor(panel)
  expect(editing()?.asking).toBe(true)
  closeEditor(panel)
  expect(editing()).toBeUndefined()
})
