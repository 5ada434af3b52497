import { describe, expect, it } from 'vitest'
import { createBus, defineEvent } from './index.ts'
import type { Bus } from './index.ts'

// A caller without types, who may pass anything anywhere.
type Loose = (...args: unknown[]) => unknown

const noop = (): void => undefined
const bus = createBus()
const listenerMethods = ['on', 'once'] as const
const call = (method: keyof Bus, ...args: unknown[]): unknown => (bus[method] as unknown as Loose)(...args)
const create = createBus as unknown as Loose
const driver = { publish: noop, subscribe: noop, unsubscribe: noop, wait: noop, close: noop }

const cases: [what: string, argument: string, run: () => unknown][] = [
  ...(['on', 'once', 'off', 'unregisterAll', 'dispatch', 'event'] as const).flatMap((method) =>
    ['', 5, null, undefined, {}, '*'].map((name): (typeof cases)[number] => [
      `${method}() with the name ${String(name) || '""'}`,
      'name',
      () => call(method, name, noop),
    ]),
  ),
  [
    'dispatch() with a name that is no text and has none',
    'name',
    () => call('dispatch', Object.create(null)),
  ],
  ['listeners() with an empty name', 'name', () => call('listeners', '')],
  ['handle.dispatch() with an empty name', 'name', () => bus.dispatch('a').dispatch('')],
  ['defineEvent() with an empty name', 'name', () => defineEvent('')],
  ['defineEvent() with what is no bus', 'bus.dispatch', () => (defineEvent as Loose)('a', {})],
  ...[...listenerMethods, 'off' as const].map((method): (typeof cases)[number] => [
    `${method}() without a listener`,
    'listener',
    () => call(method, 'a', { handle: noop }),
  ]),
  ['onAny() without a listener', 'listener', () => call('onAny')],
  ...listenerMethods.flatMap((method): typeof cases => [
    [`${method}() with an unknown option`, 'options.onec', () => call(method, 'a', noop, { onec: true })],
    [`${method}() with options that are no object`, 'options', () => call(method, 'a', noop, true)],
    [`${method}() with null for options`, 'options', () => call(method, 'a', noop, null)],
    [`${method}() with async: 1`, 'options.async', () => call(method, 'a', noop, { async: 1 })],
    [`${method}() with once: 1`, 'options.once', () => call(method, 'a', noop, { once: 1 })],
    [`${method}() with name: 1`, 'options.name', () => call(method, 'a', noop, { name: 1 })],
    [`${method}() with managed: 1`, 'options.managed', () => call(method, 'a', noop, { managed: 1 })],
    [`${method}() with stack: []`, 'options.stack', () => call(method, 'a', noop, { stack: [] })],
    [`${method}() with signal: {}`, 'options.signal', () => call(method, 'a', noop, { signal: {} })],
    ...['5', -1, Number.NaN, Infinity, 2 ** 31].map((timeout): (typeof cases)[number] => [
      `${method}() with timeout: ${String(timeout)}`,
      'options.timeout',
      () => call(method, 'a', noop, { timeout }),
    ]),
  ]),
  ['onAny() with an unknown option', 'options.priority', () => call('onAny', noop, { priority: 1 })],
  ['event().on() without a listener', 'listener', () => (bus.event('a').on as Loose)()],
  [
    'event().once() with an unknown option',
    'options.x',
    () => (bus.event('a').once as Loose)(noop, { x: 1 }),
  ],
  ['register() with null', 'listeners[0].handle', () => call('register', null)],
  ['register() without handle', 'listeners[0].handle', () => call('register', { event: 'a' })],
  ['register() without event', 'listeners[0].event', () => call('register', { handle: noop })],
  [
    'register() with an unknown option',
    'listeners[0].options.x',
    () => call('register', { event: 'a', handle: noop, options: { x: 1 } }),
  ],
  ...(['wait', 'close'] as const).flatMap((method): typeof cases => [
    [`bus.${method}() with an unknown option`, 'options.ms', () => call(method, { ms: 5 })],
    [`bus.${method}() with a number`, 'options', () => call(method, 5)],
    [`bus.${method}() with a bad timeout`, 'options.timeout', () => call(method, { timeout: -1 })],
    [`bus.${method}() with a bad signal`, 'options.signal', () => call(method, { signal: 'soon' })],
  ]),
  [
    'handle.wait() with a number',
    'options',
    () => (bus.dispatch('a').wait as Loose).call(bus.dispatch('a'), 5),
  ],
  ['observe() without an observer', 'observer', () => call('observe')],
  ['observe() with a function', 'observer', () => call('observe', noop)],
  ['createBus() with null', 'options', () => create(null)],
  ['createBus() with an unknown option', 'options.nmae', () => create({ nmae: 'shop' })],
  ['createBus() with name: 1', 'options.name', () => create({ name: 1 })],
  ['createBus() with onError: true', 'options.onError', () => create({ onError: true })],
  ...[-1, 1.5, '5', null].map((maxErrors): (typeof cases)[number] => [
    `createBus() with maxErrors: ${maxErrors}`,
    'options.maxErrors',
    () => create({ maxErrors }),
  ]),
  ['createBus() with observers: {}', 'options.observers', () => create({ observers: {} })],
  ['createBus() with an observer that is none', 'observer', () => create({ observers: [5] })],
  ['createBus() with driver: null', 'options.driver.publish', () => create({ driver: null })],
  [
    'createBus() with half a driver',
    'options.driver.close',
    () => create({ driver: { ...driver, close: undefined } }),
  ],
]

describe('misuse', () => {
  it.each(cases)('%s throws a TypeError that names `%s`', (_, argument, run) => {
    const thrown = catchError(run)
    expect(thrown).toBeInstanceOf(TypeError)
    expect((thrown as TypeError).message).toContain(`\`${argument}\``)
  })

  it('leaves nothing registered', () => {
    expect(bus.listeners()).toEqual([])
    expect(bus.closed).toBe(false)
  })

  it('of a listener that misuses the bus is an error of that listener', () => {
    const failing = createBus({ onError: noop })
    failing.on('a', () => failing.dispatch(''))
    expect(failing.dispatch('a').errors[0]?.cause).toBeInstanceOf(TypeError)
  })

  it('is none: an option that is undefined', () => {
    const fresh = createBus({ name: undefined, onError: undefined, maxErrors: undefined })
    fresh.on('a', noop, { async: undefined, name: undefined, once: undefined, timeout: undefined })
    expect(fresh.name).toBe('bus')
    expect(fresh.listeners()).toMatchObject([{ name: 'noop', async: false, once: false, timeout: undefined }])
  })
})

function catchError(run: () => unknown): unknown {
  try {
    run()
  } catch (error) {
    return error
  }
  return undefined
}
