import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { WireError } from '../../wire/index.ts'
import { downDriver, fakePage, flush } from './test-support.ts'

const advance = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms)

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('an outbox', () => {
  it('sends what is dispatched through it, while local listeners run at once', async () => {
    const { bus, outbox, inner } = fakePage()
    const seen: unknown[] = []
    bus.on('a', (payload) => seen.push(payload))
    const handle = outbox.dispatch(bus, 'a', { sku: 'A1' })
    expect(seen).toEqual([{ sku: 'A1' }])
    await handle.wait()
    await flush()
    expect(handle.errors).toEqual([])
    expect(inner.arrived).toEqual([
      { event: 'a', payload: { sku: 'A1' }, id: `${inner.sender}:${handle.id}` },
    ])
    expect(inner.origins[0]).toMatchObject({ via: 'fake', sender: inner.sender, time: Date.now() })
    expect(outbox.pending).toBe(0)
  })

  it('leaves alone what is dispatched without it', async () => {
    const { bus, outbox, inner } = fakePage({}, downDriver())
    const handle = bus.dispatch('a', 1)
    await handle.wait()
    expect(handle.errors).toMatchObject([{ event: 'a', cause: { message: 'no network' } }])
    expect(outbox.pending).toBe(0)
    expect(inner.tries).toBe(1)
  })

  it('takes the events that `keep` names from a plain dispatch', async () => {
    const { bus, outbox } = fakePage({ keep: (event) => event.startsWith('order.') }, downDriver())
    const kept = bus.dispatch('order.placed', 1)
    const other = bus.dispatch('mouse.moved', 1)
    await Promise.all([kept.wait(), other.wait()])
    expect(kept.errors).toEqual([])
    expect(other.errors).toHaveLength(1)
    expect(outbox.entries()).toMatchObject([{ event: 'order.placed' }])
  })

  it('does not take what listeners dispatch because of it', async () => {
    const { bus, outbox } = fakePage({}, downDriver())
    bus.on('a', (_, dispatch) => dispatch.dispatch('b'))
    const handle = outbox.dispatch(bus, 'a', 1)
    await handle.wait()
    expect(outbox.entries()).toMatchObject([{ event: 'a' }])
  })

  it('does not take what a listener dispatches anew, with the same name and payload', async () => {
    const { bus, outbox, inner } = fakePage({}, downDriver())
    bus.once('a', (payload, dispatch) => dispatch.dispatch('a', payload))
    const handle = outbox.dispatch(bus, 'a', 1)
    await handle.wait()
    expect(outbox.pending).toBe(1)
    expect(inner.counts.failed).toBeGreaterThan(0)
  })

  it('takes what a listener dispatches through it, caused by the dispatch that it listens to', async () => {
    const { bus, outbox } = fakePage({}, downDriver())
    const parents: unknown[] = []
    bus.on('a', (_, dispatch) => outbox.dispatch(dispatch, 'b', 2))
    bus.on('b', (_, dispatch) => parents.push(dispatch.parent))
    const handle = bus.dispatch('a')
    await handle.wait()
    await flush()
    expect(parents).toEqual([handle.id])
    expect(outbox.entries()).toMatchObject([{ event: 'b', payload: '2' }])
  })

  it('settles the handle when the entry is stored, though the driver is down', async () => {
    const { bus, outbox, inner } = fakePage({}, downDriver())
    const handle = outbox.dispatch(bus, 'a', 1)
    expect(handle.settled).toBe(false)
    expect(await handle.wait()).toBe(true)
    await flush()
    expect(handle.errors).toEqual([])
    expect(inner.arrived).toEqual([])
    expect(outbox.entries()).toMatchObject([
      {
        id: `${inner.sender}:${handle.id}`,
        event: 'a',
        payload: '1',
        tries: 1,
        error: 'no network',
        stored: true,
      },
    ])
    expect(outbox.queues()).toEqual([{ name: 'outbox', depth: 1, capacity: 1_000 }])
  })

  it('tries again after growing waits until it succeeds, with the same id', async () => {
    const { bus, outbox, inner } = fakePage({ backoff: { min: 100, max: 1_000 } }, downDriver())
    outbox.dispatch(bus, 'a', 1)
    await flush()
    const tries: number[] = []
    const ids = new Set<string>()
    inner.answer = ({ id }) => {
      ids.add(id)
      tries.push(Date.now() - start)
      if (tries.length < 6) throw new Error('no network')
    }
    const start = Date.now()
    await advance(10_000)
    // 100, 200 and 400 ms after one another, then 500, the shortest that `max` allows.
    expect(tries).toEqual([100, 300, 700, 1_200, 1_700, 2_200])
    expect(ids.size).toBe(1)
    expect(outbox.pending).toBe(0)
  })

  it('waits longer by chance, never longer than doubly', async () => {
    const { bus, outbox, inner } = fakePage(
      { backoff: { min: 100, max: 1_000 }, random: () => 0.5 },
      downDriver(),
    )
    outbox.dispatch(bus, 'a', 1)
    await flush()
    await advance(149)
    expect(inner.tries).toBe(1)
    await advance(1)
    expect(inner.tries).toBe(2)
  })

  it('tries at once when the driver is open again', async () => {
    const { bus, outbox, inner } = fakePage({ backoff: { min: 60_000, max: 60_000 } }, downDriver())
    outbox.dispatch(bus, 'a', 1)
    outbox.dispatch(bus, 'b', 2)
    await flush()
    inner.comeUp()
    await flush()
    expect(inner.payloads).toEqual([1, 2])
  })

  it('tries at once when the browser is online again', async () => {
    const page = new EventTarget()
    vi.stubGlobal('addEventListener', page.addEventListener.bind(page))
    vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page))
    const { bus, outbox, inner } = fakePage({}, downDriver())
    outbox.dispatch(bus, 'a', 1)
    await flush()
    inner.mend()
    page.dispatchEvent(new Event('online'))
    await flush()
    expect(inner.payloads).toEqual([1])
  })

  it('begins with short waits again once the driver was open', async () => {
    const { bus, outbox, inner } = fakePage({ backoff: { min: 100, max: 60_000 } }, downDriver())
    outbox.dispatch(bus, 'a', 1)
    await advance(20_000)
    inner.reopen()
    await flush()
    const { tries } = inner
    await advance(100)
    expect(inner.tries).toBe(tries + 1)
  })

  it('sends the events of one name strictly one after the other', async () => {
    const { bus, outbox, inner } = fakePage()
    let sending = 0
    let most = 0
    inner.answer = async () => {
      most = Math.max(most, ++sending)
      await new Promise((resolve) => setTimeout(resolve, 10))
      sending--
    }
    for (const payload of [1, 2, 3]) outbox.dispatch(bus, 'a', payload)
    await advance(100)
    expect(inner.payloads).toEqual([1, 2, 3])
    expect(most).toBe(1)
  })

  it('lets an event that fails hold up its own later ones, and no others', async () => {
    const { bus, outbox, inner } = fakePage()
    inner.answer = ({ payload }) => {
      if (payload === 'bad') throw new Error('400')
    }
    for (const payload of ['bad', 'after it']) outbox.dispatch(bus, 'a', payload)
    outbox.dispatch(bus, 'b', 'fine')
    await advance(10_000)
    expect(inner.payloads).toEqual(['fine'])
    expect(outbox.entries().map(({ error }) => error)).toEqual(['400', undefined])
  })

  it('lets a hanging event hold up no other, and tries it again after its time', async () => {
    const { bus, outbox, inner } = fakePage({ timeout: 5_000, backoff: { min: 100, max: 100 } })
    inner.answer = ({ event }) => (event === 'a' ? new Promise<void>(() => undefined) : undefined)
    outbox.dispatch(bus, 'a', 1)
    outbox.dispatch(bus, 'b', 2)
    await flush()
    expect(inner.payloads).toEqual([2])
    await advance(5_000)
    expect(outbox.entries()).toMatchObject([{ tries: 1, error: expect.stringContaining('5000 ms') }])
    inner.mend()
    await advance(100)
    expect(inner.payloads).toEqual([2, 1])
  })

  it('counts a try that was given up and succeeds after all', async () => {
    const { bus, outbox, inner } = fakePage({ timeout: 1_000, backoff: { min: 60_000, max: 60_000 } })
    let succeed: () => void = () => undefined
    inner.answer = () => new Promise((resolve) => (succeed = resolve))
    outbox.dispatch(bus, 'a', 1)
    await advance(2_000)
    succeed()
    await flush()
    expect(outbox.pending).toBe(0)
    await advance(200_000)
    expect(inner.tries).toBe(1)
  })

  it('sends a payload as it was when it was dispatched', async () => {
    const { bus, outbox, inner } = fakePage({}, downDriver())
    const order = { qty: 1, at: new Date(0) }
    outbox.dispatch(bus, 'a', order)
    outbox.dispatch(bus, 'b')
    order.qty = 2
    await flush()
    inner.comeUp()
    await flush()
    expect(inner.payloads).toEqual([{ qty: 1, at: '1970-01-01T00:00:00.000Z' }, null])
  })

  it('keeps the origin of what is passed on, and takes it once', async () => {
    const { bus, outbox, inner } = fakePage({ keep: () => true }, downDriver())
    await flush()
    const origin = { via: 'socket', sender: 'afar', id: 'afar:7', time: 5 }
    const handles = [bus.receive('a', 1, origin), bus.receive('a', 1, origin)]
    await Promise.all(handles.map((handle) => handle.wait()))
    expect(outbox.pending).toBe(1)
    inner.comeUp()
    await flush()
    expect(inner.origins).toEqual([origin])
  })

  it('refuses at once what JSON cannot carry', () => {
    const { bus, outbox } = fakePage()
    const handle = outbox.dispatch(bus, 'a', { qty: 1n })
    expect(handle.settled).toBe(true)
    expect(handle.errors[0]?.cause).toBeInstanceOf(WireError)
    expect(handle.errors[0]?.message).toContain('payload.qty')
    expect(outbox.pending).toBe(0)
  })

  it('tells whoever asked of each change', async () => {
    const { bus, outbox, inner } = fakePage({}, downDriver())
    const seen: unknown[] = []
    const stop = outbox.onChange(() => seen.push([outbox.pending, outbox.entries()[0]?.tries]))
    outbox.dispatch(bus, 'a', 1)
    expect(seen).toEqual([[1, 0]])
    await flush()
    expect(seen.at(-1)).toEqual([1, 1])
    inner.comeUp()
    await flush()
    expect(seen.at(-1)).toEqual([0, undefined])
    const { length } = seen
    stop()
    outbox.dispatch(bus, 'a', 2)
    expect(seen).toHaveLength(length)
  })
})
