import fc from 'fast-check'
// @ts-expect-error -- it has no types
import postal from 'postal'
import { expect, it, vi } from 'vitest'
import { observePubSub, type PubSubOptions } from 'eventscope/adapters/pubsub'
import { told } from '../dom/test-support.ts'

type Callback = (...args: unknown[]) => unknown

/** As PubSubJS has it: tokens, topics with parents, later or at once. */
class Tokens {
  private readonly subscribers = new Map<string, { topic: string; callback: Callback }>()
  private last = 0

  subscribe(topic: string, callback: Callback): string {
    const token = `uid_${this.last++}`
    this.subscribers.set(token, { topic, callback })
    return token
  }
  publishSync(topic: string, data?: unknown): boolean {
    const heard = [...this.subscribers.values()].filter((one) => `${topic}.`.startsWith(`${one.topic}.`))
    for (const { callback } of heard) callback(topic, data)
    return heard.length > 0
  }
  publish(topic: string, data?: unknown): boolean {
    queueMicrotask(() => this.publishSync.call(Object.create(this, {}), topic, data))
    return this.subscribers.size > 0
  }
  unsubscribe(value: string | Callback): unknown {
    if (typeof value === 'string' && this.subscribers.delete(value)) return value
    for (const [token, { topic, callback }] of this.subscribers)
      if (callback === value || topic === value) this.subscribers.delete(token)
    return true
  }
}

/** As Backbone has it: by what the function is, and for a `this`. */
class Model {
  private handlers: { name: string; callback: Callback; context: unknown }[] = []

  on(name: string, callback: Callback, context?: unknown): this {
    this.handlers.push({ name, callback, context })
    return this
  }
  off(name?: string, callback?: Callback): this {
    this.handlers = this.handlers.filter(
      (one) => !((name ?? one.name) === one.name && (callback ?? one.callback) === one.callback),
    )
    return this
  }
  trigger(name: string, ...args: unknown[]): this {
    for (const one of this.handlers)
      if (one.name === name) Reflect.apply(one.callback, one.context ?? this, args)
    return this
  }
}

/** A function for each subscriber's end. */
class Signals {
  private readonly callbacks = new Set<Callback>()

  subscribe(callback: Callback): () => boolean {
    this.callbacks.add(callback)
    return () => this.callbacks.delete(callback)
  }
  publish(value: unknown): number {
    for (const callback of this.callbacks) callback(value)
    return this.callbacks.size
  }
}

const BACKBONE = { publish: 'trigger', subscribe: 'on', unsubscribe: 'off' } satisfies PubSubOptions
const TOKENS = { publish: 'publishSync' } satisfies PubSubOptions

it('postal is told of by topic and data, whichever way it is used', () => {
  const observation = observePubSub(postal, { name: 'postal' })
  const { lines, payloads, listeners, open } = told(observation)
  const seen: unknown[] = []
  const item = postal.subscribe({
    channel: 'cart',
    topic: 'item.*',
    callback: function count(this: unknown, data: unknown) {
      seen.push(data, this)
    },
  })
  const context = { is: 'context' }
  item.context(context)
  postal.channel('cart').publish('item.added', { sku: 'A1' })
  postal.publish({ channel: 'cart', topic: 'item.removed', data: 5 })
  expect(seen).toEqual([{ sku: 'A1' }, context, 5, context])
  expect(lines.filter((line) => line.startsWith('item'))).toEqual([
    'item.added',
    'item.added > count',
    'item.removed',
    'item.removed > count',
  ])
  expect(payloads.slice(-2)).toEqual([{ sku: 'A1' }, 5])
  expect(listeners()).toEqual(['item.* count'])
  item.unsubscribe()
  expect([listeners(), open()]).toEqual([[], 0])
  observation.detach()
  postal.channel('cart').publish('item.added', {})
  expect(seen).toHaveLength(4)
})

it('what a subscriber throws is thrown to who publishes, and told of', () => {
  const bus = new Tokens()
  const { errors, open } = told(observePubSub(bus, TOKENS))
  const failure = new Error('broken')
  bus.subscribe('a', () => {
    throw failure
  })
  expect(() => bus.publishSync('a')).toThrow(failure)
  expect([errors, open()]).toEqual([[failure], 0])
})

it('what a bus delivers later is told of when it comes', async () => {
  const bus = new Tokens()
  const { lines } = told(observePubSub(bus, TOKENS))
  bus.subscribe('orders', function log() {})
  bus.publish('orders.paid', 5)
  expect(lines).toEqual([])
  await Promise.resolve()
  expect(lines.at(-1)).toContain('> log')
})

it('the end of a subscription is known by token, function, topic or handle', () => {
  const bus = new Tokens()
  const { listeners } = told(observePubSub(bus, TOKENS))
  const byFunction = (): void => undefined
  const token = bus.subscribe('a', function byToken() {})
  bus.subscribe('a', byFunction)
  bus.subscribe('b', function byTopic() {})
  expect(bus.unsubscribe(token)).toBe(token)
  expect(listeners()).toEqual(['a byFunction', 'b byTopic'])
  expect(bus.unsubscribe(byFunction)).toBe(true)
  bus.unsubscribe('b')
  expect([listeners(), bus.publishSync('a')]).toEqual([[], false])
  const signals = new Signals()
  const { listeners: known } = told(observePubSub(signals, { topic: () => 'signal' }))
  const stop = signals.subscribe(function show() {})
  expect(known()).toEqual(['signal show'])
  expect([stop(), stop(), known()]).toEqual([true, false, []])
})

it('readers say what the topic and the payload are', () => {
  const bus = new Signals()
  const { lines, payloads } = told(
    observePubSub(bus, {
      topic: (first) => (typeof first === 'number' ? 'number' : '*'),
      payload: (first) => first,
    }),
  )
  bus.subscribe(function show() {})
  expect(bus.publish(3)).toBe(1)
  expect([lines, payloads]).toEqual([['number', 'number > show'], [3]])
})

it('who subscribed while it was observed can be removed by its function afterwards', () => {
  const model = new Model()
  const observation = observePubSub(model, BACKBONE)
  const heard: unknown[] = []
  const listener = (value: unknown): void => void heard.push(value)
  model.on('change', listener)
  observation.detach()
  model.trigger('change', 1).off('change', listener).trigger('change', 2)
  expect(heard).toEqual([1])
  expect(Object.keys(Object.getOwnPropertyDescriptors(model))).toEqual(['handlers'])
})

it.each([
  ['no bus', null, {}, '`bus`'],
  ['a method that is missing', new Model(), {}, '`publish`'],
  ['an unknown option', new Tokens(), { event: 'x' }, '`options.event`'],
  ['a reader that is no function', new Tokens(), { topic: 'x' }, '`options.topic`'],
])('throws a TypeError for %s', (_, bus, options, named) => {
  expect(() => observePubSub(bus as never, options as never)).toThrow(TypeError)
  expect(() => observePubSub(bus as never, options as never)).toThrow(named)
})

const step = fc.record({
  does: fc.constantFrom('publish', 'publish', 'subscribe', 'subscribe', 'remove', 'removeTopic'),
  topic: fc.constantFrom('a', 'b', 'a.c'),
  at: fc.integer({ min: 0, max: 3 }),
})
type Step = { readonly does: string; readonly topic: string; readonly at: number }

/** Plays the steps on one of two kinds of bus; each subscriber does one within now and then. */
function play(kind: string, steps: readonly Step[], inner: readonly Step[], until: number): unknown[] {
  const tokens = new Tokens()
  const model = new Model()
  const log: unknown[] = []
  const given: string[] = []
  let budget = 8
  const callbacks = [0, 1, 2, 3].map(
    (at) =>
      function (this: unknown, ...args: unknown[]): void {
        log.push([at, this === model, this === inner, ...args])
        if (budget-- > 0) take(inner[at]!)
        if (at === 3) throw new Error('thrown')
      },
  )
  const take = ({ does, topic, at }: Step): void => {
    const callback = callbacks[at]!
    try {
      if (kind === 'tokens') {
        if (does === 'publish') log.push(tokens.publishSync(topic, at))
        if (does === 'subscribe') given.push(tokens.subscribe(topic, callback))
        if (does === 'remove') log.push(tokens.unsubscribe(at === 0 ? callback : (given[at] ?? '')))
        if (does === 'removeTopic') log.push(tokens.unsubscribe(topic))
      } else {
        if (does === 'publish') log.push(model.trigger(topic, at, topic) === model)
        if (does === 'subscribe') log.push(model.on(topic, callback, at === 1 ? inner : undefined) === model)
        if (does === 'remove') log.push(model.off(at === 0 ? undefined : topic, callback) === model)
        if (does === 'removeTopic') log.push(model.off(topic) === model)
      }
    } catch (error) {
      log.push(String(error))
    }
  }
  const bus = kind === 'tokens' ? tokens : model
  const observation = until < 0 ? undefined : observePubSub(bus, kind === 'tokens' ? TOKENS : BACKBONE)
  if (observation !== undefined) told(observation)
  for (const [index, next] of steps.entries()) {
    if (index === until) observation?.detach()
    take(next)
  }
  return log
}

it('nobody can tell an observed bus from another', () => {
  const steps = fc.array(step, { maxLength: 30 })
  const within = fc.array(step, { minLength: 4, maxLength: 4 })
  const program = fc.tuple(fc.constantFrom('tokens', 'model'), steps, within, fc.nat(30))
  fc.assert(
    fc.property(program, ([kind, steps, inner, until]) => {
      expect(play(kind, steps, inner, until)).toEqual(play(kind, steps, inner, -1))
    }),
    { numRuns: 300 },
  )
})

it('what `topic` and `payload` throw is reported, and no failure of the bus', () => {
  const failure = new Error('none of the bus')
  const fail = (): never => {
    throw failure
  }
  const reported = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const bus = new Tokens()
  const { lines } = told(observePubSub(bus, { ...TOKENS, topic: fail, payload: fail }))
  const heard: unknown[] = []
  bus.subscribe('a', (_, data) => heard.push(data))
  expect(bus.publishSync('a', 1)).toBe(true)
  expect(heard).toEqual([1])
  expect(lines[0]).toBe('message')
  expect(reported.mock.calls).toEqual([[failure], [failure], [failure]])
  reported.mockRestore()
})
