import { type Bus, createBus } from 'eventscope'
import { EventRegistry, namingRule } from 'eventscope/wire'
import { createEventEndpoint } from 'eventscope/http'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { answerOf, post, wireMessage } from './test-support.ts'

const SUCCESS = [200, { status: 'success' }]

const reportError = vi.fn<(error: unknown) => void>()

beforeEach(() => {
  vi.stubGlobal('reportError', reportError)
})

afterEach(() => {
  reportError.mockReset()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

function quietBus(): Bus {
  return createBus({ onError: () => undefined })
}

function fail(text: string): () => never {
  return () => {
    throw new Error(text)
  }
}

describe('a message that is posted', () => {
  it('is dispatched with where it comes from, and answered with success', async () => {
    const bus = createBus()
    const seen: unknown[] = []
    bus.on('order.placed', (payload, { origin, parent }) => seen.push([payload, origin, parent]))
    const endpoint = createEventEndpoint({ bus })
    const metadata = { version: '1.0', source: 'web', sender: 's1', id: 's1:7' }
    const response = await endpoint(post(wireMessage('order.placed', { total: 5 }, { metadata })))
    expect(await answerOf(response)).toEqual(SUCCESS)
    expect(response.headers.get('content-type')).toBe('application/json')
    const time = Date.UTC(2026, 10, 21, 10)
    expect(seen).toEqual([[{ total: 5 }, { via: 'http', sender: 's1', id: 's1:7', time }, undefined]])
    expect(endpoint.counts).toMatchObject({ handled: 1, failed: 0, refused: 0 })
  })

  it('gets an id where it brings none, and its source as sender', async () => {
    const bus = createBus()
    const origins: unknown[] = []
    bus.onAny((_, { origin }) => origins.push(origin))
    const endpoint = createEventEndpoint({ bus })
    await endpoint(post([wireMessage('a'), wireMessage('a', 1, { metadata: {} })]))
    const uuid = expect.stringMatching(/^[\da-f]{8}-[\da-f-]{27}$/)
    expect(origins).toMatchObject([
      { sender: 'a test', id: uuid },
      { sender: uuid, id: uuid },
    ])
  })

  it('is answered when its listeners have settled', async () => {
    const bus = createBus()
    const order: string[] = []
    bus.on('a', async () => {
      await Promise.resolve()
      order.push('listener')
    })
    await createEventEndpoint({ bus })(post(wireMessage('a'))).then(() => order.push('answer'))
    expect(order).toEqual(['listener', 'answer'])
  })

  it('whose listeners fail is answered with the first error, without a stack', async () => {
    const bus = quietBus()
    bus.on('a', fail('out of stock'), { name: 'reserve' })
    bus.on('a', fail('another'), { name: 'mail' })
    const endpoint = createEventEndpoint({ bus })
    const [status, body] = await answerOf(await endpoint(post(wireMessage('a'))))
    expect([status, body]).toEqual([500, { error: 'listener "reserve" of "a" failed: out of stock' }])
    expect(endpoint.counts).toMatchObject({ handled: 0, failed: 1 })
  })

  it('whose listeners do not settle in time is answered with that', async () => {
    vi.useFakeTimers()
    const bus = createBus()
    bus.on('a', () => new Promise(() => undefined))
    const answered = createEventEndpoint({ bus, handleTimeout: 500 })(post(wireMessage('a')))
    await vi.advanceTimersByTimeAsync(500)
    expect(await answerOf(await answered)).toEqual([
      500,
      { error: 'the listeners of "a" have not settled within 500 ms; they were not stopped' },
    ])
  })

  it('is no failure for a name that breaks the rule for names', async () => {
    const bus = createBus({ checks: [namingRule()], onError: () => undefined })
    const response = await createEventEndpoint({ bus })(post(wireMessage('notByTheRule')))
    expect(await answerOf(response)).toEqual(SUCCESS)
    expect(bus.errors).toHaveLength(1)
  })

  it('is answered with an error by a bus that is closed', async () => {
    const bus = quietBus()
    await bus.close()
    const [status, body] = await answerOf(await createEventEndpoint({ bus })(post(wireMessage('a'))))
    expect([status, body]).toEqual([500, { error: expect.stringContaining('closed') }])
  })
})

describe('the hooks', () => {
  it('run before and after the listeners, with the message and the request', async () => {
    const bus = createBus()
    const order: unknown[] = []
    bus.on('a', () => order.push('listener'))
    const request = post(wireMessage('a', 1))
    const endpoint = createEventEndpoint({
      bus,
      beforeHandle: async (message, of) => {
        await Promise.resolve()
        order.push(['before', message.eventType, of === request])
      },
      afterHandle: async (message, outcome, of) => {
        await Promise.resolve()
        order.push(['after', message.payload, outcome, of === request])
      },
    })
    expect(await answerOf(await endpoint(request))).toEqual(SUCCESS)
    expect(order).toEqual([
      ['before', 'a', true],
      'listener',
      ['after', 1, { error: undefined, errors: [] }, true],
    ])
  })

  it('run after listeners that failed, too', async () => {
    const bus = quietBus()
    bus.on('a', fail('one'))
    bus.on('a', fail('two'))
    const outcomes: unknown[] = []
    const endpoint = createEventEndpoint({ bus, afterHandle: (_, outcome) => outcomes.push(outcome) })
    expect((await endpoint(post(wireMessage('a')))).status).toBe(500)
    expect(outcomes).toEqual([{ error: bus.errors[0], errors: bus.errors }])
    expect(bus.errors).toHaveLength(2)
  })

  it('that refuse a message before it is handled keep it from listeners and the hook after, which the bus shows', async () => {
    const bus = quietBus()
    const ran = vi.fn<() => void>()
    bus.on('a', ran)
    const endpoint = createEventEndpoint({ bus, beforeHandle: fail('not today'), afterHandle: ran })
    expect(await answerOf(await endpoint(post(wireMessage('a'))))).toEqual([500, { error: 'not today' }])
    expect(ran).not.toHaveBeenCalled()
    expect(bus.errors).toMatchObject([{ event: 'a', cause: { message: 'not today' } }])
  })

  it('that fail after a message was handled are answered before the error of its listeners, and reported', async () => {
    const bus = quietBus()
    bus.on('a', fail('a listener'))
    const errors: unknown[] = []
    const endpoint = createEventEndpoint({
      bus,
      afterHandle: () => Promise.reject(new Error('the hook')),
      onError: (error) => errors.push(error),
    })
    expect(await answerOf(await endpoint(post(wireMessage('a'))))).toEqual([500, { error: 'the hook' }])
    expect(errors).toMatchObject([{ message: 'the hook' }])
  })

  it('may throw what is no error', async () => {
    const endpoint = createEventEndpoint({
      bus: quietBus(),
      // oxlint-disable-next-line no-throw-literal -- others do
      beforeHandle: () => Promise.reject('just a text' as unknown),
    })
    expect(await answerOf(await endpoint(post(wireMessage('a'))))).toEqual([500, { error: 'just a text' }])
  })
})

describe('with a registry', () => {
  const registry = new EventRegistry()
  registry.registerAs('order.v1', {
    event: 'order.placed',
    schema: z.object({ total: z.number() }),
    upgrade: { to: 'order.v2', with: ({ total }) => ({ total, currency: 'EUR' }) },
  })
  registry.registerAs('order.v2', {
    event: 'order.placed',
    schema: z.object({ total: z.number(), currency: z.string() }),
  })
  registry.register('broken', {
    schema: z.any().refine(async () => true),
  })

  it('a message is dispatched as what the registry makes of it', async () => {
    const bus = createBus()
    const seen: unknown[] = []
    bus.on('order.placed', (payload) => seen.push(payload))
    const endpoint = createEventEndpoint({ bus, registry })
    expect((await endpoint(post(wireMessage('order.v1', { total: 5 })))).status).toBe(200)
    expect(seen).toEqual([{ total: 5, currency: 'EUR' }])
  })

  it.each([
    ['of an unknown type names it', 'order.v9', {}, 'no event is registered as "order.v9"'],
    ['that fails its schema names where', 'order.v2', { total: 5 }, '`payload.currency`'],
  ])('one %s, and the bus shows it as failed', async (_, type, payload, text) => {
    const bus = quietBus()
    const ran = vi.fn<() => void>()
    bus.onAny(ran)
    const endpoint = createEventEndpoint({ bus, registry, beforeHandle: ran, afterHandle: ran })
    const [status, body] = await answerOf(await endpoint(post(wireMessage(type, payload))))
    expect([status, body]).toEqual([400, { error: expect.stringContaining(text) }])
    expect(ran).not.toHaveBeenCalled()
    expect(bus.errors).toMatchObject([{ event: type, message: expect.stringContaining(text) }])
    expect(endpoint.counts).toMatchObject({ refused: 1, failed: 0 })
  })

  it('a mistake in a schema is no fault of the message', async () => {
    const endpoint = createEventEndpoint({ bus: quietBus(), registry })
    const [status, body] = await answerOf(await endpoint(post(wireMessage('broken'))))
    expect([status, body]).toEqual([500, { error: expect.stringContaining('asynchronous') }])
  })

  it('a batch in which one message does not fit is not begun', async () => {
    const bus = quietBus()
    const ran = vi.fn<() => void>()
    bus.onAny(ran)
    const endpoint = createEventEndpoint({ bus, registry, beforeHandle: ran })
    const good = wireMessage('order.v1', { total: 1 })
    const bad = wireMessage('order.v1', { total: 'much' })
    const [status, body] = await answerOf(await endpoint(post([good, bad, good])))
    expect(status).toBe(400)
    expect(body).toEqual({ error: expect.stringMatching(/^`\[1\]`: .*`payload\.total`/) })
    expect(ran).not.toHaveBeenCalled()
    expect(bus.errors).toHaveLength(1)
  })
})

describe('a batch', () => {
  it('is handled in order, one message after the other', async () => {
    const bus = createBus()
    const order: unknown[] = []
    bus.on('a', async (payload) => {
      order.push(`${payload} begins`)
      await new Promise((resolve) => setImmediate(resolve))
      order.push(`${payload} ends`)
    })
    const endpoint = createEventEndpoint({ bus })
    const response = await endpoint(post([1, 2].map((payload) => wireMessage('a', payload))))
    expect(await answerOf(response)).toEqual(SUCCESS)
    expect(order).toEqual(['1 begins', '1 ends', '2 begins', '2 ends'])
  })

  it('in which one fails goes on, and says how each of them went', async () => {
    const bus = quietBus()
    const seen: unknown[] = []
    bus.on('a', (payload) => {
      seen.push(payload)
      if (payload === 2) throw new Error('no two')
    })
    const endpoint = createEventEndpoint({ bus })
    const response = await endpoint(post([1, 2, 3].map((payload) => wireMessage('a', payload))))
    const error = expect.stringContaining('no two')
    expect(await answerOf(response)).toEqual([
      500,
      { error, results: [{ status: 'success' }, { error }, { status: 'success' }] },
    ])
    expect(seen).toEqual([1, 2, 3])
    expect(endpoint.counts).toMatchObject({ handled: 2, failed: 1 })
  })

  it('of one is a batch, of none is fine, of too many is refused', async () => {
    const bus = quietBus()
    bus.on('bad', fail('no'))
    const endpoint = createEventEndpoint({ bus, maxBatch: 2 })
    const [, body] = await answerOf(await endpoint(post(` \n[${JSON.stringify(wireMessage('bad'))}]`)))
    expect(body).toHaveProperty('results.length', 1)
    expect(await answerOf(await endpoint(post([])))).toEqual(SUCCESS)
    const many = await endpoint(post([wireMessage('a'), wireMessage('a'), wireMessage('a')]))
    expect(await answerOf(many)).toEqual([400, { error: 'the batch has 3 messages, and may have 2' }])
  })

  it('that can not be read as a whole is not begun, and the field is named', async () => {
    const bus = createBus()
    const ran = vi.fn<() => void>()
    bus.onAny(ran)
    const endpoint = createEventEndpoint({ bus })
    const broken = wireMessage('a', 1, { timestamp: 'yesterday' })
    const [status, body] = await answerOf(await endpoint(post([wireMessage('a'), broken])))
    expect([status, body]).toEqual([400, { error: expect.stringContaining('`[1].timestamp`') }])
    expect(ran).not.toHaveBeenCalled()
  })
})
