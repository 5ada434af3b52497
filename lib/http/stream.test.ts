import { createBus } from 'eventscope'
import { createEventEndpoint, StreamSkipError } from 'eventscope/http'
import { EventRegistry } from 'eventscope/wire'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { answerOf, Frames, get, post, streaming, wireMessage } from './test-support.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
})

afterEach(() => {
  vi.useRealTimers()
})

describe('the stream of events', () => {
  it('begins with a sign of life, and then gives what is dispatched, as messages', async () => {
    const { bus, open } = streaming()
    const frames = await open()
    expect(frames.response.status).toBe(200)
    expect(Object.fromEntries(frames.response.headers)).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
    })
    expect(await frames.next()).toMatchObject({ comment: 'heartbeat', data: undefined })
    const { id } = bus.dispatch('order.placed', { total: 5 })
    const [frame] = await frames.take(1)
    const sender = expect.stringMatching(/^[\da-f]{8}-[\da-f-]{27}$/)
    expect(frame).toMatchObject({
      event: 'message',
      id: expect.stringMatching(/^[\da-f]{8}-1$/),
      data: {
        event_type: 'order.placed',
        timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
        payload: { total: 5 },
        metadata: { version: '1.0', source: sender, sender, id: expect.stringMatching(`:${id}$`) },
      },
    })
  })

  it('keeps the sender, the id and the time of what came from elsewhere', async () => {
    const { bus, open } = streaming()
    const frames = await open()
    bus.receive('a', 1, { via: 'redis', sender: 's9', id: 's9:4', time: 1_000 })
    expect((await frames.take(1))[0]?.data).toMatchObject({
      timestamp: '1970-01-01T00:00:01.000Z',
      metadata: { sender: 's9', id: 's9:4' },
    })
  })

  it.each([-Infinity, -1e14, 253_402_300_800_000, 8.64e15 + 1, NaN])(
    'gives also what was sent at a time that can not be written, as of now: %d',
    async (time) => {
      const { bus, endpoint, open } = streaming()
      const frames = await open()
      bus.receive('a', 1, { via: 'test', sender: 's', id: 's:1', time })
      const [frame] = await frames.take(1)
      const { timestamp } = frame?.data as { timestamp: string }
      expect(Math.abs(Date.now() - Date.parse(timestamp))).toBeLessThan(60_000)
      expect(endpoint.counts.skipped).toBe(0)
    },
  )

  it('writes the newest type that an event has, and the source it is told', async () => {
    const bus = createBus()
    const registry = new EventRegistry()
    registry.registerAs('order.v2', { event: 'order.placed' })
    const endpoint = createEventEndpoint({ bus, registry, stream: { events: '*' }, source: 'warehouse' })
    const frames = new Frames(await endpoint(get()))
    bus.dispatch('order.placed')
    expect((await frames.take(1))[0]?.data).toMatchObject({
      event_type: 'order.v2',
      metadata: { source: 'warehouse' },
    })
  })

  it('gives a payload as it was when it was dispatched', async () => {
    const { bus, open } = streaming()
    const frames = await open()
    const payload = { total: 5 }
    bus.dispatch('a', payload)
    payload.total = 6
    expect(await frames.payloads(1)).toEqual([{ total: 5 }])
  })

  it('gives to readers only what the server gives away', async () => {
    const { bus, open } = streaming({ events: ['order.shipped'] })
    const frames = await open('?events=*')
    bus.dispatch('user.password_changed', 'secret')
    bus.dispatch('order.shipped', 1)
    expect(await frames.payloads(1)).toEqual([1])
  })

  it('gives the events that are asked for', async () => {
    const { bus, open } = streaming()
    const frames = await open(`?sender=x&events=a,${encodeURIComponent('with, comma')}`)
    for (const name of ['a', 'b', 'with, comma', 'with']) bus.dispatch(name, name)
    bus.dispatch('a', 'end')
    expect(await frames.payloads(3)).toEqual(['a', 'with, comma', 'end'])
  })

  it('leaves out what the reader itself has sent', async () => {
    const { bus, endpoint, open } = streaming()
    const [mine, other] = [await open('?sender=s1'), await open('?sender=s2')]
    const metadata = { sender: 's1', id: 's1:1' }
    await endpoint(post(wireMessage('a', 'from s1', { metadata })))
    bus.dispatch('a', 'from the server')
    expect(await mine.payloads(1)).toEqual(['from the server'])
    expect(await other.payloads(2)).toEqual(['from s1', 'from the server'])
  })

  it('leaves out what JSON can not carry, and tells of it once for each event', async () => {
    const errors: unknown[] = []
    const bus = createBus()
    const endpoint = createEventEndpoint({
      bus,
      stream: { events: '*' },
      maxBytes: 1_000,
      onError: (error) => errors.push(error),
    })
    const frames = new Frames(await endpoint(get()))
    for (const payload of [1n, () => undefined, 'fine']) expect(bus.dispatch('a', payload).errors).toEqual([])
    bus.dispatch('large', 'x'.repeat(1_000))
    bus.dispatch('a', 'end')
    expect(await frames.payloads(2)).toEqual(['fine', 'end'])
    expect(errors).toEqual([expect.any(StreamSkipError), expect.any(StreamSkipError)])
    expect(errors).toMatchObject([{ event: 'a' }, { event: 'large' }])
    expect(endpoint.counts).toMatchObject({ streamed: 2, skipped: 3 })
  })

  it('is one listener of the bus, from the start to the end', async () => {
    const { bus, endpoint } = streaming()
    expect(bus.listeners()).toMatchObject([{ event: '*', name: 'event stream' }])
    await endpoint.close()
    expect(bus.listeners()).toEqual([])
  })

  it('refuses names that are not encoded', async () => {
    const { endpoint } = streaming()
    expect((await endpoint(get('?events=100%'))).status).toBe(400)
    expect(endpoint.readers).toBe(0)
  })
})

describe('a reader', () => {
  it('counts until it cancels, or its request aborts', async () => {
    const { endpoint, open } = streaming()
    const frames = await open()
    const leaving = new AbortController()
    const response = await endpoint(get('', {}, leaving.signal))
    expect(endpoint.readers).toBe(2)
    await frames.cancel()
    expect(endpoint.readers).toBe(1)
    leaving.abort()
    expect(endpoint.readers).toBe(0)
    expect(vi.getTimerCount()).toBe(0)
    const left = new Frames(response)
    expect(await left.next()).toBeUndefined()
  })

  it('that has left already is none', async () => {
    const { endpoint } = streaming()
    await endpoint(get('', {}, AbortSignal.abort()))
    expect(endpoint.readers).toBe(0)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('beyond as many as there may be is answered with 503', async () => {
    const { endpoint, open } = streaming({ maxReaders: 2 })
    const first = await open()
    await open()
    const response = await endpoint(get())
    expect(await answerOf(response)).toEqual([503, { error: 'there are 2 readers already' }])
    expect(response.headers.get('retry-after')).not.toBeNull()
    await first.cancel()
    expect((await endpoint(get())).status).toBe(200)
  })

  it('gets a sign of life in time, which says how far it has come', async () => {
    const { bus, open } = streaming({ heartbeat: 1_000 })
    const frames = await open('?events=b')
    const [first, second] = [frames.next(), frames.next()]
    expect(await first).toMatchObject({ comment: 'heartbeat', id: expect.stringMatching(/-0$/) })
    bus.dispatch('a')
    await vi.advanceTimersByTimeAsync(999)
    bus.dispatch('a')
    await vi.advanceTimersByTimeAsync(1)
    expect(await second).toMatchObject({ comment: 'heartbeat', id: expect.stringMatching(/-2$/) })
  })

  it('is at its end when the endpoint is closed, which then takes nothing any more', async () => {
    const { endpoint, open } = streaming()
    const frames = await open()
    await frames.next()
    const next = frames.next()
    await endpoint.close()
    expect(await next).toBeUndefined()
    expect([(await endpoint(get())).status, (await endpoint(post(wireMessage('a')))).status]).toEqual([
      503, 503,
    ])
    expect([endpoint.readers, vi.getTimerCount()]).toEqual([0, 0])
  })
})
