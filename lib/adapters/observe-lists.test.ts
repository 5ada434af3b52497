import { inRecord, type Observation, observeLists, type ObserveOptions } from 'eventscope'
import { expect, it } from 'vitest'
import { assertNoDifference, describeSync, recorded, recorderOf, type TestListener } from './test-support.ts'

/** An emitter as people write them in a few lines. */
class OwnEmitter {
  readonly handlers: Record<string | symbol, TestListener[]> = {}

  on(event: string, handler: TestListener): void {
    ;(this.handlers[event] ??= []).push(handler)
  }

  off(event: string, handler: TestListener): void {
    this.handlers[event] = this.handlers[event]?.filter((one) => one !== handler) ?? []
  }

  emit(event: string | symbol, ...args: unknown[]): void {
    for (const handler of [...(this.handlers[event] ?? [])]) handler.apply(this, args)
  }
}

function observeOwn(emitter: OwnEmitter, options?: ObserveOptions): Observation {
  if (!(emitter instanceof OwnEmitter)) throw new TypeError('`emitter` must be an OwnEmitter')
  const lists = [inRecord(() => emitter.handlers)]
  return observeLists(emitter, options, { name: 'own', lists, methods: ['on', 'off'] })
}

describeSync(() => new OwnEmitter(), observeOwn)

it('an emitter of the page’s own cannot be told from one that is not observed', () => {
  expect(() =>
    assertNoDifference(
      () => {
        const emitter = new OwnEmitter()
        return {
          emitter,
          calls: {
            on: (event, listener) => emitter.on(event, listener),
            off: (event, listener) => emitter.off(event, listener),
            emit: (event, _, args) => emitter.emit(event, ...args),
          },
          look: () => [Object.keys(emitter.handlers), Object.values(emitter.handlers)],
        }
      },
      observeOwn,
      ['on', 'on', 'off'],
    ),
  ).not.toThrow()
})

it('lists that are changed without a call of a method are seen with the next emit', () => {
  const emitter = new OwnEmitter()
  const recorder = recorderOf(observeOwn(emitter))
  emitter.handlers['saved'] = [function badge() {}]
  emitter.emit('saved', 1)
  expect(recorded(recorder)).toEqual([['saved', 1, ['badge ok']]])
})

it('what an object inherits is no list', () => {
  const lists = inRecord(() => ({}))
  expect([lists.get('toString'), lists.entries(undefined)]).toEqual([undefined, []])
})

it('a method that looks at `emit` may call another: what is emitted is told once, and `emit` left as it was', () => {
  const { emit } = OwnEmitter.prototype
  class Looking extends OwnEmitter {
    readonly seen: boolean[] = []

    override on(event: string, handler: TestListener): void {
      this.add(event, handler)
      this.seen.push(this.emit === emit)
    }

    add(event: string, handler: TestListener): void {
      super.on(event, handler)
      this.seen.push(this.emit === emit)
    }
  }
  const emitter = new Looking()
  const lists = [inRecord(() => emitter.handlers)]
  const methods = ['on', 'add']
  const observation = observeLists(emitter, undefined, { name: 'own', lists, methods, looksAtEmit: true })
  const recorder = recorderOf(observation)
  emitter.on('saved', function badge() {})
  expect(emitter.seen).toEqual([true, true])
  emitter.emit('saved', 1)
  expect(recorded(recorder)).toEqual([['saved', 1, ['badge ok']]])
  observation.detach()
  expect(emitter.emit).toBe(emit)
})

it('what emits may be called otherwise, and has to be there', () => {
  const handlers: Record<string, TestListener[]> = { saved: [function badge() {}] }
  const emitter = {
    fire: (event: string, payload: unknown) => handlers[event]?.forEach((one) => one(payload)),
  }
  const lists = [inRecord(() => handlers)]
  const recorder = recorderOf(
    observeLists(emitter, undefined, { name: 'own', lists, emit: 'fire', methods: [] }),
  )
  emitter.fire('saved', 1)
  expect(recorded(recorder)).toEqual([['saved', 1, ['badge ok']]])
  const observe = (): unknown => observeLists(emitter, undefined, { name: 'other', lists, methods: [] })
  expect(observe).toThrow(TypeError)
  expect(observe).toThrow('`emitter` must have a method `emit`')
})
