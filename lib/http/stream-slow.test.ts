import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { streaming } from './test-support.ts'

const HEARTBEAT = 15_000

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
})

afterEach(() => {
  vi.useRealTimers()
})

describe('a slow reader', () => {
  it('is cut with the reason, while a fast one gets all and the dispatcher waits for none', async () => {
    const { bus, endpoint, open } = streaming({ replay: 100, replayBytes: 50_000 })
    const [slow, fast] = [await open(), await open()]
    const got: unknown[] = []
    let buffered = 0
    for (let batch = 0; batch < 20; batch++) {
      const payloads = Array.from({ length: 20 }, (_, index) => batch * 20 + index)
      for (const payload of payloads)
        expect(bus.dispatch('a', { payload, text: 'x'.repeat(100) }).settled).toBe(true)
      for (const payload of await fast.payloads(20)) got.push((payload as { payload: number }).payload)
      buffered = Math.max(buffered, endpoint.buffered)
    }
    expect(got).toEqual(Array.from({ length: 400 }, (_, index) => index))
    expect(buffered).toBeGreaterThan(10_000)
    expect(buffered).toBeLessThanOrEqual(50_000)
    expect([endpoint.readers, endpoint.counts.cut]).toEqual([1, 1])
    expect(await slow.take(2)).toMatchObject([
      { event: 'cut', data: { reason: 'it fell too far behind' }, id: undefined },
    ])
    expect(slow.bytes).toBeLessThan(200)
  })

  it('is handed no more than it asks for', async () => {
    const { bus, open } = streaming()
    const frames = await open()
    for (let index = 0; index < 100; index++) bus.dispatch('a', 'x'.repeat(10_000))
    await frames.take(1)
    expect(frames.bytes).toBeLessThan(100_000)
    await frames.take(9)
    expect(frames.bytes).toBeLessThan(200_000)
  })

  it('is not handed a large message together with others', async () => {
    const { bus, open } = streaming()
    const frames = await open()
    await frames.next()
    for (const length of [30_000, 500_000, 10]) bus.dispatch('a', 'x'.repeat(length))
    await frames.take(1)
    expect(frames.bytes).toBeLessThan(64 * 1024)
    await frames.take(2)
    expect(frames.bytes).toBeGreaterThan(530_000)
  })

  it('that takes nothing for three signs of life is cut', async () => {
    const { bus, endpoint, open } = streaming()
    const [stalled, alive] = [await open(), await open()]
    await stalled.next()
    await alive.next()
    // What it has asked for it gets; then it asks no more.
    const asked = stalled.next()
    const waiting = alive.take(1)
    await vi.advanceTimersByTimeAsync(HEARTBEAT)
    await asked
    await vi.advanceTimersByTimeAsync(2 * HEARTBEAT)
    expect(endpoint.readers).toBe(2)
    await vi.advanceTimersByTimeAsync(HEARTBEAT)
    expect([endpoint.readers, endpoint.counts.cut]).toEqual([1, 1])
    bus.dispatch('a', 1)
    expect(await waiting).toMatchObject([{ data: { payload: 1 } }])
    expect((await stalled.take(1))[0]).toMatchObject({
      event: 'cut',
      data: { reason: `it took nothing for ${3 * HEARTBEAT} ms` },
    })
    expect(await stalled.next()).toBeUndefined()
  })

  it('that takes something now and then is not cut', async () => {
    const { endpoint, open } = streaming()
    const frames = await open()
    for (let round = 0; round < 4; round++) {
      const asked = frames.next()
      await vi.advanceTimersByTimeAsync(2 * HEARTBEAT)
      expect(await asked).toMatchObject({ comment: 'heartbeat' })
    }
    expect([endpoint.readers, endpoint.counts.cut]).toEqual([1, 0])
  })

  it('that was cut may leave without a farewell', async () => {
    const { bus, endpoint, open } = streaming({ replay: 1 })
    const frames = await open()
    bus.dispatch('a')
    bus.dispatch('a')
    expect(endpoint.counts.cut).toBe(1)
    await frames.cancel()
    await endpoint.close()
    expect(endpoint.counts.cut).toBe(1)
  })

  it('gets a message that is larger than all that is kept, if it keeps up', async () => {
    const { bus, endpoint, open } = streaming({ replayBytes: 10 })
    const frames = await open()
    await frames.next()
    const next = frames.payloads(1)
    bus.dispatch('a', 'x'.repeat(1_000))
    expect(await next).toEqual(['x'.repeat(1_000)])
    expect(endpoint.counts.cut).toBe(0)
  })
})
