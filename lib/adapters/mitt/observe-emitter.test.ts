import { observeEmitter } from 'eventscope/adapters/mitt'
import mitt from 'mitt'
import { expect, it } from 'vitest'
import { assertNoDifference, describeSync, recorded, recorderOf, registered } from '../test-support.ts'

describeSync(() => mitt<Record<string, unknown>>(), observeEmitter)

it('cannot be told from an emitter that is not observed', () => {
  expect(() =>
    assertNoDifference(
      () => {
        const emitter = mitt<Record<string, unknown>>()
        return {
          emitter,
          calls: {
            on: (event, listener) => emitter.on(event, listener),
            onAny: (_, listener) => emitter.on('*', listener),
            off: (event, listener) => emitter.off(event, listener),
            offAny: (_, listener) => emitter.off('*', listener),
            offAll: (event) => emitter.off(event),
            emit: (event, _, args) => emitter.emit(event, args[0]),
            emitAny: (_, __, args) => emitter.emit('*', args[0]),
          },
          look: () => [...emitter.all.entries()],
        }
      },
      observeEmitter,
      ['on', 'on', 'onAny', 'off', 'offAny', 'offAll', 'emitAny'],
    ),
  ).not.toThrow()
})

it('tells of handlers of every event as such, after those of the event', () => {
  const emitter = mitt<{ saved: string }>()
  const recorder = recorderOf(observeEmitter(emitter))
  emitter.on('*', function log() {})
  emitter.on('saved', function badge() {})
  emitter.emit('saved', 'a')
  expect(registered(recorder)).toEqual(['* log', 'saved badge'])
  expect(recorded(recorder)).toEqual([['saved', 'a', ['badge ok', 'log ok']]])
})

it('keeps the very handlers in `all`, also while they are called', () => {
  const all = new Map()
  const emitter = mitt<{ saved: undefined }>(all)
  recorderOf(observeEmitter(emitter))
  const seen: unknown[] = []
  const badge = (): unknown => seen.push(...all.get('saved'))
  emitter.on('saved', badge)
  const list = all.get('saved')
  emitter.emit('saved')
  expect(seen).toEqual([badge])
  expect(all.get('saved')).toBe(list)
})

it('needs no `this`', () => {
  const emitter = mitt<{ saved: number }>()
  const recorder = recorderOf(observeEmitter(emitter))
  const { on, emit, off } = emitter
  const badge = (): void => undefined
  on('saved', badge)
  emit('saved', 1)
  off('saved', badge)
  expect(recorded(recorder)).toEqual([['saved', 1, ['badge ok']]])
  expect(registered(recorder)).toEqual([])
})
