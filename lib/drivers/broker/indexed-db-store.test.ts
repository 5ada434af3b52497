import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { deleteDB, openDB } from 'idb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { indexedDbStore, type OutboxEntry } from './index.ts'
import { downDriver, type FakePage, fakePage } from './test-support.ts'

const pages: FakePage[] = []

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory())
})

afterEach(async () => {
  await Promise.all(pages.splice(0).map(({ outbox }) => outbox.close()))
  vi.unstubAllGlobals()
})

function open(inner = downDriver()): FakePage {
  const page = fakePage({ store: indexedDbStore('shop') }, inner)
  pages.push(page)
  return page
}

function entry(number: number): OutboxEntry {
  const origin = { via: 'fake', sender: 'me', id: `me:${number}`, time: 5 }
  return { event: 'a', payload: String(number), origin, added: 7 }
}

/** Web Locks, as far as an outbox uses them. */
function stubLocks(): void {
  const waiting = new Map<string, Promise<unknown>>()
  const locks = {
    async request(name: string, { signal }: { signal: AbortSignal }, held: () => Promise<void>) {
      const before = waiting.get(name)
      const turn = Promise.resolve(before).then(() => {
        if (!signal.aborted) return held()
      })
      waiting.set(name, turn)
      await turn
    },
  }
  vi.stubGlobal('navigator', { locks })
}

describe('a store in IndexedDB', () => {
  it('gives back what it was given, in order, until it is removed', async () => {
    const store = indexedDbStore('shop')
    const keys = await Promise.all([1, 2, 3].map((number) => store.add(entry(number))))
    await store.remove(keys[1] ?? '')
    await store.remove(keys[1] ?? '')
    expect(await store.load()).toEqual([
      { key: keys[0], value: entry(1) },
      { key: keys[2], value: entry(3) },
    ])
    expect(await indexedDbStore('another').load()).toEqual([])
    await store.close?.()
  })

  it('can be used again after it was closed', async () => {
    const store = indexedDbStore('shop')
    await store.add(entry(1))
    await store.close?.()
    expect(await store.load()).toHaveLength(1)
    await store.close?.()
    await store.close?.()
  })

  it('makes way for whoever deletes the database, and begins anew', async () => {
    const store = indexedDbStore('shop')
    await store.add(entry(1))
    await deleteDB('shop')
    expect(await store.load()).toEqual([])
    await store.close?.()
  })

  it('tries to open it again after that has failed', async () => {
    const store = indexedDbStore('shop')
    const works = globalThis.indexedDB
    const broken = vi.fn<() => never>(() => {
      throw new DOMException('not in private mode', 'SecurityError')
    })
    vi.stubGlobal('indexedDB', { open: broken })
    await expect(store.load()).rejects.toThrow('private mode')
    await expect(store.add(entry(1))).rejects.toThrow('private mode')
    expect(broken).toHaveBeenCalledTimes(2)
    vi.stubGlobal('indexedDB', works)
    await store.add(entry(1))
    expect(await store.load()).toHaveLength(1)
    await store.close?.()
  })

  it('needs a name', () => {
    expect(() => indexedDbStore('')).toThrow('`name`')
  })
})

describe('an outbox in IndexedDB', () => {
  it('sends after a reload what was left', async () => {
    const before = open()
    const handles = [1, 2, 3].map((payload) => before.outbox.dispatch(before.bus, 'a', payload))
    await Promise.all(handles.map((handle) => handle.wait()))
    await before.bus.close()
    expect(before.errors).toEqual([])

    const { inner, outbox } = open()
    inner.comeUp()
    await vi.waitFor(() => expect(inner.payloads).toEqual([1, 2, 3]))
    await vi.waitFor(async () => expect(await indexedDbStore('shop').load()).toEqual([]))
    expect(outbox.pending).toBe(0)
  })

  it('says on the handle that the browser has no store for it, and sends all the same', async () => {
    vi.stubGlobal('indexedDB', undefined)
    const { bus, outbox, inner, reports } = open()
    const handle = outbox.dispatch(bus, 'a', 1)
    await handle.wait()
    expect(handle.errors[0]?.message).toContain('could not be stored')
    expect(reports).toHaveLength(1)
    inner.comeUp()
    await vi.waitFor(() => expect(inner.payloads).toEqual([1]))
  })

  it('takes out damaged records of others', async () => {
    const before = open()
    await before.outbox.dispatch(before.bus, 'a', 1).wait()
    await before.bus.close()
    const database = await openDB('shop')
    await database.add('entries', { event: 'a', payload: '{' })
    await database.add('entries', new Date(0))
    database.close()
    const { inner, reports } = open()
    inner.comeUp()
    await vi.waitFor(() => expect(inner.payloads).toEqual([1]))
    expect(reports).toHaveLength(2)
    await vi.waitFor(async () => expect(await indexedDbStore('shop').load()).toEqual([]))
  })

  it('is sent by one tab at a time, where the browser has locks', async () => {
    stubLocks()
    const first = open()
    const second = open()
    await vi.waitFor(() => expect(first.outbox.pending).toBe(0))
    await first.outbox.dispatch(first.bus, 'a', 1).wait()
    await second.outbox.dispatch(second.bus, 'a', 2).wait()
    second.inner.comeUp()
    await vi.waitFor(() => expect(first.outbox.pending).toBe(2))
    await vi.waitFor(() => expect(second.outbox.entries().map(({ tries }) => tries)).toContain(1))
    expect(second.inner.tries).toBe(0)
    await first.bus.close()
    await vi.waitFor(() => expect(second.inner.payloads).toEqual([1, 2]))
    await vi.waitFor(() => expect(second.outbox.pending).toBe(0))
  })

  it('is sent by the only tab, where a tab that waited for its turn has closed', async () => {
    stubLocks()
    const first = open()
    const second = open()
    const third = open()
    await second.outbox.close()
    await first.outbox.close()
    third.inner.comeUp()
    third.outbox.dispatch(third.bus, 'a', 1)
    await vi.waitFor(() => expect(third.inner.payloads).toEqual([1]))
    expect([...first.reports, ...second.reports]).toEqual([])
  })
})
