import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { createBus } from 'eventscope'
import { type NetworkEvents, type NetworkObservation, observeNetwork } from 'eventscope/adapters/network'
import { httpDriver } from 'eventscope/drivers/http'
import { createStream, eventTypeName, type ReservedValues } from 'eventscope/streams'

let server: Server
let url: string
const original = Object.getOwnPropertyDescriptor(globalThis, 'fetch')
const observing: NetworkObservation[] = []

beforeAll(async () => {
  server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://x')
    if (pathname === '/broken') return request.socket.destroy()
    const body = searchParams.get('body') ?? 'hello'
    const status = Number(searchParams.get('status') ?? 200)
    response.writeHead(status, { 'content-type': 'text/plain', 'content-length': Buffer.byteLength(body) })
    return response.end(body)
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterAll(async () => {
  await new Promise((resolve) => {
    server.close(resolve)
    server.closeAllConnections()
  })
})

afterEach(() => {
  for (const stop of observing.splice(0)) stop()
  expect(Object.getOwnPropertyDescriptor(globalThis, 'fetch')).toEqual(original)
})

function observe(options: Parameters<typeof observeNetwork>[0]): NetworkObservation {
  const stop = observeNetwork(options)
  observing.push(stop)
  return stop
}

/** A bus, and what it is told. */
function told(options: Partial<Parameters<typeof observeNetwork>[0]> = {}): {
  events: [string, Record<string, unknown>][]
  stop: NetworkObservation
} {
  const bus = createBus<NetworkEvents>({ name: 'network' })
  const events: [string, Record<string, unknown>][] = []
  bus.onAny((payload, { event }) => events.push([event, payload as unknown as Record<string, unknown>]))
  return { events, stop: observe({ to: bus, ...options }) }
}

it('a request that is answered is told of, with how much it has moved', async () => {
  const { events } = told({ user: 'ann' })
  const response = await fetch(`${url}/a?body=12345`, { method: 'post', body: 'grün' })
  expect(await response.text()).toBe('12345')
  await vi.waitFor(() => expect(events).toHaveLength(3))
  const requestId = events[0]?.[1]['requestId']
  expect(events).toEqual([
    [
      'network.request_started',
      { requestId, method: 'POST', uri: `${url}/a?body=12345`, user: 'ann', addr: undefined, requestType: 0 },
    ],
    ['network.request_finished', { requestId, statusCode: 200 }],
    ['network.traffic', { id: requestId, addr: url.slice(7), readBytes: 5, writtenBytes: 5 }],
  ])
})

it.each([401, 407])('%d is a failed authentication, and an answer', async (status) => {
  // By a stand-in: as the standard has it, `fetch` makes an error of 407 in Node.
  const scope = { fetch: () => Promise.resolve(new Response('', { status })) }
  const { events } = told({ scope })
  await (scope.fetch as typeof fetch)('http://x/')
  const requestId = events[0]?.[1]['requestId']
  expect(events.slice(1, 3)).toEqual([
    ['network.authentication_failed', { requestId, statusCode: status }],
    ['network.request_finished', { requestId, statusCode: status }],
  ])
})

it('a request that fails is told of with the error that the page gets', async () => {
  const { events } = told()
  const error = await fetch(`${url}/broken`).catch((failure: unknown) => failure)
  expect(error).toBeInstanceOf(TypeError)
  expect(events.map(([name]) => name)).toEqual(['network.request_started', 'network.request_failed'])
  expect(events[1]?.[1]['error']).toBe(error)
  expect(events[1]?.[1]['requestId']).toBe(events[0]?.[1]['requestId'])
})

it.each([
  ['http://ann:secret@x/a?b=c@d', 'http://x/a?b=c@d'],
  ['http://ann@x:81/', 'http://x:81/'],
  ['http://x/a@b', 'http://x/a@b'],
])('the password of %s is told to nobody', async (asked, uri) => {
  const scope = { fetch: () => Promise.resolve(new Response('')) }
  const { events } = told({ scope })
  await (scope.fetch as typeof fetch)(asked)
  expect(events[0]?.[1]['uri']).toBe(uri)
  expect(JSON.stringify(events)).not.toContain('secret')
})

it('what is aborted has failed, with the reason that the page gets', async () => {
  const { events } = told()
  const stop = new AbortController()
  const asked = fetch(new Request(url, { method: 'POST', body: 'x' }), {
    signal: stop.signal,
    keepalive: true,
  })
  stop.abort(new Error('not wanted any more'))
  const error = await asked.catch((failure: unknown) => failure)
  expect(events.map(([name]) => name)).toEqual(['network.request_started', 'network.request_failed'])
  expect(events[0]?.[1]['method']).toBe('POST')
  expect(events[1]?.[1]['error']).toBe(error)
})

it('an https request says so', async () => {
  const { events } = told()
  await fetch(url.replace('http', 'https')).catch(() => undefined)
  expect(events[0]?.[1]['requestType']).toBe(2)
})

it('a stream gets the types of the seed, a request in order', async () => {
  const seen: [string, unknown][] = []
  const stream = createStream<ReservedValues>({
    shards: 3,
    processor: () => ({
      process: ({ type, value }) => void seen.push([eventTypeName(type), value]),
      shutdown: () => undefined,
    }),
  })
  const stop = observe({ to: stream })
  await (await fetch(`${url}/?status=401`)).text()
  await vi.waitFor(() => expect(seen).toHaveLength(4))
  expect(seen.map(([name]) => name)).toEqual(['startRequest', 'failedAuth', 'finishRequest', 'traffic'])
  expect(stop.counts).toEqual({ sent: 4, dropped: 0, unmeasured: 0 })
  await stream.close()
})

it('a stream that is full costs events, which are counted, and nothing else', async () => {
  let release = (): void => undefined
  const gate = new Promise<void>((resolve) => {
    release = resolve
  })
  const stream = createStream<ReservedValues>({
    shards: 1,
    capacity: 1,
    processor: () => ({ process: () => gate, shutdown: () => undefined }),
  })
  const stop = observe({ to: stream })
  for (let count = 0; count < 5; count++) expect(await (await fetch(url)).text()).toBe('hello')
  await vi.waitFor(() => expect(stop.counts.sent + stop.counts.dropped).toBe(15))
  expect(stop.counts.dropped).toBeGreaterThanOrEqual(12)
  expect(stream.queues()[0]?.waiting).toBe(0)
  release()
  await stream.close()
})

it('two may observe, and each may stop first', async () => {
  for (const firstStops of [true, false]) {
    const first = told()
    const second = told()
    await (await fetch(url)).text()
    expect([first.events.length, second.events.length]).toEqual([2, 2])
    const [stops, stays] = firstStops ? [first, second] : [second, first]
    stops.stop()
    stops.stop()
    const before = stops.events.length
    await (await fetch(url)).text()
    expect(stays.events.length).toBeGreaterThanOrEqual(4)
    expect(stops.events).toHaveLength(before)
    stays.stop()
    expect(Object.getOwnPropertyDescriptor(globalThis, 'fetch')).toEqual(original)
  }
})

it('what somebody else has put there since is left alone, and works', async () => {
  const { events, stop } = told()
  const observed = globalThis.fetch
  const theirs: typeof fetch = (...args) => observed(...args)
  globalThis.fetch = theirs
  stop()
  expect(globalThis.fetch).toBe(theirs)
  expect(await (await fetch(url)).text()).toBe('hello')
  expect(events).toEqual([])
  Object.defineProperty(globalThis, 'fetch', original!)
})

it('what is ignored is not told of, nor what a listener asks for while it is told', async () => {
  const bus = createBus<NetworkEvents>()
  const urls: string[] = []
  bus.on('network.request_started', ({ uri }) => {
    urls.push(uri)
    void fetch(`${url}/collect`).then((response) => response.text())
  })
  observe({ to: bus, ignore: (uri) => uri.includes('private') })
  await (await fetch(`${url}/private`)).text()
  await (await fetch(`${url}/told`)).text()
  expect(urls).toEqual([`${url}/told`])
})

it('a bus that leaves by httpDriver does not tell of its own requests for ever', async () => {
  const bus = createBus<NetworkEvents>({ driver: httpDriver(`${url}/events`) })
  const names: string[] = []
  bus.onAny((_, { event }) => names.push(event))
  const stop = observe({ to: bus })
  await (await fetch(`${url}/shop`)).text()
  await vi.waitFor(() => expect(names).toContain('network.traffic'))
  await bus.wait()
  stop()
  await bus.close()
  expect(names.filter((name) => name === 'network.request_started')).toHaveLength(1)
})

it('a failing `ignore` or `user` is reported, and the request is made', async () => {
  const reportError = vi.fn<(error: unknown) => void>()
  vi.stubGlobal('reportError', reportError)
  const failure = new Error('no user')
  told({
    user: () => {
      throw failure
    },
  })
  expect(await (await fetch(url)).text()).toBe('hello')
  expect(reportError.mock.calls).toEqual([[failure]])
  vi.unstubAllGlobals()
})

it('nobody can tell an observed fetch from another', async () => {
  let asked = 0
  const thing = fc.oneof(
    fc.constantFrom('resolve', 'reject', 'throw', 'value', 'thenable'),
    fc.constantFrom('resolve'),
  )
  const argument = fc.oneof(
    fc.constantFrom<unknown>('/a', 'http://x/', undefined, null, 7, 'http://[', Symbol.iterator),
    fc.constantFrom<unknown>(new URL('http://x/'), new Request('http://x/', { method: 'PUT' })),
    fc.record({ method: fc.constantFrom('get', 'Patch', 7), body: fc.constantFrom('text', undefined, 5) }),
    fc.constant(
      Object.defineProperty({}, 'method', {
        get: () => asked++,
      }),
    ),
  )
  await fc.assert(
    fc.asyncProperty(thing, fc.array(argument, { maxLength: 3 }), fc.boolean(), async (does, args, bare) => {
      const response = new Response('x')
      const failure = new Error('failed')
      const calls: [unknown, unknown[]][] = []
      const real = Object.assign(
        function fetch(this: unknown, ...given: unknown[]): unknown {
          calls.push([this, given])
          if (does === 'throw') throw failure
          if (does === 'reject') return Promise.reject(failure)
          if (does === 'value') return 5
          // oxlint-disable-next-line unicorn/no-thenable -- what a polyfill may return
          return does === 'thenable'
            ? { then: (give: (value: unknown) => void) => give(response) }
            : Promise.resolve(response)
        },
        { polyfill: true },
      )
      const outcome = async (fetch: (...args: unknown[]) => unknown, target: unknown): Promise<unknown> => {
        try {
          const result = Reflect.apply(fetch, target, args)
          return { gave: does === 'value' ? result : await result }
        } catch (error) {
          return { error }
        }
      }
      const scope = { fetch: real as unknown as typeof fetch }
      const target = bare ? undefined : scope
      const plain = await outcome(real, target)
      const stop = observeNetwork({ to: createBus(), scope })
      const wrapped = scope.fetch as unknown as typeof real
      expect(await outcome(wrapped, target)).toEqual(plain)
      const same = (await outcome(wrapped, target)) as { gave?: unknown }
      expect(same.gave === response).toBe(does === 'resolve' || does === 'thenable')
      expect(response.bodyUsed).toBe(false)
      for (const [self, given] of calls) {
        expect(self).toBe(target)
        expect(given.length).toBe(args.length)
        for (const [index, value] of given.entries()) expect(value).toBe(args[index])
      }
      expect([wrapped.name, wrapped.length, wrapped.polyfill]).toEqual([real.name, real.length, true])
      expect(asked).toBe(0)
      stop()
      expect(scope.fetch).toBe(real)
    }),
  )
})

it('a rejection that nobody handles still is one', async () => {
  const unhandled = vi.fn<(reason: unknown) => void>()
  const before = process.listeners('unhandledRejection')
  process.removeAllListeners('unhandledRejection')
  process.on('unhandledRejection', unhandled)
  told()
  void fetch(`${url}/broken`)
  await vi.waitFor(() => expect(unhandled).toHaveBeenCalledTimes(1))
  process.removeAllListeners('unhandledRejection')
  for (const listener of before) process.on('unhandledRejection', listener)
})

it.each([
  ['nowhere to tell it', { to: undefined }, '`options.to`'],
  ['a bus in place of the options', createBus(), '`options.to`'],
  ['an unknown option', { to: createBus(), only: 'GET' }, '`options.only`'],
  ['an ill-typed option', { to: createBus(), ignore: '/x' }, '`options.ignore`'],
])('observeNetwork() throws for %s, and replaces nothing', (_, options, named) => {
  expect(() => observeNetwork(options as never)).toThrow(TypeError)
  expect(() => observeNetwork(options as never)).toThrow(named)
})

/** A window whose resource timing says what it is told to. */
function timedScope() {
  let tell: PerformanceObserverCallback = () => undefined
  class Observer {
    static readonly supportedEntryTypes = ['resource']
    constructor(callback: PerformanceObserverCallback) {
      tell = callback
    }
    observe(): void {}
    disconnect(): void {}
  }
  const scope = {
    fetch: ((): Promise<Response> => Promise.resolve(new Response(''))) as typeof fetch,
    PerformanceObserver: Observer as unknown as typeof PerformanceObserver,
    performance: { now: () => 1 },
  }
  const measured = (name: string, encodedBodySize: number, startTime = 1): void => {
    const entry = { name, startTime, transferSize: 300, encodedBodySize, decodedBodySize: encodedBodySize }
    tell({ getEntries: () => [entry] } as never, undefined as never)
  }
  return { scope, measured }
}

it('each request gets the size of its own URL, in whatever order these come', async () => {
  const { scope, measured } = timedScope()
  const { events } = told({ scope })
  for (const path of ['a', 'b', 'a']) await scope.fetch(`http://x/${path}`)
  measured('http://x/other', 9)
  measured('http://x/b', 2)
  measured('http://x/a', 8, -5)
  for (const size of [1, 3]) measured('http://x/a', size)
  const ids = events
    .filter(([name]) => name === 'network.request_started')
    .map(([, meta]) => meta['requestId'])
  const traffic = events.filter(([name]) => name === 'network.traffic')
  expect(traffic.map(([, { id, readBytes }]) => [ids.indexOf(id), readBytes])).toEqual([
    [1, 2],
    [0, 1],
    [2, 3],
  ])
})

it('of a thousand requests without a size the oldest is given up for one more, and counted', async () => {
  const { scope, measured } = timedScope()
  const { events, stop } = told({ scope })
  for (let at = 0; at <= 1_000; at++) await scope.fetch(`http://x/${at}`)
  expect(stop.counts.unmeasured).toBe(1)
  measured('http://x/0', 1)
  measured('http://x/1', 1)
  expect(events.filter(([name]) => name === 'network.traffic')).toHaveLength(1)
})
