import { createBus } from 'eventscope'
import { createEventEndpoint } from 'eventscope/http'
import { describe, expect, it } from 'vitest'
import { answerOf, get, post, URL_OF_ENDPOINT, wireMessage } from './test-support.ts'

const endpoint = createEventEndpoint({ bus: createBus(), maxBytes: 1_000, onError: () => undefined })

function streamed(body: ReadableStream<Uint8Array>): Request {
  const init: RequestInit & { duplex: 'half' } = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
    duplex: 'half',
  }
  return new Request(URL_OF_ENDPOINT, init)
}

describe('the body of a request', () => {
  it.each([
    ['no JSON', '{"event_type":'],
    ['nothing', ''],
    ['JSON that is no message', '"order.placed"'],
    ['a byte order mark', `\uFEFF${JSON.stringify(wireMessage('a'))}`],
    ['an event of every name', JSON.stringify(wireMessage('*'))],
    ['an event without a name', JSON.stringify(wireMessage(''))],
    ['a polluting key', JSON.stringify(wireMessage('a')).replace('null', '{"__proto__":{"admin":true}}')],
  ])('with %s is answered with 400', async (_, body) => {
    const [status, answer] = await answerOf(await endpoint(post(body)))
    expect([status, answer]).toEqual([400, { error: expect.any(String) }])
  })

  it('that is not UTF-8 is answered with 400', async () => {
    const chunks = new ReadableStream<Uint8Array>({
      start: (controller) => {
        controller.enqueue(new Uint8Array([0x22, 0xff, 0x22]))
        controller.close()
      },
    })
    expect((await endpoint(streamed(chunks))).status).toBe(400)
  })

  it('that breaks off is answered with 400', async () => {
    const broken = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.error(new Error('connection reset')),
    })
    expect(await answerOf(await endpoint(streamed(broken)))).toEqual([
      400,
      { error: 'the body could not be read' },
    ])
  })

  it('is read no further than it may be large, whatever it claims', async () => {
    let pulled = 0
    let cancelled = false
    const endless = new ReadableStream<Uint8Array>(
      {
        pull: (controller) => {
          pulled++
          controller.enqueue(new Uint8Array(400).fill(0x20))
        },
        cancel: () => {
          cancelled = true
        },
      },
      { highWaterMark: 0 },
    )
    expect((await endpoint(streamed(endless))).status).toBe(413)
    expect([pulled, cancelled]).toEqual([3, true])
  })

  it('is not kept in the pieces it comes in, whose buffers may be used again', async () => {
    const text = new TextEncoder().encode(JSON.stringify(wireMessage('a', 'x'.repeat(500))))
    const piece = new Uint8Array(1)
    let at = 0
    const pieces = new ReadableStream<Uint8Array>(
      {
        pull: (controller) => {
          const byte = text[at++]
          if (byte === undefined) return controller.close()
          piece[0] = byte
          controller.enqueue(piece)
        },
      },
      { highWaterMark: 0 },
    )
    expect((await endpoint(streamed(pieces))).status).toBe(200)
  })

  it('that claims to be larger than it may be is not read at all', async () => {
    const request = post('{}', { 'content-length': '1001' })
    expect((await endpoint(request)).status).toBe(413)
    expect(request.bodyUsed).toBe(false)
  })

  it('may be exactly as large as it may be', async () => {
    const text = JSON.stringify(wireMessage('a', ''))
    const full = JSON.stringify(wireMessage('a', 'x'.repeat(1_000 - text.length)))
    expect((await endpoint(post(full))).status).toBe(200)
    expect((await endpoint(post(`${full} `))).status).toBe(413)
  })

  it.each([
    ['application/json', 200],
    ['Application/JSON; Charset="UTF-8"', 200],
    ['application/json;profile=x', 200],
    ['application/json; charset=utf-16', 415],
    ['text/plain', 415],
    ['application/x-www-form-urlencoded', 415],
    ['application/jsonp', 415],
    ['', 415],
  ])('of type "%s" is answered with %i', async (type, status) => {
    const response = await endpoint(post(wireMessage('a'), { 'content-type': type }))
    expect(response.status).toBe(status)
  })

  it('that is compressed is answered with 415', async () => {
    for (const [encoding, status] of [
      ['gzip', 415],
      ['identity', 200],
    ] as const) {
      const response = await endpoint(post(wireMessage('a'), { 'content-encoding': encoding }))
      expect(response.status).toBe(status)
    }
  })
})

describe('a method', () => {
  it('other than POST is not served without a stream', async () => {
    for (const request of [get(), new Request(URL_OF_ENDPOINT, { method: 'DELETE' })]) {
      const response = await endpoint(request)
      expect(await answerOf(response)).toEqual([405, { error: expect.stringContaining(request.method) }])
      expect(response.headers.get('allow')).toBe('POST, OPTIONS')
    }
  })
})

describe('createEventEndpoint', () => {
  const bus = createBus()

  it.each([
    ['bus', { bus: {} }],
    ['colour', { bus, colour: 'red' }],
    ['registry', { bus, registry: {} }],
    ['beforeHandle', { bus, beforeHandle: true }],
    ['maxBytes', { bus, maxBytes: 0 }],
    ['handleTimeout', { bus, handleTimeout: Infinity }],
    ['authorize', { bus, authorize: 'secret' }],
    ['authorize.bearer', { bus, authorize: { bearer: [] } }],
    ['authorize.bearer', { bus, authorize: { bearer: '' } }],
    ['origins', { bus, origins: 'https://shop.example' }],
    ['origins[0]', { bus, origins: ['https://shop.example/'] }],
    ['origins[1]', { bus, origins: ['https://shop.example', 'shop.example'] }],
    ['credentials', { bus, origins: '*', credentials: true }],
    ['stream', { bus, stream: true }],
    ['stream.events', { bus, stream: {} }],
    ['stream.events', { bus, stream: { events: ['*'] } }],
    ['stream.replay', { bus, stream: { events: '*', replay: 0 } }],
    ['stream.heartbeat', { bus, stream: { events: '*', heartbeat: 0 } }],
    ['callbacks.hosts', { bus, callbacks: {} }],
    ['callbacks.hosts[0]', { bus, callbacks: { hosts: ['https://hooks.example'] } }],
    ['callbacks.hosts[0]', { bus, callbacks: { hosts: ['hooks.example/path'] } }],
    ['callbacks.hosts[0]', { bus, callbacks: { hosts: ['Hooks.example'] } }],
    ['callbacks.attempts', { bus, callbacks: { hosts: [], attempts: 0 } }],
  ])('refuses a wrong option by its name: %s', (name, options) => {
    expect(() => createEventEndpoint(options as never)).toThrow(TypeError)
    expect(() => createEventEndpoint(options as never)).toThrow(`\`options.${name}\``)
    expect(bus.listeners()).toEqual([])
  })
})
