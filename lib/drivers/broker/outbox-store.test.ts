import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { memoryStore, OutboxFullError, OutboxStoreError, type OutboxStore } from './index.ts'
import { downDriver, FakeDriver, fakePage, flush } from './test-support.ts'

const advance = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms)

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
})

afterEach(() => {
  vi.useRealTimers()
})

/** A store with some calls of a memory store replaced. */
function brokenStore(broken: Partial<OutboxStore>, store: OutboxStore = memoryStore()): OutboxStore {
  return {
    load: () => store.load(),
    add: (entry) => store.add(entry),
    remove: (key) => store.remove(key),
    ...broken,
  }
}

const quota = (): Promise<never> => Promise.reject(new Error('the quota is exceeded'))

/** A store in which an earlier page has left entries of the event `a`. */
async function leftovers(...payloads: readonly unknown[]): Promise<OutboxStore> {
  const store = memoryStore()
  const { bus, outbox } = fakePage({ store }, downDriver())
  for (const payload of payloads) outbox.dispatch(bus, 'a', payload)
  await bus.close()
  return store
}

describe('after a reload', () => {
  it('what was left is sent in order, with the ids and senders it had', async () => {
    const store = memoryStore()
    const before = fakePage({ store }, downDriver())
    const handles = [1, 2, 3].map((payload) => before.outbox.dispatch(before.bus, 'a', payload))
    await before.bus.close()

    const { inner, outbox } = fakePage({ store })
    await flush()
    const { sender } = before.inner
    expect(inner.arrived).toEqual(
      handles.map(({ id }, index) => ({ event: 'a', payload: index + 1, id: `${sender}:${id}` })),
    )
    expect(inner.origins.map((origin) => origin.sender)).toEqual([sender, sender, sender])
    expect(outbox.pending).toBe(0)
    expect(await store.load()).toEqual([])
  })

  it('what is new waits behind what was left, also while the store is being read', async () => {
    const old = await leftovers('old 1', 'old 2')
    let read: () => void = () => undefined
    const store = brokenStore(
      {
        load: async () => {
          await new Promise<void>((resolve) => (read = resolve))
          return old.load()
        },
      },
      old,
    )
    const { bus, outbox, inner } = fakePage({ store })
    const handle = outbox.dispatch(bus, 'a', 'new')
    await flush()
    expect(inner.tries).toBe(0)
    expect(handle.settled).toBe(false)
    read()
    await flush()
    expect(inner.payloads).toEqual(['old 1', 'old 2', 'new'])
    expect(handle.errors).toEqual([])
  })

  it('what was left counts: of what came before it was read, the last has no room', async () => {
    const store = await leftovers('old 1', 'old 2')
    const { bus, outbox } = fakePage({ store, maxEntries: 3 }, downDriver())
    const handles = ['new 1', 'new 2'].map((payload) => outbox.dispatch(bus, 'a', payload))
    await flush()
    expect(handles.map(({ errors }) => errors.map(({ cause }) => cause))).toEqual([
      [],
      [expect.any(OutboxFullError)],
    ])
    expect(outbox.entries().map(({ payload }) => payload)).toEqual(['"old 1"', '"old 2"', '"new 1"'])
    expect(await store.load()).toHaveLength(3)
  })

  it('a message that was left and is passed on again is kept once', async () => {
    const store = memoryStore()
    const origin = { via: 'socket', sender: 'afar', id: 'afar:7', time: 5 }
    for (let reload = 0; reload < 2; reload++) {
      const { bus } = fakePage({ store, keep: () => true }, downDriver())
      expect(await bus.receive('a', 1, origin).wait()).toBe(true)
      await bus.close()
    }
    expect(await store.load()).toHaveLength(1)
  })

  it('what cannot be read is taken out and told, and the rest is sent', async () => {
    const store = await leftovers('good')
    const [good] = await store.load()
    const entry = good?.value as object
    for (const bad of [
      null,
      'text',
      {},
      { ...entry, event: '' },
      { ...entry, payload: '{"cut": ' },
      { ...entry, payload: 5 },
      { ...entry, origin: { via: 'fake', sender: 'x' } },
      { ...entry, added: 'yesterday' },
      Object.defineProperty({}, 'event', { enumerable: true, get: () => 5 }),
    ])
      await store.add(bad as never)
    await store.add({ ...entry, payload: '"last"', origin: { via: 'fake', sender: 'x', id: 'x:1' } } as never)
    const { inner, reports } = fakePage({ store })
    await flush()
    expect(inner.payloads).toEqual(['good', 'last'])
    expect(reports).toHaveLength(9)
    expect(reports[0]).toBeInstanceOf(OutboxStoreError)
    expect(reports[0]?.message).toContain('entry 2')
    expect(await store.load()).toEqual([])
  })

  it('this page hears what it sends for the one before, but never its own', async () => {
    const store = await leftovers('old')
    class EchoDriver extends FakeDriver {
      protected override async send(event: string, payload: unknown, origin: never): Promise<void> {
        await super.send(event, payload, origin)
        this.arrive({ event, payload, origin })
      }
    }
    const { bus, outbox } = fakePage({ store }, new EchoDriver())
    const heard: unknown[] = []
    bus.on('a', (payload, { origin }) => heard.push([payload, origin?.via]))
    outbox.dispatch(bus, 'a', 'new')
    await flush()
    expect(heard).toEqual([
      ['new', undefined],
      ['old', 'fake'],
    ])
  })
})

describe('a store that fails', () => {
  it('to keep an entry makes an error on the handle, and the entry is tried again all the same', async () => {
    const store = brokenStore({ add: quota })
    const { bus, outbox, inner } = fakePage({ store }, downDriver())
    const handle = outbox.dispatch(bus, 'a', 1)
    await handle.wait()
    expect(handle.errors[0]?.cause).toBeInstanceOf(OutboxStoreError)
    expect(handle.errors[0]?.message).toMatch(/lost when it closes: the quota is exceeded/)
    expect(outbox.entries()).toMatchObject([{ payload: '1', stored: false }])
    inner.comeUp()
    await flush()
    expect(inner.payloads).toEqual([1])
  })

  it('to keep one entry does not change the order', async () => {
    const store = memoryStore()
    let calls = 0
    const broken = brokenStore({ add: (entry) => (++calls === 2 ? quota() : store.add(entry)) }, store)
    const { bus, outbox, inner } = fakePage({ store: broken })
    for (const payload of [1, 2, 3]) outbox.dispatch(bus, 'a', payload)
    await flush()
    expect(inner.payloads).toEqual([1, 2, 3])
  })

  it('by throwing is no different', async () => {
    const thrown = (): never => {
      throw new Error('no store here')
    }
    const store: OutboxStore = { load: thrown, add: thrown, remove: thrown }
    const { bus, outbox, inner, reports } = fakePage({ store })
    const handle = outbox.dispatch(bus, 'a', 1)
    await flush()
    expect(handle.errors).toHaveLength(1)
    expect(reports).toMatchObject([{ message: expect.stringContaining('could not be read: no store here') }])
    expect(inner.payloads).toEqual([1])
  })

  it('to be read is no different where `onError` throws, which is reported', async () => {
    const report = vi.fn()
    vi.stubGlobal('reportError', report)
    const thrown = new Error('the reporter is broken')
    const onError = (): never => {
      throw thrown
    }
    const { bus, outbox, inner } = fakePage({ store: brokenStore({ load: quota, remove: quota }), onError })
    const handle = outbox.dispatch(bus, 'a', 1)
    outbox.dispatch(bus, 'a', 2)
    await flush()
    vi.unstubAllGlobals()
    expect(handle.errors).toEqual([])
    expect(inner.payloads).toEqual([1, 2])
    expect(report.mock.calls).toEqual([[thrown], [thrown], [thrown]])
  })

  it('by never answering holds nothing up for longer than its time', async () => {
    const never = (): Promise<never> => new Promise(() => undefined)
    const store: OutboxStore = { load: never, add: never, remove: never }
    const { bus, outbox, inner, reports } = fakePage({ store })
    const handle = outbox.dispatch(bus, 'a', 1)
    await advance(10_000)
    expect(reports).toHaveLength(1)
    await advance(10_000)
    expect(handle.errors[0]?.message).toContain('does not answer')
    expect(inner.payloads).toEqual([1])
    expect(outbox.pending).toBe(0)
  })

  it('to keep an entry in time, and keeps it later, does not keep it after it was sent', async () => {
    const store = memoryStore()
    let go: () => void = () => undefined
    const slow = brokenStore(
      {
        add: async (entry) => {
          await new Promise<void>((resolve) => (go = resolve))
          return store.add(entry)
        },
      },
      store,
    )
    const { bus, outbox, inner } = fakePage({ store: slow })
    outbox.dispatch(bus, 'a', 1)
    await advance(10_000)
    expect(inner.payloads).toEqual([1])
    go()
    await flush()
    expect(await store.load()).toEqual([])
    expect(outbox.pending).toBe(0)
  })

  it('to let an entry go is told, and the next one is sent', async () => {
    const store = brokenStore({ remove: quota })
    const { bus, outbox, inner, reports } = fakePage({ store })
    for (const payload of [1, 2]) outbox.dispatch(bus, 'a', payload)
    await flush()
    expect(inner.payloads).toEqual([1, 2])
    expect(reports.map(({ message }) => message)).toEqual([
      expect.stringContaining('entry 1 could not be taken out'),
      expect.stringContaining('entry 2 could not be taken out'),
    ])
  })
})
