import { createBus } from 'eventscope'
import { createEventEndpoint } from 'eventscope/http'
import { Hono } from 'hono'
import { describe, expect, it, vi } from 'vitest'
import { answerOf, Frames, get, post, URL_OF_ENDPOINT, wireMessage } from './test-support.ts'

describe('an endpoint in Hono', () => {
  it('is a route like any other', async () => {
    const bus = createBus()
    const endpoint = createEventEndpoint({ bus, stream: { events: '*' } })
    const app = new Hono()
    app.all('/events', ({ req }) => endpoint(req.raw))
    const frames = new Frames(await app.fetch(get()))
    expect(await answerOf(await app.fetch(post(wireMessage('order.placed', 5))))).toEqual([
      200,
      { status: 'success' },
    ])
    expect(await frames.payloads(1)).toEqual([5])
    expect((await app.fetch(new Request(URL_OF_ENDPOINT, { method: 'PUT' }))).status).toBe(405)
    await frames.cancel()
    expect(endpoint.readers).toBe(0)
  })

  it.each([
    ['the context of Hono', { req: { raw: {} } }],
    ["Node's own request", { method: 'GET', url: '/events', headers: {} }],
    ['nothing', undefined],
  ])('reports what to pass, where it is given %s', async (_, request) => {
    const onError = vi.fn()
    const endpoint = createEventEndpoint({ bus: createBus(), onError })
    expect((await endpoint(request as never)).status).toBe(500)
    const message: unknown = expect.stringMatching(/`request`.*`context\.req\.raw`.*toNodeListener/)
    expect(onError).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ message }))
  })
})
