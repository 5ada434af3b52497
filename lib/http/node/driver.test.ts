import { createBus } from 'eventscope'
import { httpDriver } from 'eventscope/drivers/http'
import { createEventEndpoint } from 'eventscope/http'
import { toNodeListener } from 'eventscope/http/node'
import { describe, expect, it, vi } from 'vitest'
import { listen } from './test-support.ts'

describe('an endpoint and the drivers of two pages', () => {
  it('bring each event to everybody once, and never back', async () => {
    const server = createBus({ name: 'server' })
    const endpoint = createEventEndpoint({ bus: server, stream: { events: '*' } })
    await using http = await listen(toNodeListener(endpoint))
    const pages = ['one', 'two'].map((name) => createBus({ name, driver: httpDriver(http.url) }))
    const heard: [string, unknown, string | undefined][] = []
    for (const bus of [server, ...pages]) {
      bus.on('order.placed', (payload, { origin }) => heard.push([bus.name, payload, origin?.id]))
    }
    await vi.waitFor(() => expect(endpoint.readers).toBe(2))
    const handle = pages[0]?.dispatch('order.placed', { total: 5 })
    await handle?.done
    expect(handle?.errors).toEqual([])
    server.dispatch('order.placed', 'end')
    await vi.waitFor(() => expect(heard.filter(([, payload]) => payload === 'end')).toHaveLength(3))
    const id = expect.stringMatching(`:${handle?.id}$`)
    expect(heard.filter(([, payload]) => payload !== 'end')).toEqual([
      ['one', { total: 5 }, undefined],
      ['server', { total: 5 }, id],
      ['two', { total: 5 }, id],
    ])
    for (const bus of pages) await bus.close()
    await vi.waitFor(() => expect(endpoint.readers).toBe(0))
  })

  it('a listener of the server that fails is an error of the page that dispatched', async () => {
    const server = createBus({ onError: () => undefined })
    server.on('order.placed', () => Promise.reject(new Error('out of stock')), { name: 'reserve' })
    await using http = await listen(toNodeListener(createEventEndpoint({ bus: server })))
    const page = createBus({ driver: httpDriver(http.url), onError: () => undefined })
    const handle = page.dispatch('order.placed')
    await handle.done
    expect(handle.errors.map(({ message }) => message)).toEqual([expect.stringContaining('out of stock')])
    await page.close()
  })
})
