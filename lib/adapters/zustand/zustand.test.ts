import fc from 'fast-check'
import { expect, it, vi } from 'vitest'
import { createStore } from 'zustand/vanilla'
import { persist, subscribeWithSelector } from 'zustand/middleware'
import { createBus } from 'eventscope'
import { observeStore } from 'eventscope/adapters/zustand'
import { task, told } from '../dom/test-support.ts'

interface Bears {
  bears: number
  honey: number
  feed(): void
}

const bears = () =>
  createStore<Bears>()((set) => ({
    bears: 0,
    honey: 5,
    feed: () => set(({ honey }) => ({ honey: honey - 1 })),
  }))

it('a change is told of with the keys that it has changed, whoever made it', async () => {
  const store = bears()
  const observation = observeStore(store, { name: 'bears' })
  const { lines, payloads, listeners, open } = told(observation)
  store.subscribe(function draw() {})
  store.setState({ bears: 1, honey: 5 })
  store.getState().feed()
  store.setState(store.getState())
  expect(lines).toEqual(['setState', 'setState > draw', 'setState', 'setState > draw'])
  expect(payloads).toEqual([{ bears: { before: 0, after: 1 } }, { honey: { before: 5, after: 4 } }])
  expect(listeners()).toEqual(['setState draw'])
  await task()
  expect(open()).toBe(0)
})

it('a change is told of whatever its key is', () => {
  const store = createStore<Record<string, unknown>>()(() => ({}))
  const { payloads } = told(observeStore(store))
  store.setState(JSON.parse('{ "constructor": 1, "__proto__": 2 }') as Record<string, unknown>, true)
  expect(Object.entries(payloads[0] as object)).toEqual([
    ['constructor', { before: undefined, after: 1 }],
    ['__proto__', { before: undefined, after: 2 }],
  ])
})

it('`action` says what a change is called', () => {
  const store = bears()
  const action = (now: Bears, before: Bears): string => (now.honey < before.honey ? 'feed' : 'other')
  const { lines } = told(observeStore(store, { action }))
  store.getState().feed()
  expect(lines).toEqual(['feed'])
})

it('what throws in `action` is reported, and the store goes on', () => {
  const reportError = vi.fn<(error: unknown) => void>()
  vi.stubGlobal('reportError', reportError)
  const store = bears()
  const failure = new Error('no name')
  const { lines } = told(
    observeStore(store, {
      action: () => {
        throw failure
      },
    }),
  )
  store.getState().feed()
  vi.unstubAllGlobals()
  expect([reportError.mock.calls, lines]).toEqual([[[failure]], ['setState']])
})

it('what a subscriber dispatches or changes has the change as its parent', () => {
  const store = bears()
  const observation = observeStore(store)
  const bus = createBus()
  const seen: unknown[] = []
  const ids: number[] = []
  observation.observe({ dispatchStart: (_, { id, parent }) => void (ids.push(id), seen.push(parent)) })
  bus.observe({ dispatchStart: (_, { parent }) => void seen.push(parent) })
  store.subscribe(({ bears }) => {
    if (bears === 1) store.setState({ bears: 2 })
    else bus.dispatch('many')
  })
  store.setState({ bears: 1 })
  expect(seen).toEqual([undefined, ids[0], ids[1]])
})

it('who subscribes while the others hear of a change is called for it as ever, and told of from the next', () => {
  const store = bears()
  const { lines } = told(observeStore(store))
  const late = vi.fn<() => void>().mockName('late')
  store.subscribe(function first() {
    store.subscribe(late)
  })
  store.setState({ bears: 1 })
  expect([late.mock.calls.length, lines]).toEqual([1, ['setState', 'setState > first']])
  store.setState({ bears: 2 })
  expect([late.mock.calls.length, lines.length]).toEqual([2, 5])
})

it('what a subscriber throws is thrown to who changed the state, and told of', () => {
  const store = bears()
  const { errors } = told(observeStore(store))
  const failure = new Error('broken')
  store.subscribe(() => {
    throw failure
  })
  expect(() => store.setState({ bears: 1 })).toThrow(failure)
  expect(errors).toEqual([failure])
})

it('selectors of subscribeWithSelector work, and their listeners are seen', async () => {
  const store = createStore(subscribeWithSelector(() => ({ bears: 0, honey: 5 })))
  const observation = observeStore(store)
  const { lines, listeners } = told(observation)
  const listener = vi.fn<(now: number, before: number) => void>()
  const stop = store.subscribe(({ bears }) => bears, listener, { fireImmediately: true })
  expect(listener.mock.calls).toEqual([[0, 0]])
  store.setState({ honey: 4 })
  store.setState({ bears: 1 })
  expect(listener.mock.calls.slice(1)).toEqual([[1, 0]])
  expect(lines).toEqual(['setState', 'setState', `setState > ${listener.name}`])
  await task()
  observation.detach()
  store.setState({ bears: 2 })
  stop()
  store.setState({ bears: 3 })
  expect(listener).toHaveBeenCalledTimes(3)
  expect(listeners()).toEqual([])
})

it('a store that is kept elsewhere is kept as ever', () => {
  const kept = new Map<string, string>()
  const storage = {
    getItem: () => null,
    setItem: (key: string, value: unknown) => void kept.set(key, JSON.stringify(value)),
    removeItem: (key: string) => void kept.delete(key),
  }
  const store = createStore(persist(() => ({ bears: 0 }), { name: 'zoo', storage }))
  const { lines } = told(observeStore(store))
  store.setState({ bears: 3 })
  expect([kept.get('zoo'), store.getInitialState().bears]).toEqual([
    JSON.stringify({ state: { bears: 3 }, version: 0 }),
    0,
  ])
  expect(lines).toEqual(['setState'])
})

it('detached, the store is as it was, with its subscribers in their order', async () => {
  const store = bears()
  const before = { ...store }
  const log: string[] = []
  const [first, second, third] = ['first', 'second', 'third'].map((name) => () => void log.push(name))
  store.subscribe(first!)
  const observation = observeStore(store)
  store.subscribe(second!)
  const stop = store.subscribe(third!)
  observation.detach()
  expect({ ...store }).toEqual(before)
  store.setState({ bears: 1 })
  store.subscribe(second!)
  stop()
  store.setState({ bears: 2 })
  expect(log).toEqual(['first', 'second', 'third', 'first', 'second'])
})

it.each([
  ['no store', { subscribe: () => undefined }, undefined, '`store`'],
  ['an unknown option', bears(), { actions: 1 }, '`options.actions`'],
  ['an `action` that is no function', bears(), { action: 'feed' }, '`options.action`'],
])('throws a TypeError for %s', (_, store, options, named) => {
  expect(() => observeStore(store as never, options as never)).toThrow(TypeError)
  expect(() => observeStore(store as never, options as never)).toThrow(named)
})

const step = fc.record({
  does: fc.constantFrom('set', 'replace', 'subscribe', 'subscribe', 'stop'),
  at: fc.integer({ min: 0, max: 3 }),
})
type Step = { readonly does: string; readonly at: number }

/** Plays the steps, observed up to one of them; each subscriber does one within now and then. */
function play(steps: readonly Step[], inner: readonly Step[], until: number): unknown[] {
  const store = createStore<{ count: number }>()(() => ({ count: 0 }))
  const log: unknown[] = []
  let budget = 8
  const listeners = [0, 1, 2, 3].map((at) => (now: { count: number }, before: { count: number }) => {
    log.push([at, now.count, before.count])
    if (budget-- > 0) take(inner[at]!)
    if (at === 3) throw new Error('thrown')
  })
  const stops: (() => unknown)[] = []
  const take = ({ does, at }: Step): void => {
    try {
      if (does === 'set') store.setState(({ count }) => ({ count: count + at }))
      if (does === 'replace') store.setState({ count: at }, true)
      if (does === 'subscribe') stops.push(store.subscribe(listeners[at]!))
      if (does === 'stop') log.push(stops[at]?.())
    } catch (error) {
      log.push(String(error))
    }
  }
  vi.useFakeTimers()
  const observation = until >= 0 ? observeStore(store) : undefined
  if (observation !== undefined) told(observation)
  for (const [index, next] of steps.entries()) {
    if (index === until) {
      vi.runAllTimers()
      observation?.detach()
      // What a stale `unsubscribe` returns is the one thing that is not the same.
      stops.length = 0
    } else if (index === -until) stops.length = 0
    take(next)
  }
  vi.useRealTimers()
  return log
}

it('nobody can tell an observed store from another', () => {
  const steps = fc.array(step, { maxLength: 25 })
  fc.assert(
    fc.property(steps, fc.array(step, { minLength: 4, maxLength: 4 }), fc.nat(25), (steps, inner, until) => {
      expect(play(steps, inner, until + 1)).toEqual(play(steps, inner, -until - 1))
    }),
    { numRuns: 300 },
  )
})

it('a subscriber that was there before and subscribes a second time runs once, until it unsubscribes', () => {
  const store = createStore(() => ({ count: 0 }))
  const early = vi.fn<() => void>()
  store.subscribe(early)
  const { lines } = told(observeStore(store))
  const unsubscribe = store.subscribe(early)
  store.setState({ count: 1 })
  expect(early).toHaveBeenCalledTimes(1)
  expect(lines).toEqual(['setState', expect.stringContaining('setState > ')])
  unsubscribe()
  store.setState({ count: 2 })
  expect(early).toHaveBeenCalledTimes(1)
})
