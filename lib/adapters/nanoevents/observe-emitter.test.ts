import { observeEmitter } from 'eventscope/adapters/nanoevents'
import { createNanoEvents, type Unsubscribe } from 'nanoevents'
import { expect, it } from 'vitest'
import { assertNoDifference, describeSync, recorded, recorderOf, registered } from '../test-support.ts'

describeSync(() => createNanoEvents(), observeEmitter)

it('cannot be told from an emitter that is not observed', () => {
  expect(() =>
    assertNoDifference(
      () => {
        const emitter = createNanoEvents()
        const unbinds: Unsubscribe[] = []
        return {
          emitter,
          calls: {
            on: (event, listener) => void unbinds.push(emitter.on(event, listener)),
            off: () => unbinds.shift()?.(),
            offAll: () => {
              emitter.events = {}
            },
            emit: (event, _, args) => emitter.emit(event, ...args),
          },
          look: () => [Object.keys(emitter.events), Object.values(emitter.events)],
        }
      },
      observeEmitter,
      ['on', 'on', 'off', 'offAll'],
    ),
  ).not.toThrow()
})

it('tells at once of a listener that is removed', () => {
  const emitter = createNanoEvents()
  const recorder = recorderOf(observeEmitter(emitter))
  const off = emitter.on('saved', function badge() {})
  off()
  expect(registered(recorder)).toEqual([])
})

it('observes an emitter whose emit was overridden', () => {
  const emitter = createNanoEvents()
  const { emit } = emitter
  const calls: unknown[] = []
  emitter.emit = function (event, ...args) {
    calls.push(event)
    emit.call(this, event, ...args)
  }
  const recorder = recorderOf(observeEmitter(emitter))
  emitter.on('saved', function badge() {})
  emitter.emit('saved', 1)
  expect(calls).toEqual(['saved'])
  expect(recorded(recorder)).toEqual([['saved', 1, ['badge ok']]])
})
