import { createBus } from 'eventscope'
import { createEventEndpoint, type EndpointOptions, type EventEndpoint } from 'eventscope/http'
import { describe, expect, it } from 'vitest'
import { answerOf, get, post, URL_OF_ENDPOINT, wireMessage } from './test-support.ts'

function endpointWith(options: Partial<EndpointOptions>): EventEndpoint {
  return createEventEndpoint({ bus: createBus(), stream: { events: '*' }, ...options })
}

function preflight(origin: string): Request {
  return new Request(URL_OF_ENDPOINT, {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type',
    },
  })
}

describe('a bearer token', () => {
  const endpoint = endpointWith({ authorize: { bearer: ['first-token', 'second-token'] } })

  it.each([
    ['Bearer first-token', 200],
    ['bearer  second-token', 200],
    ['Bearer third-token', 401],
    ['Bearer first-toke', 401],
    ['Bearer first-token2', 401],
    ['Basic first-token', 401],
    ['first-token', 401],
    ['Bearer', 401],
  ])('"%s" is answered with %i', async (authorization, status) => {
    for (const request of [post(wireMessage('a'), { authorization }), get('', { authorization })]) {
      const response = await endpoint(request)
      expect(response.status).toBe(status)
      await response.body?.cancel()
    }
  })

  it('is asked for where there is none, before the body is read', async () => {
    const request = post('no JSON')
    const response = await endpoint(request)
    expect(await answerOf(response)).toEqual([401, { error: 'not authorized' }])
    expect(response.headers.get('www-authenticate')).toBe('Bearer')
    expect(request.bodyUsed).toBe(false)
  })

  it('that is wrong is called that', async () => {
    const response = await endpoint(post(wireMessage('a'), { authorization: 'Bearer wrong' }))
    expect(response.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"')
  })
})

describe('a function that authorizes', () => {
  it('lets in by true only', async () => {
    for (const [verdict, status] of [
      [true, 200],
      [false, 401],
      [Promise.resolve(true), 200],
      ['yes', 401],
      [undefined, 401],
    ] as const) {
      const endpoint = endpointWith({ authorize: () => verdict as boolean })
      expect((await endpoint(post(wireMessage('a')))).status).toBe(status)
    }
  })

  it('may answer by itself', async () => {
    const endpoint = endpointWith({
      origins: ['https://app.example'],
      authorize: () => Response.redirect('https://login.example/', 303),
    })
    const response = await endpoint(post(wireMessage('a'), { origin: 'https://app.example' }))
    expect([response.status, response.headers.get('location')]).toEqual([303, 'https://login.example/'])
    expect(response.headers.get('access-control-allow-origin')).toBe('https://app.example')
  })

  it('may read the body of a copy; one that reads the body itself is told so', async () => {
    const errors: unknown[] = []
    const of = (read: (request: Request) => Promise<string>) =>
      createEventEndpoint({
        bus: createBus(),
        authorize: async (request) => (await read(request)).includes('"a"'),
        onError: (error) => errors.push(error),
      })
    const signed = of((request) => request.clone().text())
    expect((await signed(post(wireMessage('a')))).status).toBe(200)
    expect((await signed(post(wireMessage('b')))).status).toBe(401)
    expect((await of((request) => request.text())(post(wireMessage('a')))).status).toBe(500)
    expect(errors).toMatchObject([{ message: expect.stringContaining('request.clone()') }])
  })

  it('that fails lets nobody in, and tells the client nothing', async () => {
    const errors: unknown[] = []
    const failure = new Error('no connection to 10.0.0.5')
    const endpoint = endpointWith({
      authorize: () => Promise.reject(failure),
      onError: (error) => errors.push(error),
    })
    const response = await endpoint(post(wireMessage('a')))
    expect(await answerOf(response)).toEqual([500, { error: 'the endpoint has failed' }])
    expect(errors).toEqual([failure])
  })
})

describe('the origin of a page', () => {
  it.each([
    ['https://shop.example', 200],
    ['http://shop.example', 403],
    ['https://shop.example:8443', 403],
    ['https://other.example', 403],
    ['https://shop.example.other.example', 403],
    ['null', 403],
  ])('%s is answered with %i by default, on https://shop.example', async (origin, status) => {
    const endpoint = endpointWith({})
    for (const request of [post(wireMessage('a'), { origin }), get('', { origin })]) {
      const response = await endpoint(request)
      expect(response.status).toBe(status)
      expect(response.headers.get('access-control-allow-origin')).toBeNull()
      expect(response.headers.get('vary')).toContain('origin')
      await response.body?.cancel()
    }
    expect(endpoint.readers).toBe(0)
  })

  it('may be https where a proxy makes the endpoint http', async () => {
    const endpoint = endpointWith({})
    const request = new Request('http://shop.example/events', {
      method: 'POST',
      headers: { origin: 'https://shop.example', 'content-type': 'application/json' },
      body: JSON.stringify(wireMessage('a')),
    })
    expect((await endpoint(request)).status).toBe(200)
  })

  it('is not needed from what is no browser; a page of another site that sends none is found out', async () => {
    const endpoint = endpointWith({})
    for (const [site, status] of [
      [undefined, 200],
      ['same-origin', 200],
      ['none', 200],
      ['same-site', 403],
      ['cross-site', 403],
    ] as const) {
      const response = await endpoint(get('', site === undefined ? {} : { 'sec-fetch-site': site }))
      expect([site, response.status]).toEqual([site, status])
      await response.body?.cancel()
    }
  })

  it('that is listed may read the answer, whatever it is; one that is not is refused', async () => {
    const endpoint = endpointWith({ origins: ['https://app.example', 'null'] })
    for (const [origin, body, status] of [
      ['https://app.example', wireMessage('a'), 200],
      ['https://app.example', 'no JSON', 400],
      ['null', wireMessage('a'), 200],
      ['https://other.example', wireMessage('a'), 403],
      ['https://shop.example', wireMessage('a'), 403],
    ] as const) {
      const response = await endpoint(post(body, { origin }))
      const allowed = status === 403 ? null : origin
      expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([
        status,
        allowed,
      ])
      expect(response.headers.get('access-control-allow-credentials')).toBeNull()
    }
  })

  it('may be any, without cookies', async () => {
    const endpoint = endpointWith({ origins: '*' })
    const response = await endpoint(post(wireMessage('a'), { origin: 'https://other.example' }))
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    expect(response.headers.get('access-control-allow-credentials')).toBeNull()
  })

  it('may send cookies where that is asked for', async () => {
    const endpoint = endpointWith({ origins: ['https://app.example'], credentials: true })
    const response = await endpoint(get('', { origin: 'https://app.example' }))
    expect(response.headers.get('access-control-allow-credentials')).toBe('true')
    await response.body?.cancel()
  })
})

describe('a preflight', () => {
  it('of a listed origin is answered, without authorization', async () => {
    const endpoint = endpointWith({ origins: ['https://app.example'], authorize: { bearer: 'token' } })
    const response = await endpoint(preflight('https://app.example'))
    expect(response.status).toBe(204)
    expect(Object.fromEntries(response.headers)).toEqual({
      'access-control-allow-origin': 'https://app.example',
      'access-control-allow-methods': 'GET, POST, OPTIONS',
      'access-control-allow-headers': 'authorization,content-type',
      'access-control-max-age': '600',
      vary: 'access-control-request-headers, origin',
    })
  })

  it('of another is refused', async () => {
    const endpoint = endpointWith({ origins: ['https://app.example'] })
    const response = await endpoint(preflight('https://other.example'))
    expect(response.status).toBe(403)
    expect(response.headers.get('access-control-allow-origin')).toBeNull()
  })
})
