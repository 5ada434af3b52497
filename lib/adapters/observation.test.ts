import { watchSources } from 'eventscope'
import { observeEmitter } from 'eventscope/adapters/mitt'
import { observeRequests } from 'eventscope/adapters/network'
import mitt from 'mitt'
import { expect, it } from 'vitest'
import { recorderOf } from './test-support.ts'

/** What the page's tools would find. */
function found(): string[] {
  const names: string[] = []
  watchSources(({ name }) => names.push(name))()
  return names
}

it('what can’t be observed leaves no source behind', () => {
  expect(() => observeEmitter(Object.freeze(mitt()), { name: 'frozen' })).toThrow(TypeError)
  expect(() => observeRequests({ name: 'requests', user: 5 as never })).toThrow('`options.user` must be')
  expect(found()).not.toContain('frozen')
  expect(found()).not.toContain('requests')
})

it('an observer may leave because of a listener that it is told of', () => {
  const emitter = mitt<{ saved: number }>()
  const observation = observeEmitter(emitter)
  const calls: number[] = []
  const stop = observation.observe({ registered: () => stop() })
  emitter.all.set('saved', [(value: number) => void calls.push(value)])
  emitter.emit('saved', 1)
  expect(calls).toEqual([1])
})

it('two recorders hear the same, and one that stops leaves the other', () => {
  const emitter = mitt<{ saved: number }>()
  const observation = observeEmitter(emitter)
  const [first, second] = [recorderOf(observation), recorderOf(observeEmitter(emitter))]
  emitter.emit('saved', 1)
  observation.detach()
  emitter.emit('saved', 2)
  expect([first.recording.size, second.recording.size]).toEqual([2, 2])
})
