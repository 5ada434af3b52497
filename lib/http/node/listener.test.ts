import { connect, type Socket } from 'node:net'
import { createBus } from 'eventscope'
import { createEventEndpoint } from 'eventscope/http'
import { type NodeListenerOptions, toNodeListener } from 'eventscope/http/node'
import { describe, expect, it, vi } from 'vitest'
import { Frames, wireMessage } from '../test-support.ts'
import { listen, type TestServer } from './test-support.ts'

function serve(
  handler: (request: Request) => Response | Promise<Response>,
  options?: NodeListenerOptions,
): Promise<TestServer> {
  return listen(toNodeListener(handler, options))
}

/** Sends text as it is, and gives what came back when the server has hung up. */
async function raw({ host }: TestServer, text: string): Promise<string> {
  const socket = open(host)
  let answer = ''
  socket.on('data', (chunk) => (answer += String(chunk)))
  socket.write(text)
  await new Promise((resolve) => socket.on('close', resolve))
  return answer
}

function open(host: string): Socket {
  const socket = connect(Number(host.split(':')[1]), '127.0.0.1')
  socket.on('error', () => undefined)
  return socket
}

function echoUrl({ url }: Request): Response {
  return new Response(url)
}

describe('an endpoint on plain Node', () => {
  it('takes messages and gives the stream of events', async () => {
    const bus = createBus()
    const endpoint = createEventEndpoint({ bus, stream: { events: '*' } })
    await using server = await serve(endpoint)
    const frames = new Frames(await fetch(server.url))
    expect(frames.response.headers.get('content-type')).toContain('text/event-stream')
    const posted = await fetch(server.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(wireMessage('a', { text: 'größer' })),
    })
    expect([posted.status, await posted.json()]).toEqual([200, { status: 'success' }])
    expect(await frames.payloads(1)).toEqual([{ text: 'größer' }])
    await endpoint.close()
    expect(await frames.next()).toBeUndefined()
  })

  it('lets go of a reader that disconnects', async () => {
    const endpoint = createEventEndpoint({ bus: createBus(), stream: { events: '*' } })
    await using server = await serve(endpoint)
    const leaving = new AbortController()
    const frames = new Frames(await fetch(server.url, { signal: leaving.signal }))
    await frames.next()
    expect(endpoint.readers).toBe(1)
    leaving.abort()
    await vi.waitFor(() => expect(endpoint.readers).toBe(0))
  })

  it('has no readers in waiting: of requests sent ahead of their answers, each is served in its turn', async () => {
    const endpoint = createEventEndpoint({ bus: createBus(), stream: { events: '*' } })
    await using server = await serve(endpoint)
    const socket = open(server.host)
    const answered = new Promise((resolve) => socket.once('data', resolve))
    socket.write('PUT / HTTP/1.1\r\nhost: x\r\n\r\n' + 'GET / HTTP/1.1\r\nhost: x\r\n\r\n'.repeat(50))
    await answered
    await vi.waitFor(() => expect(endpoint.readers).toBeGreaterThan(0))
    // All of them have arrived when one on another connection has been answered.
    await fetch(server.url, { method: 'PUT' })
    expect(endpoint.readers).toBe(1)
    socket.destroy()
    await vi.waitFor(() => expect(endpoint.readers).toBe(0))
  })

  it('cuts a reader whose connection takes nothing, while another gets all', async () => {
    const bus = createBus()
    const endpoint = createEventEndpoint({ bus, stream: { events: '*', replay: 200 } })
    await using server = await serve(endpoint)
    const stalled = open(server.host)
    stalled.pause()
    stalled.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n')
    const fast = new Frames(await fetch(server.url))
    await vi.waitFor(() => expect(endpoint.readers).toBe(2))
    let payload = 0
    let got = 0
    // What the system buffers for a connection is up to it: it is fed until there is no more room.
    while (endpoint.counts.cut === 0) {
      for (let index = 0; index < 50; index++) bus.dispatch('a', `${++payload} ${'x'.repeat(10_000)}`)
      for (const text of await fast.payloads(50)) expect(Number.parseInt(String(text), 10)).toBe(++got)
    }
    expect(endpoint.readers).toBe(1)
    expect(endpoint.buffered).toBeLessThan(200 * 11_000)
    stalled.destroy()
    await fast.cancel()
  })

  it('refuses a body that is too large, while it is still being sent', async () => {
    const endpoint = createEventEndpoint({ bus: createBus(), maxBytes: 1_000 })
    await using server = await serve(endpoint)
    const answer = await raw(
      server,
      'POST / HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: application/json\r\n' +
        `transfer-encoding: chunked\r\n\r\n7d0\r\n${' '.repeat(2_000)}\r\n0\r\n\r\n`,
    )
    expect(answer).toMatch(/^HTTP\/1\.1 413 /)
    expect(answer).toContain('{"error":"the body is larger than 1000 bytes"}')
  })
})

describe('toNodeListener', () => {
  it('says so where the body was read by somebody else before', async () => {
    const errors: unknown[] = []
    const handle = vi.fn<() => Response>()
    const listener = toNodeListener(handle, { onError: (error) => errors.push(error) })
    await using server = await listen((incoming, outgoing) => {
      incoming.on('end', () => setImmediate(() => listener(incoming, outgoing))).resume()
    })
    const response = await fetch(server.url, { method: 'POST', body: '{}' })
    expect(response.status).toBe(500)
    expect(errors).toMatchObject([{ message: expect.stringContaining('express.json()') }])
    expect(handle).not.toHaveBeenCalled()
  })

  it('refuses options that are not of their type', () => {
    for (const options of [{ trustProxy: 'no' }, { onError: true }])
      expect(() => toNodeListener(echoUrl, options as object)).toThrow(
        /^`options\.(trustProxy|onError)` must be/,
      )
  })

  it('reads a body no faster than the handler does', async () => {
    let sent = 0
    const gate = signal()
    const asked = signal()
    await using server = await serve(async ({ body }) => {
      const reader = (body as ReadableStream<Uint8Array>).getReader()
      await reader.read()
      asked.fire()
      await gate.fired
      let size = 0
      for (;;) {
        const { done } = await reader.read()
        if (done) return new Response(String(size))
        size++
      }
    })
    const total = 64 * 1024 * 1024
    const chunk = new Uint8Array(256 * 1024)
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        if (sent >= total) return controller.close()
        sent += chunk.byteLength
        controller.enqueue(chunk)
      },
    })
    const init: RequestInit & { duplex: 'half' } = { method: 'POST', body, duplex: 'half' }
    const answered = fetch(server.url, init)
    await asked.fired
    // The sender comes to a halt, well before the end: nothing more is sent between two looks.
    let before = -1
    await vi.waitFor(() => {
      const halted = sent === before
      before = sent
      expect(halted).toBe(true)
    }, 10_000)
    expect(sent).toBeLessThan(total)
    gate.fire()
    expect((await answered).status).toBe(200)
    expect(sent).toBe(total)
  })

  it('passes method, path, headers, cookies and status on', async () => {
    const seen: unknown[] = []
    await using server = await serve(async (request) => {
      seen.push([request.method, new URL(request.url).pathname, new URL(request.url).search])
      seen.push([request.headers.get('x-one'), await request.text()])
      const headers = new Headers({ 'x-two': '2' })
      headers.append('set-cookie', 'a=1')
      headers.append('set-cookie', 'b=2')
      return new Response('done', { status: 201, statusText: 'Made', headers })
    })
    const response = await fetch(`${server.url}some/path?x=1&y=%2C?`, {
      method: 'PUT',
      headers: { 'x-one': '1' },
      body: 'body',
    })
    expect(seen).toEqual([
      ['PUT', '/some/path', '?x=1&y=%2C?'],
      ['1', 'body'],
    ])
    expect([response.status, response.statusText, await response.text()]).toEqual([201, 'Made', 'done'])
    expect(response.headers.get('x-two')).toBe('2')
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2'])
  })

  it.each([
    ['/a', 'shop.example', 'http://shop.example/a'],
    ['//other.example/a', 'shop.example', 'http://shop.example//other.example/a'],
    ['http://other.example/a?b', 'shop.example', 'http://shop.example/a?b'],
    ['/\\other.example', 'shop.example:81', 'http://shop.example:81//other.example'],
  ])('takes for %s on %s the URL %s', async (target, host, url) => {
    await using server = await serve(echoUrl)
    const answer = await raw(server, `GET ${target} HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`)
    expect(answer).toContain(`\r\n${url}\r\n`)
  })

  it.each(['shop.example/path', 'user@shop.example', 'a b', 'shop.example:port'])(
    'answers a host such as %s with 400',
    async (host) => {
      await using server = await serve(echoUrl)
      const answer = await raw(server, `GET / HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`)
      expect(answer).toMatch(/^HTTP\/1\.1 400 /)
    },
  )

  it('believes what a proxy says of the URL only where it is told to', async () => {
    const headers = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'shop.example' }
    for (const [trustProxy, url] of [
      [undefined, undefined],
      [true, 'https://shop.example/'],
    ] as const) {
      await using server = await serve(echoUrl, { trustProxy })
      const response = await fetch(server.url, { headers })
      expect(await response.text()).toBe(url ?? server.url)
    }
  })

  it('takes for https what came over TLS', async () => {
    await using server = await serve(echoUrl)
    // What a TLS socket has, for want of a certificate.
    server.server.prependListener('connection', (socket) => Object.assign(socket, { encrypted: true }))
    expect(await (await fetch(server.url)).text()).toBe(server.url.replace('http:', 'https:'))
  })

  it('aborts the signal of a request whose client goes away, and cancels what it was being sent', async () => {
    const aborted = signal()
    const cancelled = signal()
    await using server = await serve((request) => {
      request.signal.addEventListener('abort', () => aborted.fire())
      const body = new ReadableStream<Uint8Array>({
        start: (controller) => controller.enqueue(new Uint8Array(1)),
        cancel: () => cancelled.fire(),
      })
      return new Response(body)
    })
    const leaving = new AbortController()
    const response = await fetch(server.url, { signal: leaving.signal })
    await response.body?.getReader().read()
    leaving.abort()
    await Promise.all([aborted.fired, cancelled.fired])
    expect(leaving.signal.aborted).toBe(true)
  })

  it('does not abort the signal of a request that was answered', async () => {
    const requests: Request[] = []
    await using server = await serve((request) => {
      requests.push(request)
      return new Response('done')
    })
    await (await fetch(server.url)).text()
    await (await fetch(server.url)).text()
    expect(requests.map((request) => request.signal.aborted)).toEqual([false, false])
  })

  it('sends no faster than the client takes it, and disconnects one that takes nothing', async () => {
    let made = 0
    const cancelled = signal()
    await using server = await serve(
      () =>
        new Response(
          new ReadableStream<Uint8Array>(
            {
              pull: (controller) => {
                made += 65_536
                controller.enqueue(new Uint8Array(65_536))
              },
              cancel: () => cancelled.fire(),
            },
            { highWaterMark: 0 },
          ),
        ),
      { stallTimeout: 50 },
    )
    const socket = open(server.host)
    socket.pause()
    socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n')
    await cancelled.fired
    expect(made).toBeLessThan(64 * 1024 * 1024)
    socket.destroy()
  })

  it('answers with 500 for a handler that fails, and tells of it', async () => {
    const failure = new Error('a secret')
    const onError = vi.fn<(error: unknown) => void>()
    await using server = await serve(() => Promise.reject(failure), { onError })
    const response = await fetch(server.url)
    expect([response.status, await response.json()]).toEqual([500, { error: 'the server has failed' }])
    expect(onError.mock.calls).toEqual([[failure]])
  })

  it('breaks off an answer whose body fails, and tells of it', async () => {
    const failure = new Error('half way')
    const onError = vi.fn<(error: unknown) => void>()
    const body = (): ReadableStream<Uint8Array> => {
      let pulls = 0
      return new ReadableStream({
        pull: (controller) =>
          pulls++ === 0 ? controller.enqueue(new Uint8Array(1)) : controller.error(failure),
      })
    }
    await using server = await serve(() => new Response(body()), { onError })
    await expect(fetch(server.url).then((response) => response.text())).rejects.toThrow()
    expect(onError.mock.calls).toEqual([[failure]])
  })

  it.each<[string, (request: Request) => Promise<unknown>]>([
    ['not read', () => Promise.resolve()],
    ['begun to be read', async ({ body }) => body?.getReader().read()],
  ])('goes on with the next request of a connection where a body was %s', async (_, read) => {
    await using server = await serve(async (request) => {
      await read(request)
      return new Response(`answer to ${request.method}`)
    })
    const body = 'x'.repeat(300_000)
    const answer = await raw(
      server,
      `POST / HTTP/1.1\r\nhost: x\r\ncontent-length: ${body.length}\r\n\r\n${body}` +
        `PUT / HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    )
    expect(answer).toContain('answer to POST')
    expect(answer).toContain('answer to PUT')
  })

  it('passes over what comes of a body that was cancelled', async () => {
    const [cancelled, came] = [signal(), signal()]
    await using server = await serve(async ({ body }) => {
      const reader = body?.getReader()
      void reader?.read()
      await new Promise((resolve) => setImmediate(resolve))
      await reader?.cancel()
      cancelled.fire()
      await came.fired
      return new Response('done')
    })
    server.server.prependListener('request', (incoming) => incoming.on('data', () => came.fire()))
    const socket = open(server.host)
    socket.write('POST / HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: 5\r\n\r\n')
    await cancelled.fired
    socket.write('12345')
    let answer = ''
    socket.on('data', (chunk) => (answer += String(chunk)))
    await new Promise((resolve) => socket.on('close', resolve))
    expect(answer).toContain('done')
  })

  it('tells the client of an answer before there is anything in it', async () => {
    await using server = await serve(() => new Response(new ReadableStream()))
    const leaving = new AbortController()
    expect((await fetch(server.url, { signal: leaving.signal })).status).toBe(200)
    leaving.abort()
  })

  it.each([
    ['handler', undefined, {}],
    ['options.trust', echoUrl, { trust: true }],
    ['options.stallTimeout', echoUrl, { stallTimeout: -1 }],
  ])('refuses a wrong argument by its name: %s', (name, handler, options) => {
    expect(() => toNodeListener(handler as never, options as never)).toThrow(`\`${name}\``)
  })
})

interface Signal {
  readonly fired: Promise<void>
  readonly fire: () => void
}

function signal(): Signal {
  let fire: () => void = () => undefined
  const fired = new Promise<void>((resolve) => {
    fire = resolve
  })
  return { fired, fire }
}
