import { EventEmitter } from 'eventemitter3'
import { observeEmitter } from 'eventscope/adapters/eventemitter3'
import { expect, it } from 'vitest'
import { assertNoDifference, describeSync, recorded, recorderOf, registered } from '../test-support.ts'

describeSync(() => new EventEmitter(), observeEmitter)

it('cannot be told from an emitter that is not observed', () => {
  expect(() =>
    assertNoDifference(
      () => {
        const emitter = new EventEmitter()
        const context = { is: 'a context' }
        return {
          emitter,
          calls: {
            on: (event, listener) => emitter.on(event, listener),
            onWith: (event, listener) => emitter.on(event, listener, context),
            once: (event, listener) => emitter.once(event, listener),
            onceWith: (event, listener) => emitter.once(event, listener, context),
            off: (event, listener) => emitter.off(event, listener),
            offWith: (event, listener) => emitter.off(event, listener, context),
            offOnce: (event, listener) => emitter.off(event, listener, undefined, true),
            offAll: (event) => emitter.removeAllListeners(event),
            offAllOfAll: () => emitter.removeAllListeners(),
            emit: (event, _, args) => emitter.emit(event, ...args),
          },
          look: (events) => [
            emitter.eventNames(),
            events.map((event) => [emitter.listenerCount(event), emitter.listeners(event)]),
          ],
        }
      },
      observeEmitter,
      ['on', 'onWith', 'once', 'onceWith', 'off', 'offWith', 'offOnce', 'offAll', 'offAllOfAll'],
    ),
  ).not.toThrow()
})

it('tells of a listener that is called once, and that it is gone before it runs', () => {
  const emitter = new EventEmitter()
  const recorder = recorderOf(observeEmitter(emitter))
  const seen: unknown[] = []
  emitter.once('saved', function badge() {
    seen.push(registered(recorder), emitter.listenerCount('saved'))
  })
  expect(registered(recorder)).toEqual(['saved badge once'])
  emitter.emit('saved', 1, 2)
  expect(seen).toEqual([[], 0])
  expect(recorded(recorder)).toEqual([['saved', [1, 2], ['badge ok']]])
})

it('observes a class that overrides emit, which looks at its own listeners', () => {
  const looks: unknown[] = []
  class Loud extends EventEmitter {
    #emitted = 0
    override emit(event: string | symbol, ...args: unknown[]): boolean {
      looks.push(++this.#emitted, this.listeners(event))
      return super.emit(event, ...args)
    }
  }
  const emitter = new Loud()
  const recorder = recorderOf(observeEmitter(emitter))
  const badge = (): void => undefined
  emitter.on('saved', badge)
  emitter.emit('saved', 1)
  expect(looks).toEqual([1, [badge]])
  expect(recorded(recorder)).toEqual([['saved', 1, ['badge ok']]])
})
