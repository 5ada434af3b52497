import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { memoryStore, type OutboxSharing } from './index.ts'
import { downDriver, fakePage, flush, sharedStore } from './test-support.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
})

afterEach(() => {
  vi.useRealTimers()
})

describe('of several tabs with one store', () => {
  it('one sends for all, each entry once, in order', async () => {
    const store = sharedStore()
    const tabs = [fakePage({ store }), fakePage({ store }), fakePage({ store })] as const
    await flush()
    for (const number of [1, 2, 3]) {
      for (const [index, { bus, outbox }] of tabs.entries()) outbox.dispatch(bus, 'a', `${index}.${number}`)
    }
    await flush()
    const [first, ...others] = tabs.map(({ inner }) => inner.payloads as readonly string[])
    expect(others).toEqual([[], []])
    expect(first).toHaveLength(9)
    for (const tab of ['0', '1', '2'])
      expect(first?.filter((payload) => payload.startsWith(tab))).toEqual([
        `${tab}.1`,
        `${tab}.2`,
        `${tab}.3`,
      ])
    expect(tabs.map(({ outbox }) => outbox.pending)).toEqual([0, 0, 0])
    expect(await store.load()).toEqual([])
  })

  it('all see what waits, and why', async () => {
    const store = sharedStore()
    const [first, second] = [fakePage({ store }, downDriver()), fakePage({ store })]
    await flush()
    let changes = 0
    first.outbox.onChange(() => changes++)
    second.outbox.dispatch(second.bus, 'a', 1)
    await flush()
    expect(changes).toBeGreaterThan(0)
    expect(first.outbox.entries()).toMatchObject([{ payload: '1', tries: 1, error: 'no network' }])
    expect(second.outbox.entries()).toEqual(first.outbox.entries())
    const third = fakePage({ store })
    await flush()
    expect(third.outbox.pending).toBe(1)
  })

  it('another goes on when the one that sends is closed', async () => {
    const store = sharedStore()
    const [first, second] = [fakePage({ store }, downDriver()), fakePage({ store })]
    await flush()
    first.outbox.dispatch(first.bus, 'a', 1)
    second.outbox.dispatch(second.bus, 'a', 2)
    await flush()
    expect(second.inner.payloads).toEqual([])
    await first.bus.close()
    await flush()
    expect(second.inner.payloads).toEqual([1, 2])
    expect(second.inner.arrived[0]?.id).toContain(first.inner.sender)
  })

  it('an entry that was dropped in one tab is not sent by another', async () => {
    const store = sharedStore()
    const [first, second] = [fakePage({ store }, downDriver()), fakePage({ store })]
    await flush()
    first.outbox.dispatch(first.bus, 'a', 'poison')
    second.outbox.dispatch(second.bus, 'a', 'next')
    await flush()
    const poison = second.outbox.entries().find(({ payload }) => payload === '"poison"')
    expect(second.outbox.drop(poison?.id ?? '')).toBe(true)
    await flush()
    first.inner.comeUp()
    await flush()
    expect(first.inner.payloads).toEqual(['next'])
    expect(await store.load()).toEqual([])
  })

  it('one whose store fails sends its entry itself', async () => {
    const store = sharedStore()
    const first = fakePage({ store })
    const failing = { ...store, add: () => Promise.reject(new Error('full')) }
    const second = fakePage({ store: failing })
    await flush()
    const handle = second.outbox.dispatch(second.bus, 'a', 1)
    await flush()
    expect(handle.errors).toHaveLength(1)
    expect([first.inner.payloads, second.inner.payloads]).toEqual([[], [1]])
  })

  it('one whose store fails still has its entry when it takes over', async () => {
    const store = sharedStore()
    const first = fakePage({ store })
    const failing = { ...store, add: () => Promise.reject(new Error('full')) }
    const second = fakePage({ store: failing }, downDriver())
    await flush()
    second.outbox.dispatch(second.bus, 'a', 1)
    await flush()
    await first.bus.close()
    await flush()
    second.inner.comeUp()
    await flush()
    expect(second.inner.payloads).toEqual([1])
  })

  it('what was sent while another took over is not sent again', async () => {
    const inStore = memoryStore()
    const store = sharedStore(inStore)
    const first = fakePage({ store }, downDriver())
    await flush()
    first.outbox.dispatch(first.bus, 'a', 1)
    await flush()
    const second = fakePage({ store })
    await flush()
    expect(second.outbox.pending).toBe(1)
    // As if the first had sent it, and its word of that had got lost.
    for (const { key } of await inStore.load()) await inStore.remove(key)
    second.outbox.dispatch(second.bus, 'a', 2)
    await flush()
    await first.bus.close()
    await flush()
    expect(second.inner.payloads).toEqual([2])
    expect(second.outbox.pending).toBe(0)
  })

  it('what is sent while another reads the store is not taken for waiting there', async () => {
    const store = sharedStore()
    const first = fakePage({ store }, downDriver())
    await flush()
    first.outbox.dispatch(first.bus, 'a', 1)
    await flush()
    let read: () => void = () => undefined
    const load: typeof store.load = async () => {
      const all = await store.load()
      await new Promise<void>((resolve) => (read = resolve))
      return all
    }
    const second = fakePage({ store: { ...store, load } })
    await flush()
    first.inner.comeUp()
    await flush()
    read()
    await flush()
    expect(first.inner.payloads).toEqual([1])
    expect(second.outbox.pending).toBe(0)
  })

  it('news that are none are passed over', async () => {
    const store = sharedStore()
    const { outbox, reports } = fakePage({ store })
    await flush()
    const stranger = store.share?.()
    for (const news of [null, 'hello', {}, { kind: 'added', key: 1, entry: {} }, { kind: 'tried', id: 'x' }])
      stranger?.tell(news)
    await flush()
    expect(outbox.pending).toBe(0)
    expect(reports).toEqual([])
  })

  it('one whose store cannot be shared says so, and sends', async () => {
    const share = (): never => {
      throw new Error('no channels')
    }
    const { bus, outbox, inner, reports } = fakePage({ store: { ...sharedStore(), share } })
    outbox.dispatch(bus, 'a', 1)
    await flush()
    expect(reports).toMatchObject([{ message: expect.stringContaining('no channels') }])
    expect(inner.payloads).toEqual([1])
    await bus.close()
  })

  it('one that cannot tell the others says so, and goes on', async () => {
    const store = sharedStore()
    const tell = (): never => {
      throw new Error('no channel')
    }
    const share = (): OutboxSharing => ({ ...store.share!()!, tell })
    const { bus, outbox, inner, reports } = fakePage({ store: { ...store, share } }, downDriver())
    await flush()
    const handles = [1, 2].map((payload) => outbox.dispatch(bus, 'a', payload))
    await flush()
    expect(handles.flatMap(({ errors }) => errors)).toEqual([])
    inner.comeUp()
    await flush()
    expect(inner.payloads).toEqual([1, 2])
    expect(outbox.pending).toBe(0)
    expect(reports[0]?.message).toContain('no channel')
  })

  it('one that cannot take turns says so, and sends', async () => {
    const store = sharedStore()
    const share = (): never =>
      ({ ...store.share?.(), lead: () => Promise.reject(new Error('no locks')) }) as never
    const { bus, outbox, inner, reports } = fakePage({ store: { ...store, share } })
    outbox.dispatch(bus, 'a', 1)
    await flush()
    expect(reports).toMatchObject([{ message: expect.stringContaining('no locks') }])
    expect(inner.payloads).toEqual([1])
  })
})
