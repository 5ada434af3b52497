import { EventClient } from '@tanstack/devtools-event-client/production'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { observeEventClient } from 'eventscope/adapters/tanstack'
import { task, told } from '../dom/test-support.ts'

interface QueryEvents {
  changed: { key: string }
  removed: { key: string }
}

/** As the client finds the devtools' bus; it answers to what it is told. */
let bus: EventTarget

beforeEach(() => {
  bus = new EventTarget()
  Object.assign(globalThis, { __TANSTACK_EVENT_TARGET__: bus })
  bus.addEventListener('tanstack-connect', () => bus.dispatchEvent(new Event('tanstack-connect-success')))
  bus.addEventListener('tanstack-dispatch-event', (event) => arrive((event as CustomEvent).detail))
})

afterEach(() => {
  Reflect.deleteProperty(globalThis, '__TANSTACK_EVENT_TARGET__')
})

/** Something comes by way of the devtools. */
function arrive(detail: { readonly type: string }): void {
  bus.dispatchEvent(new CustomEvent(detail.type, { detail }))
  bus.dispatchEvent(new CustomEvent('tanstack-devtools-global', { detail }))
}

const client = () => new EventClient<QueryEvents>({ pluginId: 'query' })

it('what is emitted is told of with the runs of the listeners, and what arrives', async () => {
  const events = client()
  const observation = observeEventClient(events)
  const { lines, payloads, open } = told(observation)
  const heard: unknown[] = []
  events.on('changed', function show(event) {
    heard.push(event)
  })
  events.onAllPluginEvents(function log() {})
  events.emit('changed', { key: 'first' })
  events.emit('changed', { key: 'users' })
  lines.length = payloads.length = 0
  events.emit('changed', { key: 'users' })
  arrive({ type: 'query:removed', payload: { key: 'users' }, pluginId: 'query' } as never)
  expect(lines).toEqual(['changed', 'changed > show', 'changed > log', 'removed', 'removed > log'])
  expect(payloads).toEqual([{ key: 'users' }, { key: 'users' }])
  expect(heard.at(-1)).toEqual({ type: 'query:changed', payload: { key: 'users' }, pluginId: 'query' })
  expect(observation.name).toBe('query')
  await task()
  expect(open()).toBe(0)
})

it('a listener that is within the page hears at once, and its end is known', () => {
  const events = client()
  const { lines, listeners } = told(observeEventClient(events))
  const stop = events.on('changed', function show() {}, { withEventTarget: true })
  events.emit('changed', { key: 'a' })
  expect(lines.slice(0, 2)).toEqual(['changed', 'changed > show'])
  expect(listeners()).toEqual(['changed show'])
  stop()
  expect(listeners()).toEqual([])
})

it('detached, it is as it was, and its listeners stay', () => {
  const events = client()
  const observation = observeEventClient(events)
  const { lines } = told(observation)
  const listener = vi.fn<() => void>()
  const stop = events.on('changed', listener)
  observation.detach()
  expect(Reflect.ownKeys(events).filter((key) => ['emit', 'on', 'onAll'].includes(String(key)))).toEqual([])
  arrive({ type: 'query:changed' })
  stop()
  arrive({ type: 'query:changed' })
  expect(listener).toHaveBeenCalledOnce()
  expect(lines).toEqual([])
})

it.each([
  ['no client', { emit: () => undefined }, undefined, '`client`'],
  ['an unknown option', client(), { plugin: 'x' }, '`options.plugin`'],
])('throws a TypeError for %s', (_, events, options, named) => {
  expect(() => observeEventClient(events as never, options as never)).toThrow(TypeError)
  expect(() => observeEventClient(events as never, options as never)).toThrow(named)
})
