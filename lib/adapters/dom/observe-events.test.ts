import { expect, it } from 'vitest'
import { observeEvents } from 'eventscope/adapters/dom'
import { createRecorder } from 'eventscope/recorder'
import { task, told } from './test-support.ts'

it('the chosen types are told of on the chosen roots, each event once, for as long as its turn', async () => {
  const [first, second] = [new EventTarget(), new EventTarget()]
  const observation = observeEvents([first, second], ['click', 'submit'], { name: 'page' })
  const recorder = createRecorder()
  recorder.attach(observation)
  const { lines, open } = told(observation)
  first.addEventListener('click', (event) => event.stopImmediatePropagation())
  for (const [target, type] of [
    [first, 'click'],
    [second, 'submit'],
    [second, 'keydown'],
  ] as const)
    target.dispatchEvent(new Event(type))
  expect([lines, open()]).toEqual([['click', 'submit'], 2])
  await task()
  expect(open()).toBe(0)
  expect(recorder.recording.find('').map(({ event, bus, status }) => [event, bus, status])).toEqual([
    ['click', 'page', 'ok'],
    ['submit', 'page', 'ok'],
  ])
})

it('the same observed twice is one, and other types or roots are others', () => {
  const [root, other] = [new EventTarget(), new EventTarget()]
  const first = observeEvents(root, ['a', 'b'])
  const again = observeEvents([root], ['b', 'a'])
  const others = [
    observeEvents(root, ['a']),
    observeEvents(root, ['a', 'b'], { once: true }),
    observeEvents([root, other], ['a', 'b']),
  ]
  expect(again.id).toBe(first.id)
  expect(new Set([first, ...others].map(({ id }) => id)).size).toBe(4)
  const { lines } = told(first)
  first.detach()
  root.dispatchEvent(new Event('a'))
  again.detach()
  root.dispatchEvent(new Event('a'))
  expect(lines).toEqual(['a'])
})

it('`once` tells of the first of each type', () => {
  const root = new EventTarget()
  const { lines } = told(observeEvents(root, ['a', 'b'], { once: true }))
  for (const type of ['a', 'a', 'b', 'b']) root.dispatchEvent(new Event(type))
  expect(lines).toEqual(['a', 'b'])
})

it('of keys only those that write nothing are told', () => {
  const root = new EventTarget()
  const { payloads } = told(observeEvents(root, ['keydown']))
  for (const key of ['s', 'Escape']) root.dispatchEvent(Object.assign(new Event('keydown'), { key }))
  expect(payloads).toMatchObject([{ key: undefined }, { key: 'Escape' }])
})

it('what listens is passive: it cannot keep anything from happening, nor does it', () => {
  const root = new EventTarget()
  const added: unknown[] = []
  root.addEventListener = (...args: unknown[]) => void added.push(args[2])
  observeEvents(root, ['touchmove'])
  expect(added).toEqual([{ capture: true, passive: true, once: false }])
})

it.each([
  ['a root that is none', 'body', ['a'], {}, '`root`'],
  ['types that are no list', new EventTarget(), 'click', {}, '`types`'],
  ['an unknown option', new EventTarget(), ['a'], { passive: false }, '`options.passive`'],
  ['an ill-typed option', new EventTarget(), ['a'], { once: 1 }, '`options.once`'],
])('throws a TypeError for %s', (_, root, types, options, named) => {
  expect(() => observeEvents(root as never, types as never, options as never)).toThrow(TypeError)
  expect(() => observeEvents(root as never, types as never, options as never)).toThrow(named)
})
