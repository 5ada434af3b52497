import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { httpDriver, HttpPublishError, PublishQueueFullError } from 'eventscope/drivers/http'
import { EventRegistry } from 'eventscope/wire'
import { deferred, listen, TestServer, until } from './test-support.ts'

let server: TestServer
const closing: (() => Promise<void>)[] = []

beforeEach(async () => {
  server = await TestServer.start()
})

afterEach(async () => {
  for (const close of closing.splice(0)) await close()
  await server.stop()
})

function busOf(...args: Parameters<typeof httpDriver>): ReturnType<typeof listen> & {
  driver: ReturnType<typeof httpDriver>
} {
  const driver = httpDriver(...args)
  closing.push(() => driver.close())
  return { driver, ...listen(driver) }
}

describe('what is dispatched', () => {
  it('is posted, and its handle settles when the server has taken it', async () => {
    const { bus, driver } = busOf(server.url)
    const gate = deferred()
    server.onPost = async () => {
      await gate.promise
      return { status: 200, body: { status: 'success' } }
    }
    const handle = bus.dispatch('order.placed', { sku: 'A1' })
    await until(() => expect(server.posts).toHaveLength(1))
    expect(handle.settled).toBe(false)
    gate.resolve()
    await handle.wait()
    expect(handle.errors).toEqual([])
    const [message] = server.messages
    expect(message).toEqual({
      event_type: 'order.placed',
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      payload: { sku: 'A1' },
      metadata: {
        version: '1.0',
        source: driver.sender,
        sender: driver.sender,
        id: `${driver.sender}:${handle.id}`,
      },
    })
    expect(server.postHeaders[0]).toMatchObject({ 'content-type': 'application/json' })
    expect(driver).toMatchObject({ state: 'open', counts: { sent: 1, failed: 0 } })
  })

  it('keeps its sender and its id where it is passed on', async () => {
    const { bus } = busOf(server.url, { source: 'kiosk 7' })
    const origin = { via: 'redis', sender: 'far away', id: 'far away:3', time: Date.UTC(2026, 10, 21) }
    await bus.receive('a', 1, origin).wait()
    expect(server.messages).toMatchObject([
      {
        timestamp: '2026-11-21T00:00:00.000Z',
        metadata: { source: 'kiosk 7', sender: 'far away', id: 'far away:3' },
      },
    ])
  })

  it('goes in one request where it is dispatched in one task, and later by itself', async () => {
    const { bus } = busOf(server.url)
    for (const value of [1, 2, 3]) bus.dispatch('a', value)
    await bus.wait()
    await bus.dispatch('a', 4).wait()
    expect(server.posts.map((post) => post.map(({ payload }) => payload))).toEqual([[1, 2, 3], [4]])
  })

  it('arrives in its order however long the server takes, in requests that are not too large', async () => {
    const value = fc.record({ size: fc.constantFrom(0, 0, 900, 1_700), wait: fc.boolean() })
    await fc.assert(
      fc.asyncProperty(fc.array(value, { maxLength: 60 }), fc.array(fc.nat(3)), async (values, delays) => {
        server.posts.length = 0
        server.onPost = async () => {
          for (let left = delays.pop() ?? 0; left > 0; left--) await new Promise(setImmediate)
          return { status: 200 }
        }
        const { bus, driver } = busOf(server.url, { maxBytes: 2_048 })
        for (const [index, { size, wait }] of values.entries()) {
          const handle = bus.dispatch('a', { index, padding: 'x'.repeat(size) })
          if (wait) await Promise.race([handle.done, new Promise(setImmediate)])
        }
        await bus.close()
        expect(server.messages.map(({ payload }) => (payload as { index: number }).index)).toEqual(
          values.map((_, index) => index),
        )
        for (const post of server.posts) {
          expect(JSON.stringify(post.length === 1 ? post[0] : post).length).toBeLessThanOrEqual(2_048)
        }
        expect(driver.counts).toMatchObject({ sent: values.length, failed: 0, queued: 0 })
      }),
      { numRuns: 30 },
    )
  })

  it('goes in batches of 100 at most', async () => {
    const { bus } = busOf(server.url)
    for (let value = 0; value < 1_050; value++) bus.dispatch('a', value)
    await bus.wait()
    expect(server.messages.map(({ payload }) => payload)).toEqual(
      Array.from({ length: 1_050 }, (_, at) => at),
    )
    expect(server.posts.map(({ length }) => length)).toEqual([...Array.from({ length: 10 }, () => 100), 50])
  })

  it('is written under its type of the registry', async () => {
    const registry = new EventRegistry()
    registry.registerAs('order.placed.v2', { event: 'order.placed' })
    const { bus } = busOf(server.url, { registry })
    bus.dispatch('order.placed', 1)
    await bus.wait()
    expect(server.messages).toMatchObject([{ event_type: 'order.placed.v2' }])
  })

  it('is an error on the handle where JSON can not carry it, naming where', async () => {
    const { bus, driver } = busOf(server.url)
    const heard: unknown[] = []
    bus.on('a', (payload) => heard.push(payload))
    const handle = bus.dispatch('a', { items: [{ price: 1n }] })
    await handle.wait()
    expect(heard).toHaveLength(1)
    expect(handle.errors).toMatchObject([{ cause: { name: 'WireError', field: 'payload.items[0].price' } }])
    expect(driver.counts).toMatchObject({ failed: 1, sent: 0 })
    expect(server.posts).toEqual([])
  })

  it('leaves only where the driver shares it', async () => {
    const { bus } = busOf(server.url, { events: ['a'] })
    bus.dispatch('b')
    bus.dispatch('a')
    await bus.wait()
    expect(server.messages.map(({ event_type }) => event_type)).toEqual(['a'])
  })

  it('carries headers that are asked for each time', async () => {
    let token = 0
    const headers = (): Promise<HeadersInit> => Promise.resolve({ authorization: `Bearer ${++token}` })
    const { bus } = busOf(server.url, { headers })
    await bus.dispatch('a').wait()
    await bus.dispatch('a').wait()
    expect(server.postHeaders.map(({ authorization }) => authorization)).toEqual(['Bearer 1', 'Bearer 2'])
  })
})

describe('what the server does not take', () => {
  it.each([400, 401, 403, 413, 415, 500])('with %d is an error that says so', async (status) => {
    const { bus, driver } = busOf(server.url)
    server.onPost = () => ({ status, body: { error: 'no such thing' } })
    const handle = bus.dispatch('a')
    await handle.wait()
    const cause = handle.errors[0]?.cause
    expect(cause).toBeInstanceOf(HttpPublishError)
    expect(cause).toMatchObject({ status, error: 'no such thing' })
    expect(handle.errors[0]?.message).toContain(`the server answered ${status}: no such thing`)
    expect(driver).toMatchObject({ state: 'connecting', counts: { failed: 1, sent: 0 } })
  })

  it.each([502, 503, 504])('with %d means that there is none', async (status) => {
    const { bus, driver, states } = busOf(server.url)
    server.onPost = () => ({ status, body: '<html>', type: 'text/html' })
    const handle = bus.dispatch('a')
    await handle.wait()
    expect(handle.errors).toMatchObject([{ cause: { status, error: undefined } }])
    expect(driver.state).toBe('down')
    expect(states[0]?.reason).toContain(String(status))
  })

  it.each([
    { status: 302, taken: false, errors: [/redirected to where messages are not taken/] },
    { status: 307, taken: true, errors: [] },
  ])(
    'redirected with $status, to a page or to an endpoint: taken is $taken',
    async ({ status, taken, errors }) => {
      const elsewhere = createServer((request, response) => {
        if (request.url === '/login') response.writeHead(200, { 'content-type': 'text/html' }).end('<form>')
        else response.writeHead(status, { location: taken ? server.url : '/login' }).end()
      })
      await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve))
      closing.push(async () => void elsewhere.close())
      const { bus, driver } = busOf(`http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/events`)
      const handle = bus.dispatch('a')
      await handle.wait()
      expect(server.messages).toHaveLength(taken ? 1 : 0)
      expect(driver.counts).toMatchObject(taken ? { sent: 1, failed: 0 } : { sent: 0, failed: 1 })
      expect(handle.errors).toHaveLength(errors.length)
      for (const [index, error] of errors.entries()) expect(handle.errors[index]?.message).toMatch(error)
    },
  )

  it('of a batch fails those that failed, and no others', async () => {
    const { bus, driver } = busOf(server.url)
    server.onPost = () => ({
      status: 500,
      body: {
        error: 'one failed',
        results: [{ status: 'success' }, { error: 'out of stock' }, { status: 'success' }],
      },
    })
    const handles = [1, 2, 3].map((value) => bus.dispatch('a', value))
    await bus.wait()
    expect(handles.map(({ errors }) => errors.length)).toEqual([0, 1, 0])
    expect(handles[1]?.errors).toMatchObject([{ cause: { status: 500, error: 'out of stock' } }])
    expect(driver.counts).toMatchObject({ sent: 2, failed: 1 })
  })

  it('because of one message is sent again without it, in order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { minLength: 1, maxLength: 40 }), async (acceptable) => {
        const taken: unknown[] = []
        server.onPost = (messages) => {
          if (messages.some(({ payload }) => !acceptable[payload as number]))
            return { status: 400, body: { error: 'payload fails its schema' } }
          taken.push(...messages.map(({ payload }) => payload))
          return { status: 200 }
        }
        const { bus } = busOf(server.url)
        const handles = acceptable.map((_, index) => bus.dispatch('a', index))
        await bus.close()
        expect(handles.map(({ errors }) => errors.length === 0)).toEqual(acceptable)
        expect(taken).toEqual([...acceptable.keys()].filter((index) => acceptable[index]))
      }),
      { numRuns: 25 },
    )
  })

  it('for it is not there is an error, and is tried anew with the next', async () => {
    const { bus, driver, states } = busOf(server.url)
    await server.stop()
    const handle = bus.dispatch('a', 1)
    await handle.wait()
    expect(handle.errors).toMatchObject([
      { listener: '', cause: { name: 'HttpPublishError', status: undefined } },
    ])
    expect(handle.errors[0]?.message).toContain('could not be reached')
    expect(driver.state).toBe('down')
    expect(states[0]?.reason).toContain('ECONNREFUSED')
    await server.listen()
    await bus.dispatch('a', 2).wait()
    expect(driver.state).toBe('open')
    expect(server.messages).toMatchObject([{ payload: 2 }])
  })

  it('within the timeout is an error, and so is what has waited behind it for as long', async () => {
    const { bus, driver } = busOf(server.url, { timeout: 100 })
    const gate = deferred()
    server.onPost = async () => {
      await gate.promise
      return { status: 200 }
    }
    const handles = [bus.dispatch('a', 1)]
    await until(() => expect(server.posts).toHaveLength(1))
    handles.push(bus.dispatch('a', 2))
    await handles[0]?.wait()
    expect(handles[0]?.errors[0]?.message).toContain('no answer within 100 ms')
    await bus.wait()
    // It has waited for as long as it may, or its request has: never longer than both.
    expect(handles[1]?.errors).toMatchObject([{ cause: { name: 'HttpPublishError' } }])
    expect(driver.state).toBe('down')
    gate.resolve()
  })

  it('for the headers never come is an error, too', async () => {
    const { bus } = busOf(server.url, { timeout: 50, headers: () => new Promise(() => undefined) })
    const handle = bus.dispatch('a')
    await handle.wait()
    expect(handle.errors[0]?.message).toContain('no answer within 50 ms')
  })
})

describe('the queue', () => {
  it('refuses what it has no room for; the rest is sent', async () => {
    const { bus, driver } = busOf(server.url, { maxQueue: 3 })
    const handles = [1, 2, 3, 4, 5].map((value) => bus.dispatch('a', value))
    expect(driver.counts.queued).toBe(3)
    expect(handles.map(({ errors }) => errors.length)).toEqual([0, 0, 0, 1, 1])
    expect(handles[3]?.errors[0]?.cause).toBeInstanceOf(PublishQueueFullError)
    await bus.wait()
    expect(server.messages.map(({ payload }) => payload)).toEqual([1, 2, 3])
    expect(driver.counts).toMatchObject({ sent: 3, failed: 2, queued: 0 })
  })

  it('is bounded in bytes, too', async () => {
    const { bus } = busOf(server.url)
    const gate = deferred()
    server.onPost = async () => {
      await gate.promise
      return { status: 200 }
    }
    const large = 'x'.repeat(1_000_000)
    const handles = Array.from({ length: 18 }, () => bus.dispatch('a', large))
    expect(handles.map(({ errors }) => errors.length)).toEqual([...Array.from({ length: 16 }, () => 0), 1, 1])
    gate.resolve()
    await bus.wait()
    expect(server.messages).toHaveLength(16)
  })

  it('is let go of when the driver is closed, and so is the request under way', async () => {
    const { bus, driver } = busOf(server.url)
    server.onPost = () => new Promise(() => undefined)
    const first = bus.dispatch('a')
    await until(() => expect(server.posts).toHaveLength(1))
    const second = bus.dispatch('a')
    await driver.close()
    await bus.wait()
    expect([...first.errors, ...second.errors]).toMatchObject([
      { cause: { name: 'DriverClosedError' } },
      { cause: { name: 'DriverClosedError' } },
    ])
    await until(() => expect(server.abandoned).toBe(1))
    expect(server.posts).toHaveLength(1)
  })

  it('is sent before bus.close() is over', async () => {
    const { bus } = busOf(server.url)
    for (let value = 0; value < 250; value++) bus.dispatch('a', value)
    await bus.close()
    expect(server.messages).toHaveLength(250)
  })
})

it.each([
  ['a relative URL where there is no page', () => httpDriver('/events'), '`url` must be absolute'],
  ['a URL of another kind', () => httpDriver('ws://127.0.0.1/'), '`url`'],
  ['an unknown option', () => httpDriver('http://x', { timout: 1 } as object), '`options.timout`'],
  ['an ill-typed option', () => httpDriver('http://x', { maxQueue: 0 }), '`options.maxQueue`'],
  [
    'an ill-typed option within',
    () => httpDriver('http://x', { backoff: { min: -1 } }),
    '`options.backoff.min`',
  ],
  [
    'headers that are a text',
    () => httpDriver('http://x', { headers: 'Bearer x' as never }),
    '`options.headers`',
  ],
  ['a fetch that is none', () => httpDriver('http://x', { fetch: 1 as never }), '`options.fetch`'],
])('httpDriver() throws for %s', (_, make, named) => {
  expect(make).toThrow(TypeError)
  expect(make).toThrow(named)
})

it('a driver that nobody uses asks for nothing', async () => {
  const { bus, driver } = busOf(server.url)
  await bus.wait()
  expect(driver.state).toBe('connecting')
  expect(server.sockets).toBe(0)
})
