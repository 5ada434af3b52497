import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createBus, disposable } from './index.ts'
import type { DispatchHandle, Driver, Observer, Origin, Receiver, Subscription } from './index.ts'
import { deferred } from './test-support.ts'

const ELSEWHERE: Origin = { via: 'fake', sender: 'another tab', id: 'another tab:1' }

const reportError = vi.fn<(error: unknown) => void>()

beforeEach(() => {
  vi.stubGlobal('reportError', reportError)
})

afterEach(() => {
  reportError.mockReset()
  vi.unstubAllGlobals()
})

/** A driver that keeps what it is told; `receive` plays what comes in. */
class FakeDriver implements Driver {
  readonly name = 'fake'
  readonly state = 'open'
  readonly counts = { sent: 0, received: 0, failed: 0, refused: 0 }
  readonly log: unknown[] = []
  readonly receivers = new Map<string, Receiver>()

  onState(): Subscription {
    return disposable(() => undefined)
  }
  bringIn(event: string, payload: unknown, failure?: Error): DispatchHandle | undefined {
    return this.receivers.get(event)?.receive(event, payload, ELSEWHERE, failure)
  }

  publish(event: string, payload: unknown, dispatchId: number): void | Promise<void> {
    this.log.push(['publish', event, payload, typeof dispatchId])
  }
  subscribe(event: string, receiver: Receiver): void {
    this.log.push(['subscribe', event])
    this.receivers.set(event, receiver)
  }
  unsubscribe(event: string): void {
    this.log.push(['unsubscribe', event])
    this.receivers.delete(event)
  }
  wait(): Promise<void> {
    this.log.push(['wait'])
    return Promise.resolve()
  }
  close(): Promise<void> {
    this.log.push(['close'])
    return Promise.resolve()
  }
}

describe('a driver', () => {
  it('publishes each dispatch, before the inline listeners run', () => {
    const driver = new FakeDriver()
    const bus = createBus({ driver })
    bus.on('a', () => driver.log.push('listener'))
    const handle = bus.dispatch('a', { sku: 'A1' })
    bus.dispatch('b')
    expect(driver.log).toEqual([
      ['subscribe', 'a'],
      ['publish', 'a', { sku: 'A1' }, 'number'],
      'listener',
      ['publish', 'b', undefined, 'number'],
    ])
    expect(handle.settled).toBe(true)
  })

  it('publishes what a listener dispatches after what it listens to', () => {
    const driver = new FakeDriver()
    const bus = createBus({ driver })
    bus.on('a', (_, dispatch) => dispatch.dispatch('b'))
    bus.on('b', () => bus.dispatch('c'))
    bus.dispatch('a')
    const published = driver.log.filter((entry) => Array.isArray(entry) && entry[0] === 'publish')
    expect(published.map((entry) => (entry as string[])[1])).toEqual(['a', 'b', 'c'])
  })

  it('subscribes to an event with its first listener, unsubscribes with its last', () => {
    const driver = new FakeDriver()
    const bus = createBus({ driver })
    const stops = [1, 2].map(() => bus.on('a', () => undefined))
    expect(driver.log).toEqual([['subscribe', 'a']])
    for (const stop of stops) stop()
    expect(driver.log).toEqual([
      ['subscribe', 'a'],
      ['unsubscribe', 'a'],
    ])
    bus.once('a', () => undefined)
    bus.unregisterAll('a')
    expect(driver.log).toHaveLength(4)
  })

  it('subscribes to every event with the first listener of every event, unsubscribes with the last', () => {
    const driver = new FakeDriver()
    const bus = createBus({ driver })
    const stops = [1, 2].map(() => bus.onAny(() => undefined))
    bus.on('a', () => undefined)
    for (const stop of stops) stop()
    expect(driver.log).toEqual([
      ['subscribe', '*'],
      ['subscribe', 'a'],
      ['unsubscribe', '*'],
    ])
  })

  it('brings dispatches in, which are not echoed and have no parent', () => {
    const driver = new FakeDriver()
    const bus = createBus({ driver })
    const seen: unknown[] = []
    bus.on('a', (payload, { parent }) => seen.push([payload, parent]))
    bus.on('b', () => driver.bringIn('a', 'inside a listener'))
    driver.bringIn('a', 'alone')
    bus.dispatch('b')
    expect(seen).toEqual([
      ['alone', undefined],
      ['inside a listener', undefined],
    ])
    expect(driver.log.filter((entry) => Array.isArray(entry) && entry[0] === 'publish')).toEqual([
      ['publish', 'b', undefined, 'number'],
    ])
  })

  it('may bring one in while it is told to subscribe', () => {
    const driver = new FakeDriver()
    driver.subscribe = (event, receiver) => receiver.receive(event, 'kept for you', ELSEWHERE)
    const bus = createBus({ driver })
    const seen: unknown[] = []
    bus.on('a', (payload) => seen.push(payload))
    expect(seen).toEqual(['kept for you'])
  })

  it('that brings one in for a once listener has observers told of its end last', () => {
    const driver = new FakeDriver()
    driver.subscribe = (event, receiver) => receiver.receive(event, 'kept for you', ELSEWHERE)
    const told: string[] = []
    const observer: Observer = {
      registered: () => told.push('registered'),
      runStart: () => told.push('run'),
      unregistered: () => told.push('unregistered'),
    }
    const bus = createBus({ driver, observers: [observer] })
    bus.once('a', () => undefined)
    expect(told).toEqual(['registered', 'unregistered', 'run'])
  })

  it('is not subscribed to what an observer has removed at once', () => {
    const driver = new FakeDriver()
    const bus = createBus({ driver, observers: [{ registered: () => bus.unregisterAll('a') }] })
    bus.on('a', () => undefined)
    expect(bus.listeners()).toEqual([])
    expect([...driver.receivers.keys()]).toEqual([])
  })

  it('is subscribed to an event once, also where an observer adds more listeners of it', () => {
    for (const removes of [false, true]) {
      const driver = new FakeDriver()
      const observer: Observer = {
        registered: (_, { name }) => {
          if (name !== 'first') return
          bus.on('a', () => undefined, { name: 'second' })
          if (removes) bus.off('a', first)
        },
      }
      const bus = createBus({ driver, observers: [observer] })
      const first = (): void => undefined
      bus.on('a', first)
      expect(driver.log).toEqual([['subscribe', 'a']])
      bus.unregisterAll('a')
      expect(driver.log.slice(1)).toEqual([['unsubscribe', 'a']])
    }
  })

  it.each([
    ['throws', () => fail()],
    ['rejects', () => Promise.reject(failure)],
    ['gives a hostile thenable', () => Object.defineProperty({}, 'then', { get: fail }) as Promise<void>],
  ])('that %s on publish is an error of the handle; the listeners run', async (_, publish) => {
    const driver = new FakeDriver()
    driver.publish = publish
    const bus = createBus({ driver, onError: () => undefined })
    const seen: unknown[] = []
    bus.on('a', (payload) => seen.push(payload))
    const handle = bus.dispatch('a', 1)
    expect(seen).toEqual([1])
    expect(await handle.wait()).toBe(true)
    expect(handle.errors).toMatchObject([{ event: 'a', listener: '', cause: failure }])
    expect(handle.errors[0]?.message).toContain('driver')
    expect(bus.errors).toEqual(handle.errors)
  })

  it('holds the handle until it has published', async () => {
    const driver = new FakeDriver()
    const sent = deferred()
    driver.publish = () => sent.promise
    const bus = createBus({ driver })
    const handle = bus.dispatch('a')
    expect(handle.settled).toBe(false)
    sent.resolve()
    await handle.done
    expect(handle.settled).toBe(true)
  })

  it('that throws on subscribe or unsubscribe is reported, and the listener counts all the same', () => {
    const driver = new FakeDriver()
    driver.subscribe = fail
    driver.unsubscribe = fail
    const bus = createBus({ driver })
    const seen: unknown[] = []
    bus.once('a', (payload) => seen.push(payload))
    bus.dispatch('a', 1)
    bus.dispatch('a', 2)
    expect(seen).toEqual([1])
    expect(reportError.mock.calls).toEqual([[failure], [failure]])
    expect(bus.dispatch('b').parent).toBeUndefined()
  })

  it('is waited for by bus.wait(), which reports its failure', async () => {
    const driver = new FakeDriver()
    const left = deferred()
    driver.wait = () => left.promise
    const bus = createBus({ driver })
    expect(await bus.wait({ timeout: 0 })).toBe(false)
    left.reject(failure)
    expect(await bus.wait()).toBe(true)
    expect(reportError).toHaveBeenCalledWith(failure)
  })

  it('is closed once by close(), after what is pending', async () => {
    const driver = new FakeDriver()
    const bus = createBus({ driver })
    bus.on('a', () => driver.log.push('listener'), { async: true })
    bus.dispatch('a')
    await bus.close()
    await bus.close()
    expect(driver.log.slice(2)).toEqual(['listener', ['wait'], ['close']])
  })

  it('is closed also when close() stops waiting, and what it brings in then is refused', async () => {
    const driver = new FakeDriver()
    const bus = createBus({ driver, onError: () => undefined })
    bus.on('a', () => new Promise(() => undefined))
    bus.dispatch('a')
    await bus.close({ timeout: 0 })
    expect(driver.log.at(-1)).toEqual(['close'])
    driver.bringIn('a', 'late')
    expect(bus.errors.map(({ message }) => message)).toEqual([expect.stringContaining('refused')])
  })

  it('that fails to close fails close()', async () => {
    const driver = new FakeDriver()
    driver.close = fail
    await expect(createBus({ driver }).close()).rejects.toBe(failure)
  })
})

const failure = new Error('no connection')

function fail(): never {
  throw failure
}
