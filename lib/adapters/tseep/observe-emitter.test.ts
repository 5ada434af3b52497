import { observeEmitter } from 'eventscope/adapters/tseep'
import { EventEmitter } from 'tseep'
import { EventEmitter as SafeEmitter } from 'tseep/lib/ee-safe'
import { expect, it } from 'vitest'
import { assertNoDifference, describeSync, recorded, recorderOf } from '../test-support.ts'

describeSync(() => new EventEmitter(), observeEmitter)

// The one for pages where nothing may be compiled.
describeSync(() => new SafeEmitter(), observeEmitter)

it.each([EventEmitter, SafeEmitter])('cannot be told from an emitter that is not observed', (Emitter) => {
  expect(() =>
    assertNoDifference(
      () => {
        const emitter = new Emitter()
        return {
          emitter,
          calls: {
            on: (event, listener) => emitter.on(event, listener),
            onTwo: (event, listener) => emitter.addListener(event, listener, 2),
            onSeven: (event, listener) => emitter.addListener(event, listener, 7),
            once: (event, listener) => emitter.once(event, listener),
            prepend: (event, listener) => emitter.prependListener(event, listener),
            prependOnce: (event, listener) => emitter.prependOnceListener(event, listener),
            off: (event, listener) => emitter.off(event, listener),
            offAll: (event) => emitter.removeAllListeners(event),
            offAllOfAll: () => emitter.removeAllListeners(),
            emit: (event, _, args) => emitter.emit(event, ...args),
          },
          look: (events) => [
            emitter.eventNames(),
            events.map((event) => [
              emitter.listenerCount(event),
              emitter.hasListeners(event),
              emitter.listeners(event),
            ]),
          ],
        }
      },
      observeEmitter,
      ['on', 'onTwo', 'onSeven', 'once', 'prepend', 'prependOnce', 'off', 'offAll', 'offAllOfAll'],
    ),
  ).not.toThrow()
})

it('tells of listeners that are called once, added before or after', () => {
  const emitter = new EventEmitter()
  emitter.once('saved', function early() {})
  const recorder = recorderOf(observeEmitter(emitter))
  emitter.once('saved', function late() {})
  emitter.on('saved', function always() {})
  emitter.emit('saved', 1)
  emitter.emit('saved', 2)
  expect(recorded(recorder).map((one) => (one as unknown[])[2])).toEqual([
    ['always ok', 'early ok', 'late ok'],
    ['always ok'],
  ])
})

it('one that begins to record in a listener changes nothing', () => {
  const emitter = new EventEmitter()
  const observation = observeEmitter(emitter)
  recorderOf(observation)
  emitter.on('saved', () => undefined)
  // After that, tseep calls none of its lasting listeners: so the list of those called once comes first.
  emitter.off('saved', () => undefined)
  const calls: string[] = []
  emitter.once('saved', () => {
    recorderOf(observation)
    calls.push('recorded')
  })
  emitter.emit('saved')
  expect(calls).toEqual(['recorded'])
})

it('leaves nothing of its own where an observer detaches it because of a listener that is added', () => {
  const emitter = new EventEmitter()
  const before = Object.keys(Object.getOwnPropertyDescriptors(emitter))
  const observation = observeEmitter(emitter)
  observation.observe({ registered: () => observation.detach() })
  emitter.on('saved', () => undefined)
  expect(Object.keys(Object.getOwnPropertyDescriptors(emitter))).toEqual(before)
})
