import { EventEmitter, once } from 'node:events'
import { observeEmitter } from 'eventscope/adapters/node'
import { expect, it } from 'vitest'
import { assertNoDifference, describeSync, recorded, recorderOf, registered } from '../test-support.ts'

const CALLS = ['on', 'prepend', 'once', 'off', 'offAll', 'listeners', 'rawListeners']

describeSync(() => new EventEmitter(), observeEmitter)

it('cannot be told from an emitter that is not observed', () => {
  expect(() =>
    assertNoDifference(
      () => {
        const emitter = new EventEmitter().setMaxListeners(0)
        return {
          emitter,
          calls: {
            on: (event, listener) => emitter.on(event, listener),
            prepend: (event, listener) => emitter.prependListener(event, listener),
            once: (event, listener) => emitter.once(event, listener),
            off: (event, listener) => emitter.off(event, listener),
            offAll: (event) => emitter.removeAllListeners(event),
            listeners: (event) => emitter.listeners(event),
            rawListeners: (event) => emitter.rawListeners(event),
            emit: (event, _, args) => emitter.emit(event, ...args),
          },
          look: (events) => [
            emitter.eventNames(),
            events.map((event) => [emitter.listenerCount(event), emitter.rawListeners(event)]),
          ],
        }
      },
      observeEmitter,
      CALLS,
    ),
  ).not.toThrow()
})

it('knows the listener within what `once` adds', () => {
  const emitter = new EventEmitter()
  const recorder = recorderOf(observeEmitter(emitter))
  emitter.once('saved', function badge() {})
  expect(registered(recorder)).toEqual(['saved badge once'])
  emitter.emit('saved', 1)
  expect(recorded(recorder)).toEqual([['saved', 1, ['badge ok']]])
  expect(registered(recorder)).toEqual([])
})

it('an error that nobody listens to is thrown, and is a failure of its dispatch', () => {
  const emitter = new EventEmitter()
  const recorder = recorderOf(observeEmitter(emitter))
  const failure = new Error('not heard')
  expect(() => emitter.emit('error', failure)).toThrow(failure)
  expect(recorder.recording.at(0)!.errors.map(({ cause }) => cause)).toEqual([failure])
})

it('a monitor of errors sees the listeners as they are', () => {
  const emitter = new EventEmitter()
  const recorder = recorderOf(observeEmitter(emitter))
  const seen: unknown[] = []
  const handle = (): void => undefined
  emitter.on('error', handle)
  emitter.on(EventEmitter.errorMonitor, function monitor() {
    seen.push(...emitter.rawListeners('error'))
  })
  emitter.emit('error', 1)
  expect(seen).toEqual([handle])
  expect(recorded(recorder)).toEqual([
    ['error', 1, ['handle ok']],
    ['events.errorMonitor', 1, ['monitor ok']],
  ])
})

it('captures rejections where the emitter is told to', async () => {
  const emitter = new EventEmitter({ captureRejections: true })
  recorderOf(observeEmitter(emitter))
  const caught = once(emitter, 'error')
  emitter.on('saved', async () => {
    throw new Error('of a promise')
  })
  emitter.emit('saved')
  expect(String((await caught)[0])).toBe('Error: of a promise')
})

it('two names of one method stay two of one', () => {
  const emitter = new EventEmitter()
  observeEmitter(emitter)
  expect(emitter.on).toBe(emitter.addListener)
  expect(emitter.off).toBe(emitter.removeListener)
})
