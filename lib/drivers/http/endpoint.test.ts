import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Bus, createBus } from 'eventscope'
import { httpDriver, type HttpDriverOptions } from 'eventscope/drivers/http'
import { createEventEndpoint, type EndpointOptions, type EventEndpoint } from 'eventscope/http'
import { toNodeListener } from 'eventscope/http/node'
import { EventRegistry } from 'eventscope/wire'
import { z } from 'zod'
import { type Heard, listen, NodeEventSource, until } from './test-support.ts'

// The driver against the other side that it was made for.

const SOON = { min: 5, max: 20 }

interface Site {
  readonly bus: Bus
  readonly endpoint: EventEndpoint
  readonly server: Server
  readonly url: string
}

const sites: Site[] = []
const heard: Heard[] = []

afterEach(async () => {
  for (const { bus } of heard.splice(0)) await bus.close()
  for (const { endpoint, server } of sites.splice(0)) {
    await endpoint.close()
    await stop(server)
  }
})

async function serve(options: Omit<Partial<EndpointOptions>, 'bus'> = {}, port = 0): Promise<Site> {
  const bus = createBus({ name: 'server', onError: () => undefined })
  const endpoint = createEventEndpoint({ bus, stream: { events: '*' }, onError: () => undefined, ...options })
  const server = createServer(toNodeListener(endpoint))
  await new Promise<void>((resolve) => {
    server.listen(port, '127.0.0.1', resolve)
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`
  const site = { bus, endpoint, server, url }
  sites.push(site)
  return site
}

async function stop(server: Server): Promise<void> {
  await new Promise((resolve) => {
    server.close(resolve)
    server.closeAllConnections()
  })
}

function visit(site: Site, options: HttpDriverOptions = {}, ...names: string[]): Heard {
  const visitor = listen(httpDriver(site.url, { backoff: SOON, ...options }), ...names)
  heard.push(visitor)
  return visitor
}

async function readers(site: Site, count: number): Promise<void> {
  await until(() => expect(site.endpoint.readers).toBe(count))
}

let site: Site

beforeEach(async () => {
  site = await serve()
})

it.each([
  ['EventSource', { EventSource: NodeEventSource }],
  ['fetch', {}],
])('visitors hear one another and the server, each once and in order, by %s', async (_, by) => {
  const visitors = [visit(site, by, 'a'), visit(site, by, 'a'), visit(site, by, 'a')]
  const atServer: unknown[] = []
  site.bus.on('a', (payload) => atServer.push(payload))
  await readers(site, 3)
  for (let value = 0; value < 200; value++) {
    for (const [from, { bus }] of [...visitors, site].entries()) bus.dispatch('a', { from, value })
  }
  const all = 4 * 200
  for (const { payloads } of visitors) await until(() => expect(payloads).toHaveLength(all))
  for (const payloads of [...visitors.map((visitor) => visitor.payloads), atServer]) {
    for (let from = 0; from < 4; from++) {
      const values = (payloads as { from: number; value: number }[]).filter(
        (payload) => payload.from === from,
      )
      expect(values.map(({ value }) => value)).toEqual([...Array.from({ length: 200 }).keys()])
    }
  }
  for (const { bus, contexts } of visitors) {
    await bus.wait()
    expect(bus.errors).toEqual([])
    expect(bus.driver?.counts).toMatchObject({ sent: 200, received: 600, failed: 0, refused: 0, gaps: 0 })
    expect(new Set(contexts.map(({ origin }) => origin?.sender)).size).toBe(4)
  }
})

it('nothing is lost and nothing comes twice while connections break', async () => {
  const steps = fc.array(fc.constantFrom('there', 'here', 'break'), { maxLength: 40 })
  await fc.assert(
    fc.asyncProperty(steps, async (steps) => {
      const site = await serve()
      const visitor = visit(site, {}, 'from server')
      const atServer: unknown[] = []
      site.bus.on('from visitor', (payload) => atServer.push(payload))
      await until(() => expect(visitor.bus.driver?.state).toBe('open'))
      await readers(site, 1)
      const sent = { there: 0, here: 0 }
      for (const step of steps) {
        if (step === 'there') site.bus.dispatch('from server', sent.there++)
        if (step === 'here') await visitor.bus.dispatch('from visitor', sent.here++).wait()
        if (step === 'break') site.server.closeAllConnections()
      }
      await until(() => expect(visitor.payloads).toHaveLength(sent.there))
      expect(visitor.payloads).toEqual([...visitor.payloads.keys()])
      const { counts } = visitor.bus.driver!
      expect(counts).toMatchObject({ received: sent.there, refused: 0, gaps: 0 })
      // What could not be sent is an error; what was sent came once.
      expect(new Set(atServer).size).toBe(atServer.length)
      expect(counts.sent + counts.failed).toBe(sent.here)
      expect(atServer.length).toBeGreaterThanOrEqual(counts.sent)
      await visitor.bus.close()
    }),
    { numRuns: 15 },
  )
})

it('a server that was started anew is found again, and what it can not know is a gap', async () => {
  const gaps: string[] = []
  const visitor = visit(site, { onGap: (reason) => gaps.push(reason) }, 'a')
  await readers(site, 1)
  site.bus.dispatch('a', 1)
  await until(() => expect(visitor.payloads).toEqual([1]))
  await site.endpoint.close()
  await stop(site.server)
  const handle = visitor.bus.dispatch('b')
  await handle.wait()
  expect(handle.errors).toMatchObject([{ cause: { name: 'HttpPublishError' } }])
  const again = await serve({}, Number(new URL(site.url).port))
  await readers(again, 1)
  again.bus.dispatch('a', 2)
  await until(() => expect(visitor.payloads).toEqual([1, 2]))
  expect(gaps).toHaveLength(1)
})

it('a listener that is added later hears what comes then, and nothing from before', async () => {
  const visitor = visit(site, {}, 'a')
  await readers(site, 1)
  site.bus.dispatch('a', 'a1')
  site.bus.dispatch('b', 'b1')
  await until(() => expect(visitor.payloads).toEqual(['a1']))
  visitor.bus.on('b', (payload) => visitor.payloads.push(payload))
  await readers(site, 2)
  site.bus.dispatch('a', 'a2')
  site.bus.dispatch('b', 'b2')
  await until(() => expect(visitor.payloads).toHaveLength(3))
  expect(visitor.payloads.toSorted()).toEqual(['a1', 'a2', 'b2'])
  await readers(site, 1)
})

it('names may have anything in them', async () => {
  const names = ['a,b', 'ä & %2C + ?', '#']
  const visitor = visit(site, {}, ...names)
  await readers(site, 1)
  for (const name of ['a', 'b', ...names]) site.bus.dispatch(name, name)
  await until(() => expect(visitor.payloads).toEqual(names))
})

it('a token is asked for and sent, both ways; without the right one it is down', async () => {
  const locked = await serve({ authorize: { bearer: 'secret' } })
  const visitor = visit(locked, { headers: { authorization: 'Bearer secret' } }, 'a')
  await readers(locked, 1)
  await visitor.bus.dispatch('b').wait()
  const stranger = visit(locked, {}, 'a')
  await until(() => expect(stranger.states).toHaveLength(1))
  expect(stranger.states[0]).toMatchObject({ state: 'down', reason: expect.stringContaining('401') })
  const handle = stranger.bus.dispatch('b')
  await handle.wait()
  expect(handle.errors).toMatchObject([{ cause: { name: 'HttpPublishError', status: 401 } }])
  expect(visitor.bus.errors).toEqual([])
})

it('a listener that fails at the server is an error on the handle here, of that message only', async () => {
  site.bus.on('order', (payload) => {
    if (payload === 2) throw new Error('out of stock')
  })
  const { bus } = visit(site)
  const handles = [1, 2, 3].map((value) => bus.dispatch('order', value))
  await bus.wait()
  expect(handles.map(({ errors }) => errors.length)).toEqual([0, 1, 0])
  expect(handles[1]?.errors[0]?.message).toContain('out of stock')
})

it('a message that does not fit its schema at the server fails alone', async () => {
  const registry = new EventRegistry()
  registry.register('order', { schema: z.object({ qty: z.number() }) })
  const strict = await serve({ registry })
  const { bus } = visit(strict)
  const handles = [1, 'two', 3].map((qty) => bus.dispatch('order', { qty }))
  await bus.wait()
  expect(handles.map(({ errors }) => errors.length)).toEqual([0, 1, 0])
  expect(handles[1]?.errors).toMatchObject([
    { cause: { status: 400, error: expect.stringContaining('qty') } },
  ])
})

it('a closed bus leaves no connection behind', async () => {
  const visitor = visit(site, {}, 'a')
  await readers(site, 1)
  await visitor.bus.dispatch('b').wait()
  await visitor.bus.close()
  await readers(site, 0)
  expect(visitor.states.at(-1)?.state).toBe('closed')
})
