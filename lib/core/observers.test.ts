import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createBus } from './index.ts'
import type { Observer } from './index.ts'

const CALLBACKS = [
  'registered',
  'unregistered',
  'dispatchStart',
  'dispatchReturn',
  'dispatchEnd',
  'runStart',
  'runWait',
  'runEnd',
] as const

const reportError = vi.fn<(error: unknown) => void>()

beforeEach(() => {
  vi.stubGlobal('reportError', reportError)
})

afterEach(() => {
  reportError.mockReset()
  vi.unstubAllGlobals()
})

/** An observer that keeps what it is told, as text. */
function scribe(): Observer & { readonly log: string[] } {
  const log: string[] = []
  return {
    log,
    registered: (_, listener) => log.push(`registered ${listener.name}`),
    unregistered: (_, listener) => log.push(`unregistered ${listener.name}`),
    dispatchStart: (_, dispatch) => log.push(`dispatchStart ${dispatch.event} ${dispatch.listenerCount}`),
    dispatchReturn: (_, dispatch) => log.push(`dispatchReturn ${dispatch.event}`),
    dispatchEnd: (_, dispatch) => log.push(`dispatchEnd ${dispatch.event} ${dispatch.errors.length}`),
    runStart: (_, __, listener, index) => log.push(`runStart ${listener.name} ${index}`),
    runWait: (_, __, listener, index) => log.push(`runWait ${listener.name} ${index}`),
    runEnd: (_, __, listener, index, error) =>
      log.push(`runEnd ${listener.name} ${index} ${error === undefined ? 'ok' : String(error.cause)}`),
  }
}

describe('an observer', () => {
  it('hears of registrations, dispatches and runs in order', async () => {
    const observer = scribe()
    const bus = createBus({ onError: () => undefined, observers: [observer] })
    bus.on('a', () => undefined, { name: 'plain' })
    bus.once('a', () => Promise.reject('rejected'), { name: 'once' })
    bus.on('a', () => undefined, { name: 'async', async: true })
    await bus.dispatch('a').wait()
    expect(observer.log).toEqual([
      'registered plain',
      'registered once',
      'registered async',
      'dispatchStart a 3',
      'runStart plain 0',
      'runEnd plain 0 ok',
      'unregistered once',
      'runStart once 1',
      'runWait once 1',
      'dispatchReturn a',
      'runEnd once 1 rejected',
      'runStart async 2',
      'runEnd async 2 ok',
      'dispatchEnd a 1',
    ])
  })

  it('is told which bus, and gets the same object in every callback about a dispatch', () => {
    const seen: unknown[] = []
    const bus = createBus({ name: 'shop' })
    bus.on('a', () => undefined)
    bus.observe({
      registered: ({ id, name }, { event }) => seen.push([id, name, event]),
      dispatchStart: (_, dispatch) => seen.push(dispatch),
      runEnd: (_, dispatch) => seen.push(dispatch),
      dispatchEnd: (_, dispatch) => seen.push(dispatch),
    })
    const { id } = bus.dispatch('a')
    expect(seen[0]).toEqual([bus.id, 'shop', 'a'])
    expect(new Set(seen.slice(1)).size).toBe(1)
    expect(seen[1]).toMatchObject({ id, event: 'a' })
  })

  it('first hears of every listener registered already', () => {
    const bus = createBus()
    const observer = scribe()
    bus.on('a', () => undefined, { name: 'first' })
    bus.onAny(() => undefined, { name: 'second' })
    bus.on('b', () => undefined, { name: 'gone' })()
    bus.on('a', () => undefined, { name: 'third' })
    bus.observe(observer)
    expect(observer.log).toEqual(['registered first', 'registered second', 'registered third'])
  })

  it('that registers listeners when attached hears of these, too', () => {
    const bus = createBus()
    const heard: string[] = []
    bus.on('a', () => undefined, { name: 'first' })
    bus.observe({
      registered: (_, { name }) => {
        heard.push(name)
        if (name === 'first') bus.on('a', () => undefined, { name: 'second' })
      },
    })
    expect(heard).toEqual(['first', 'second'])
  })

  it('hears of a removal once, by whatever means', () => {
    const observer = scribe()
    const bus = createBus({ observers: [observer] })
    const abort = new AbortController()
    const listener = (): void => undefined
    const subscription = bus.on('a', listener, { name: 'subscription' })
    bus.on('a', listener, { name: 'off' })
    bus.on('a', listener, { name: 'signal', signal: abort.signal })
    bus.on('a', listener, { name: 'all' })
    bus.onAny(listener, { name: 'any' })
    observer.log.length = 0
    subscription()
    subscription()
    bus.off('a', listener)
    abort.abort()
    bus.unregisterAll('a')
    bus.unregisterAll('a')
    const names = ['subscription', 'off', 'signal', 'all']
    expect(observer.log).toEqual(names.map((name) => `unregistered ${name}`))
  })

  it('that registers another listener for each that goes is not told of them without end', () => {
    const bus = createBus()
    let added = 0
    for (let count = 0; count < 3; count++) bus.on('a', () => undefined)
    bus.observe({ unregistered: () => added++ < 100 && void bus.on('a', () => undefined) })
    bus.unregisterAll('a')
    expect(added).toBe(3)
    expect(bus.listeners('a')).toHaveLength(3)
  })

  it('hears all of a dispatch or nothing, when attached or detached in between', async () => {
    const bus = createBus()
    const late = scribe()
    const early = scribe()
    const detach = bus.observe(early)
    bus.on(
      'a',
      async () => {
        bus.observe(late)
        detach()
        await undefined
      },
      { name: 'swap' },
    )
    late.log.length = 0
    await bus.dispatch('a').wait()
    expect(early.log.slice(1)).toEqual([
      'dispatchStart a 1',
      'runStart swap 0',
      'runWait swap 0',
      'dispatchReturn a',
      'runEnd swap 0 ok',
      'dispatchEnd a 0',
    ])
    expect(late.log).toEqual(['registered swap'])
    bus.dispatch('b')
    expect(late.log.slice(1)).toEqual(['dispatchStart b 0', 'dispatchReturn b', 'dispatchEnd b 0'])
    expect(early.log).toHaveLength(7)
  })

  it('attached twice hears all twice, and each subscription detaches one, once', () => {
    const bus = createBus()
    const starts: number[] = []
    const observer: Observer = { dispatchStart: (_, { id }) => starts.push(id) }
    const first = bus.observe(observer)
    bus.observe(observer)
    bus.dispatch('a')
    expect(starts).toHaveLength(2)
    first()
    first()
    bus.dispatch('a')
    expect(starts).toHaveLength(3)
  })

  it('hears start and end of a refused dispatch, whose error belongs to no run', async () => {
    const observer = scribe()
    const bus = createBus({ onError: () => undefined, observers: [observer] })
    await bus.close()
    bus.dispatch('a')
    expect(observer.log).toEqual(['dispatchStart a 0', 'dispatchEnd a 1'])
  })

  it('may dispatch on the bus it observes: that ends, also when refused', async () => {
    const bus = createBus({ onError: () => undefined })
    let starts = 0
    const again = (): void => {
      starts++
      bus.dispatch('b')
      bus.dispatch('b')
    }
    bus.observe({ dispatchStart: again, dispatchEnd: again })
    bus.dispatch('a')
    expect(starts).toBeLessThan(5_000)
    expect(await bus.wait()).toBe(true)
    await bus.close()
    starts = 0
    bus.dispatch('a')
    expect(starts).toBe(2)
  })

  it.each(CALLBACKS)('that throws in %s changes nothing, and is reported once', async (callback) => {
    const failure = new Error(`${callback} failed`)
    const play = async (observers: Observer[]): Promise<unknown> => {
      const bus = createBus({ onError: () => undefined, observers })
      const log: unknown[] = []
      bus.on('a', async (payload) => log.push(['awaits', payload]))
      bus.once('a', (payload) => log.push(['once', payload]))
      bus.on('a', (payload) => log.push(['async', payload]), { async: true })
      bus.on('a', (payload) => {
        throw payload
      })
      const handles = [1, 2, 3].map((payload) => bus.dispatch('a', payload))
      await bus.wait()
      return { log, causes: handles.map(({ errors }) => errors.map(({ cause }) => cause)) }
    }
    const other = scribe()
    const alone = scribe()
    const throws: Observer = {
      [callback]: () => {
        throw failure
      },
    }
    const undisturbed = await play([alone])
    expect(await play([throws, other])).toEqual(undisturbed)
    expect(other.log).toEqual(alone.log)
    expect(reportError.mock.calls).toEqual([[failure]])
  })
})
