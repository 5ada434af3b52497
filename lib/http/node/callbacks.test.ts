import type { LookupAddress } from 'node:dns'
import type { RequestListener } from 'node:http'
import { createBus } from 'eventscope'
import {
  type CallbackOptions,
  type CallbackOutcome,
  createEventEndpoint,
  type EventEndpoint,
} from 'eventscope/http'
import { checkedFetch, type LookupAll, resolveHost } from 'eventscope/http/node'
import { describe, expect, it } from 'vitest'
import { answerOf, post, wireMessage } from '../test-support.ts'
import { listen, type TestServer } from './test-support.ts'

interface Hooks extends TestServer {
  readonly asked: string[]
}

/** A server that notes what it is asked for, and answers with these, the last one again and again. */
async function hooks(statuses: readonly number[], location?: string): Promise<Hooks> {
  const asked: string[] = []
  const listener: RequestListener = (request, response) => {
    const status = statuses[Math.min(asked.length, statuses.length - 1)] ?? 200
    asked.push(`${request.method} ${request.url}`)
    response.writeHead(status, location === undefined ? {} : { location }).end('noted')
  }
  return Object.assign(await listen(listener), { asked })
}

function callingBack(options: CallbackOptions): { endpoint: EventEndpoint; outcomes: CallbackOutcome[] } {
  const outcomes: CallbackOutcome[] = []
  const endpoint = createEventEndpoint({
    bus: createBus({ onError: () => undefined }),
    callbacks: { interval: 1, onCallback: (outcome) => outcomes.push(outcome), ...options },
    onError: () => undefined,
  })
  return { endpoint, outcomes }
}

function calling(url: string): Request {
  return post(wireMessage('a', 1, { callback: { success_url: url } }))
}

const lookupOf =
  (addresses: readonly LookupAddress[]): LookupAll =>
  (_host, _options, callback) =>
    callback(null, addresses)

describe.each([
  ['fetch', undefined],
  ['checkedFetch', checkedFetch({ allowPrivate: true })],
])('a callback by %s, to a real server', (_, fetch) => {
  const by = fetch === undefined ? {} : { fetch }

  it('arrives, after as many attempts as it takes', async () => {
    await using server = await hooks([503, 500, 200])
    const { endpoint, outcomes } = callingBack({ hosts: [server.host], allowPrivate: true, ...by })
    expect((await endpoint(calling(`${server.url}done?order=1`))).status).toBe(200)
    await endpoint.wait()
    expect(server.asked).toEqual(['GET /done?order=1', 'GET /done?order=1', 'GET /done?order=1'])
    expect(outcomes).toMatchObject([{ attempts: 3, error: undefined }])
  })

  it('is not tried again after a 4xx', async () => {
    await using server = await hooks([410])
    const { endpoint, outcomes } = callingBack({ hosts: [server.host], allowPrivate: true, ...by })
    await endpoint(calling(server.url))
    await endpoint.wait()
    expect(server.asked).toHaveLength(1)
    expect(outcomes[0]?.error?.message).toContain('410')
  })

  it('follows no redirect', async () => {
    await using inner = await hooks([200])
    await using server = await hooks([302], inner.url)
    const { endpoint, outcomes } = callingBack({ hosts: [server.host], allowPrivate: true, ...by })
    await endpoint(calling(server.url))
    await endpoint.wait()
    expect([server.asked.length, inner.asked]).toEqual([1, []])
    expect(outcomes[0]?.error?.message).toContain('redirects')
  })

  it('is tried again where there is nobody, and where there is no answer', async () => {
    const gone = await hooks([200])
    await gone[Symbol.asyncDispose]()
    await using silent = await listen(() => undefined)
    for (const { host, url } of [gone, silent]) {
      const { endpoint, outcomes } = callingBack({
        hosts: [host],
        allowPrivate: true,
        timeout: 20,
        attempts: 2,
        ...by,
      })
      await endpoint(calling(url))
      await endpoint.wait()
      expect(outcomes).toMatchObject([{ attempts: 2, error: { name: 'CallbackError' } }])
    }
  })
})

describe('a private address', () => {
  it('is refused, though it is listed', async () => {
    await using server = await hooks([200])
    const { endpoint } = callingBack({ hosts: [server.host] })
    const [status, body] = await answerOf(await endpoint(calling(server.url)))
    expect([status, body]).toEqual([400, { error: expect.stringContaining('private') }])
    expect(server.asked).toEqual([])
  })

  it('is found out behind a name by resolveHost', async () => {
    expect((await resolveHost('localhost')).every((address) => /^(127\.|::1$)/.test(address))).toBe(true)
    const { endpoint, outcomes } = callingBack({
      hosts: ['hooks.example'],
      resolve: () => resolveHost('localhost'),
    })
    await endpoint(calling('http://hooks.example/'))
    await endpoint.wait()
    expect(outcomes[0]?.error?.message).toContain('hooks.example has the private address')
  })
})

describe('checkedFetch', () => {
  const init = {
    method: 'GET',
    redirect: 'manual',
    credentials: 'omit',
    signal: new AbortController().signal,
  } as const

  it('connects to the address that was looked up, whatever the name', async () => {
    await using server = await hooks([204])
    const port = new URL(server.url).port
    const lookup = lookupOf([{ address: '127.0.0.1', family: 4 }])
    const fetch = checkedFetch({ allowPrivate: true, lookup })
    expect((await fetch(`http://hooks.example:${port}/x`, init)).status).toBe(204)
    expect(server.asked).toEqual(['GET /x'])
  })

  it('does not connect where a name has a private address at that moment, or among others', async () => {
    await using server = await hooks([200])
    const port = new URL(server.url).port
    const loopback = { address: '127.0.0.1', family: 4 }
    for (const addresses of [[loopback], [{ address: '93.184.216.34', family: 4 }, loopback]]) {
      const fetch = checkedFetch({ lookup: lookupOf(addresses) })
      await expect(fetch(`http://hooks.example:${port}/`, init)).rejects.toThrow('127.0.0.1')
    }
    await expect(checkedFetch()(server.url, init)).rejects.toThrow('private')
    await expect(checkedFetch()('http://[::ffff:127.0.0.1]/', init)).rejects.toThrow('private')
    expect(server.asked).toEqual([])
  })

  it('fails where a name has no address', async () => {
    const fetch = checkedFetch({ lookup: lookupOf([]) })
    await expect(fetch('http://hooks.example/', init)).rejects.toThrow('no address')
  })
})
