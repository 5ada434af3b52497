import { describe, expect, it } from 'vitest'
import { createBus } from './index.ts'

describe('on', () => {
  it('runs listeners in registration order, the same function as often as it is registered', () => {
    const bus = createBus()
    const log: string[] = []
    const twice = (): number => log.push('twice')
    bus.on('a', twice)
    bus.on('a', () => log.push('between'))
    bus.on('a', twice)
    bus.dispatch('a')
    expect(log).toEqual(['twice', 'between', 'twice'])
  })

  it('runs no listener of another event', () => {
    const bus = createBus()
    const log: unknown[] = []
    bus.on('a', (payload) => log.push(payload))
    bus.dispatch('b', 1)
    bus.dispatch('toString', 1)
    bus.dispatch('__proto__', 1)
    expect(log).toEqual([])
  })

  it('gives a subscription that removes its own registration only, once', () => {
    const bus = createBus()
    const log: number[] = []
    const listener = (): number => log.push(1)
    const first = bus.on('a', listener)
    first()
    bus.on('a', listener)
    first()
    first[Symbol.dispose]()
    bus.dispatch('a')
    expect(log).toEqual([1])
  })

  it('gives a subscription for `using`', () => {
    const bus = createBus()
    const log: unknown[] = []
    {
      using subscription = bus.on('a', (payload) => log.push(payload))
      expect(subscription).toBeTypeOf('function')
      bus.dispatch('a', 'inside')
    }
    bus.dispatch('a', 'outside')
    expect(log).toEqual(['inside'])
  })

  it('with `async` starts after dispatch() has returned, in order', async () => {
    const bus = createBus()
    const log: string[] = []
    bus.on('a', () => log.push('async 1'), { async: true })
    bus.on('a', () => log.push('inline'))
    bus.on('a', () => log.push('async 2'), { async: true })
    const handle = bus.dispatch('a')
    log.push('returned')
    expect(handle.settled).toBe(false)
    await handle.wait()
    expect(log).toEqual(['inline', 'returned', 'async 1', 'async 2'])
  })

  it('runs an async listener that is removed before it starts', async () => {
    const bus = createBus()
    const log: string[] = []
    const stop = bus.on('a', () => log.push('ran'), { async: true })
    const handle = bus.dispatch('a')
    stop()
    await handle.wait()
    expect(log).toEqual(['ran'])
  })
})

describe('once', () => {
  it('runs once', () => {
    const bus = createBus()
    const log: unknown[] = []
    bus.once('a', (payload) => log.push(payload))
    bus.dispatch('a', 1)
    bus.dispatch('a', 2)
    expect(log).toEqual([1])
  })

  it('is the option of the same name, and wins over `once: false`', () => {
    const bus = createBus()
    const log: string[] = []
    bus.on('a', () => log.push('on'), { once: true })
    bus.once('a', () => log.push('once'), { once: false })
    bus.dispatch('a')
    bus.dispatch('a')
    expect(log).toEqual(['on', 'once'])
  })

  it('is used up by a nested dispatch, and runs but once', () => {
    const bus = createBus()
    const log: unknown[] = []
    let nested = false
    bus.on('a', () => {
      if (nested) return
      nested = true
      bus.dispatch('a', 'inner')
    })
    bus.once('a', (payload) => log.push(payload))
    bus.dispatch('a', 'outer')
    expect(log).toEqual(['inner'])
  })

  it('may register itself again, for the next dispatch', () => {
    const bus = createBus()
    const log: unknown[] = []
    const again = (payload: unknown): void => {
      log.push(payload)
      bus.once('a', again)
    }
    bus.once('a', again)
    for (const payload of [1, 2, 3]) bus.dispatch('a', payload)
    expect(log).toEqual([1, 2, 3])
    expect(bus.listeners('a')).toHaveLength(1)
  })

  it('is removed before it runs, so that dispatching in it does not recurse', () => {
    const bus = createBus()
    const log: unknown[] = []
    bus.once('a', (payload) => {
      log.push(payload)
      bus.dispatch('a', 'inner')
    })
    bus.dispatch('a', 'outer')
    expect(log).toEqual(['outer'])
  })

  it('runs once when async, however many dispatches come before it starts', async () => {
    const bus = createBus()
    const log: unknown[] = []
    bus.once('a', (payload) => log.push(payload), { async: true })
    bus.dispatch('a', 1)
    bus.dispatch('a', 2)
    await bus.wait()
    expect(log).toEqual([1])
  })
})

describe('off', () => {
  it('removes the oldest registration of that function for that event', () => {
    const bus = createBus()
    const listener = (): void => undefined
    bus.on('b', listener)
    bus.on('a', listener, { name: 'oldest' })
    bus.on('a', listener, { name: 'newest' })
    bus.off('a', listener)
    expect(bus.listeners('a').map(({ name }) => name)).toEqual(['newest'])
    bus.off('a', listener)
    bus.off('a', listener)
    expect(bus.listeners().map(({ event }) => event)).toEqual(['b'])
  })

  it('leaves a listener of every event alone', () => {
    const bus = createBus()
    const listener = (): void => undefined
    bus.onAny(listener)
    bus.on('a', () => undefined)
    bus.off('a', listener)
    expect(bus.listeners('a').map(({ event }) => event)).toEqual(['*', 'a'])
  })

  it('knows a listener object by its handle', () => {
    const bus = createBus()
    const object = { event: 'a', handle: () => undefined }
    bus.register(object)
    bus.off('a', object.handle)
    expect(bus.listeners()).toEqual([])
  })
})

describe('onAny', () => {
  it('hears every event, in registration order among the named ones', () => {
    const bus = createBus()
    const log: string[] = []
    bus.on('a', () => log.push('a1'))
    bus.onAny((_, { event }) => log.push(`any1 ${event}`))
    bus.on('a', () => log.push('a2'))
    bus.on('b', () => log.push('b'))
    bus.onAny((_, { event }) => log.push(`any2 ${event}`))
    bus.on('a', () => log.push('a3'))
    bus.dispatch('a')
    bus.dispatch('b')
    bus.dispatch('c')
    expect(log).toEqual([
      ...['a1', 'any1 a', 'a2', 'any2 a', 'a3'],
      ...['any1 b', 'b', 'any2 b'],
      ...['any1 c', 'any2 c'],
    ])
  })

  it('is removed for every event', () => {
    const bus = createBus()
    const log: string[] = []
    bus.on('a', () => undefined)
    const stop = bus.onAny(() => log.push('any'))
    bus.on('b', () => undefined)
    stop()
    for (const name of ['a', 'b', 'c']) bus.dispatch(name)
    expect(log).toEqual([])
    expect(bus.listeners()).toHaveLength(2)
  })

  it('keeps its place when the named listeners come and go', () => {
    const bus = createBus()
    const log: string[] = []
    const stop = bus.on('a', () => log.push('gone'))
    bus.onAny(() => log.push('any'))
    stop()
    bus.on('a', () => log.push('a'))
    bus.dispatch('a')
    expect(log).toEqual(['any', 'a'])
  })

  it('takes options: once runs for the first event only', () => {
    const bus = createBus()
    const log: string[] = []
    bus.on('a', () => undefined)
    bus.onAny((_, { event }) => log.push(event), { once: true })
    bus.dispatch('b')
    bus.dispatch('a')
    expect(log).toEqual(['b'])
  })
})

describe('listeners', () => {
  it('tells what is registered, in order of registration', () => {
    const bus = createBus()
    const stack = 'Error\n    at Badge (http://localhost/badge.ts:1:2)'
    bus.on('a', function named() {}, { async: true, timeout: 5, owner: 'Badge', managed: true, stack })
    bus.onAny(() => undefined, { name: 'everything' })
    bus.once('b', () => undefined)
    const all = bus.listeners()
    expect(all).toEqual([
      {
        id: expect.any(Number),
        event: 'a',
        name: 'named',
        async: true,
        once: false,
        timeout: 5,
        owner: 'Badge',
        managed: true,
        stack,
      },
      {
        id: expect.any(Number),
        event: '*',
        name: 'everything',
        async: false,
        once: false,
        timeout: undefined,
        managed: false,
      },
      {
        id: expect.any(Number),
        event: 'b',
        name: 'anonymous',
        async: false,
        once: true,
        timeout: undefined,
        managed: false,
      },
    ])
    expect(bus.listeners('b').map(({ id }) => id)).toEqual([all[1]?.id, all[2]?.id])
    expect(bus.listeners('c').map(({ id }) => id)).toEqual([all[1]?.id])
    expect(all.map(({ id }) => id)).toEqual(all.map(({ id }) => id).sort((a, b) => a - b))
  })

  it('has ids that no other bus has', () => {
    const buses = [createBus(), createBus()]
    for (const bus of buses) bus.on('a', () => undefined)
    expect(new Set(buses.flatMap((bus) => bus.listeners()).map(({ id }) => id)).size).toBe(2)
    expect(buses[0]?.id).not.toBe(buses[1]?.id)
  })
})
