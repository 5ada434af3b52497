import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createBus } from '../../core/index.ts'
import { memoryStore, OutboxFullError, outboxDriver, type OutboxOptions } from './index.ts'
import { downDriver, FakeDriver, fakePage, flush } from './test-support.ts'

const advance = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms)

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('a full outbox', () => {
  it.each([
    ['entries', { maxEntries: 2 }, '2 entries'],
    ['bytes', { maxBytes: 20 }, '20 bytes'],
  ])('refuses one more at once, counted in %s', async (_, bounds, text) => {
    const { bus, outbox, inner } = fakePage(bounds, downDriver())
    // 9 bytes each: the name, and the payload as JSON, in UTF-8.
    const kept = ['äöü', 'ÄÖÜ'].map((payload) => outbox.dispatch(bus, 'e', payload))
    await flush()
    const over = outbox.dispatch(bus, 'e', 'over')
    expect(over.settled).toBe(true)
    expect(over.errors[0]?.cause).toBeInstanceOf(OutboxFullError)
    expect(over.errors[0]?.message).toContain(text)
    expect(kept.flatMap(({ errors }) => errors)).toEqual([])
    inner.comeUp()
    await flush()
    expect(inner.payloads).toEqual(['äöü', 'ÄÖÜ'])
    expect(outbox.dispatch(bus, 'e', 'over').errors).toEqual([])
  })

  it('has room again for what was dropped', async () => {
    const { bus, outbox } = fakePage({ maxEntries: 1 }, downDriver())
    outbox.dispatch(bus, 'a', 1)
    await flush()
    expect(outbox.drop(outbox.entries()[0]?.id ?? '')).toBe(true)
    expect(outbox.dispatch(bus, 'a', 2).errors).toEqual([])
  })
})

describe('dropping an entry', () => {
  it('lets the next of its event go', async () => {
    const { bus, outbox, inner } = fakePage()
    inner.answer = ({ payload }) => {
      if (payload === 'poison') throw new Error('400')
    }
    for (const payload of ['poison', 'next']) outbox.dispatch(bus, 'a', payload)
    await flush()
    const [poison] = outbox.entries()
    expect(outbox.drop(poison?.id ?? '')).toBe(true)
    await flush()
    expect(inner.payloads).toEqual(['next'])
    expect(outbox.drop(poison?.id ?? '')).toBe(false)
  })

  it('counts its bytes once, though it arrives after all', async () => {
    const { bus, outbox, inner } = fakePage({ maxBytes: 4 })
    let arrive: () => void = () => undefined
    inner.answer = () => new Promise((resolve) => (arrive = resolve))
    outbox.dispatch(bus, 'a', 1)
    await flush()
    outbox.drop(outbox.entries()[0]?.id ?? '')
    arrive()
    await flush()
    inner.goDown()
    const errors = [2, 3, 4].map((payload) => outbox.dispatch(bus, 'a', payload).errors.length)
    expect(errors).toEqual([0, 0, 1])
  })

  it('works for one that is still being stored', async () => {
    const store = memoryStore()
    const { bus, outbox } = fakePage({ store }, downDriver())
    const handle = outbox.dispatch(bus, 'a', 1)
    expect(outbox.drop(outbox.entries()[0]?.id ?? '')).toBe(true)
    await handle.wait()
    await flush()
    expect(outbox.pending).toBe(0)
    expect(await store.load()).toEqual([])
  })
})

describe('closing', () => {
  it('does not wait for the network, and leaves in the store what was not sent', async () => {
    const store = memoryStore()
    const { bus, outbox, inner } = fakePage({ store }, downDriver())
    for (const payload of [1, 2]) outbox.dispatch(bus, 'a', payload)
    await bus.close()
    const { tries } = inner
    inner.mend()
    await advance(1_000_000)
    expect(inner.tries).toBe(tries)
    expect(await store.load()).toHaveLength(2)
    expect(inner.state).toBe('closed')
    expect(vi.getTimerCount()).toBe(0)
  })

  it('waits for a try under way, and sends nothing after it', async () => {
    const store = memoryStore()
    const { bus, outbox, inner } = fakePage({ store })
    let succeed: () => void = () => undefined
    inner.answer = () => new Promise((resolve) => (succeed = resolve))
    for (const payload of [1, 2]) outbox.dispatch(bus, 'a', payload)
    await flush()
    const closed = outbox.close()
    succeed()
    await closed
    expect(inner.payloads).toEqual([1])
    expect(await store.load()).toMatchObject([{ value: { payload: '2' } }])
    expect(outbox.close()).toBe(closed)
  })

  it('gives up a try that hangs, and leaves it in the store', async () => {
    const store = memoryStore()
    const { bus, outbox, inner } = fakePage({ store })
    inner.answer = () => new Promise(() => undefined)
    outbox.dispatch(bus, 'a', 1)
    await flush()
    const closed = outbox.close()
    await advance(1_000)
    await closed
    expect(await store.load()).toHaveLength(1)
    await advance(1_000_000)
    expect(inner.tries).toBe(1)
  })

  it('stops a try that fails meanwhile from being tried again', async () => {
    const { bus, outbox, inner } = fakePage()
    let fail: (reason: Error) => void = () => undefined
    inner.answer = () => new Promise((_, reject) => (fail = reject))
    outbox.dispatch(bus, 'a', 1)
    await flush()
    const closed = outbox.close()
    fail(new Error('gone'))
    await closed
    await advance(1_000_000)
    expect(inner.tries).toBe(1)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('leaves nothing behind in the page', async () => {
    const listening = new Set<unknown>()
    vi.stubGlobal('addEventListener', (_: string, listener: unknown) => listening.add(listener))
    vi.stubGlobal('removeEventListener', (_: string, listener: unknown) => listening.delete(listener))
    const { outbox } = fakePage()
    expect(listening.size).toBe(1)
    await outbox.close()
    expect(listening.size).toBe(0)
  })

  it('refuses what comes after', async () => {
    const { outbox } = fakePage({ keep: () => true })
    await outbox.close()
    expect(() => outbox.publish('a', 1, 1)).toThrow('Dispatch before close()')
  })

  it('rejects where the driver behind it fails to close, and lets the store go all the same', async () => {
    const inner = new FakeDriver()
    inner.close = () => Promise.reject(new Error('stuck'))
    let closed = 0
    const store = Object.assign(memoryStore(), { close: async () => void closed++ })
    await expect(outboxDriver(inner, { store }).close()).rejects.toThrow('stuck')
    expect(closed).toBe(1)
  })
})

describe('around a driver', () => {
  it('is that driver in all else', async () => {
    const { bus, outbox, inner } = fakePage()
    const states: string[] = []
    outbox.onState(({ state }) => states.push(state))
    inner.goDown()
    expect([outbox.name, outbox.state, states]).toEqual(['fake', 'down', ['down']])
    inner.comeUp()
    await bus.dispatch('a').wait()
    expect(outbox.counts).toMatchObject({ sent: 1, failed: 0 })
    expect(await Promise.race([bus.consume('b').next(), flush()])).toBeUndefined()
  })

  it('has no consumers where that one has none', () => {
    const inner = new FakeDriver()
    Object.defineProperty(inner, 'consume', { value: undefined })
    const bus = createBus({ driver: outboxDriver(inner, { store: memoryStore() }) })
    expect(() => bus.consume('a')).toThrow('no driver that consumes')
  })
})

describe('misuse', () => {
  const store = memoryStore()
  it.each<[string, object]>([
    ['options.maxEntrys', { store, maxEntrys: 5 }],
    ['options.store.load', {}],
    ['options.store.add', { store: { load: () => [] } }],
    ['options.maxEntries', { store, maxEntries: 0 }],
    ['options.maxBytes', { store, maxBytes: 1.5 }],
    ['options.timeout', { store, timeout: -1 }],
    ['options.backoff.max', { store, backoff: { min: 1 } }],
    ['options.backoff.min', { store, backoff: { min: 2, max: 1 } }],
    ['options.keep', { store, keep: 'order.placed' }],
  ])('of %s is a TypeError that names it', (name, options) => {
    expect(() => outboxDriver(new FakeDriver(), options as OutboxOptions)).toThrow(TypeError)
    expect(() => outboxDriver(new FakeDriver(), options as OutboxOptions)).toThrow(name)
  })

  it('of a bus without this outbox is a TypeError', () => {
    const { outbox } = fakePage()
    expect(() => outbox.dispatch(createBus(), 'a', 1)).toThrow('`target`')
    expect(() => outboxDriver({} as FakeDriver, { store })).toThrow('`inner`')
    expect(() => outbox.onChange(undefined as unknown as () => void)).toThrow('`listener`')
  })

  it('of a refused dispatch is none: its handle says why', async () => {
    const { bus, outbox } = fakePage()
    await bus.close()
    expect(outbox.dispatch(bus, 'a', 1).errors[0]?.message).toContain('closed')
  })
})
