import type { IncomingMessage, ServerResponse } from 'node:http'
import type { BrowserContext, Page } from '@playwright/test'
import { startFixtureSite } from './support/fixture-site.ts'
import type { StaticServer } from './support/static-server.ts'
import { expect, test as base } from './support/test.ts'

interface Message {
  readonly event_type: string
  readonly payload: { readonly body: number }
  readonly metadata: { readonly id: string; readonly sender: string }
}

/** A server that takes messages, and streams each to all pages but its sender. */
class EventServer {
  /** What it has taken, in order. */
  readonly taken: Message[] = []
  /** Whether it takes messages: if not, it cuts the connection. */
  up = true
  private readonly streams = new Map<ServerResponse, string>()

  /** True where it answers. */
  readonly answer = (request: IncomingMessage, response: ServerResponse): boolean => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
    if (pathname === '/worker.js') {
      response.writeHead(200, { 'content-type': 'text/javascript' }).end(SERVICE_WORKER)
      return true
    }
    if (pathname !== '/events') return false
    if (request.method === 'POST') void this.take(request, response)
    else this.stream(response, searchParams.get('sender') ?? '')
    return true
  }

  /** The numbers of one type, in the order in which they were taken. */
  numbers(type: string): number[] {
    return this.taken.filter((one) => one.event_type === type).map(({ payload }) => payload.body)
  }

  private stream(response: ServerResponse, sender: string): void {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write(': heartbeat\n\n')
    // Also what it has missed: a driver knows what it has had.
    for (const [index, message] of this.taken.entries()) write(response, sender, message, index + 1)
    this.streams.set(response, sender)
    response.on('close', () => this.streams.delete(response))
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!this.up) {
      request.socket.destroy()
      return
    }
    let body = ''
    for await (const chunk of request.setEncoding('utf8')) body += chunk
    const messages = [JSON.parse(body)].flat() as Message[]
    this.taken.push(...messages)
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"status":"success"}')
    for (const message of messages) {
      for (const [stream, sender] of this.streams) write(stream, sender, message, this.taken.length)
    }
  }
}

function write(stream: ServerResponse, sender: string, message: Message, number: number): void {
  if (sender === message.metadata.sender) return
  stream.write(`id: 1-${number}\nevent: message\ndata: ${JSON.stringify(message)}\n\n`)
}

/** Keeps what the page consists of, so that it can be loaded without a network. */
const SERVICE_WORKER = `
  addEventListener('install', () => skipWaiting())
  addEventListener('activate', (event) => event.waitUntil(clients.claim()))
  addEventListener('fetch', (event) => {
    const { request } = event
    if (request.method !== 'GET' || request.url.includes('/events')) return
    event.respondWith(fromNetwork(request).catch(() => caches.match(request)))
  })
  async function fromNetwork(request) {
    const response = await fetch(request)
    await (await caches.open('page')).put(request, response.clone())
    return response
  }
`

/** The pages, and the server they talk to: another one for each test. */
interface OutboxSite extends StaticServer {
  server: EventServer
}

async function startSite(): Promise<OutboxSite> {
  const servers = { server: new EventServer() }
  const site = await startFixtureSite('outbox', {
    answer: (request, response) => servers.server.answer(request, response),
  })
  return Object.assign(servers, site)
}

const test = base.extend<{ server: EventServer; url: string }, { site: OutboxSite }>({
  site: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright wants a pattern there
    async ({}, use) => {
      const site = await startSite()
      await use(site)
      await site.close()
    },
    { scope: 'worker' },
  ],
  server: async ({ site }, use) => {
    site.server = new EventServer()
    await use(site.server)
  },
  url: async ({ site }, use) => use(site.url),
})

// Requests that fail are what this is about.
test.use({ expectedErrors: [/Failed to load resource|net::ERR_/] })

const ORDERS = [1, 2, 3, 4, 5]
const MORE = [6, 7, 8]

async function open(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(url)
  await ready(page)
  return page
}

async function ready(page: Page): Promise<void> {
  await page.waitForFunction(() => 'outboxPage' in globalThis)
}

/** Resolves when all are kept; gives the errors of the bus. */
function publish(page: Page, type: string, numbers: readonly number[]): Promise<readonly string[]> {
  return page.evaluate(([type, numbers]) => globalThis.outboxPage.publish(type, numbers), [
    type,
    numbers,
  ] as const)
}

function pending(page: Page): Promise<number> {
  return page.evaluate(() => globalThis.outboxPage.pending())
}

function heard(page: Page): Promise<readonly unknown[]> {
  return page.evaluate(() => globalThis.outboxPage.heard)
}

/** For the last requests of a page, too: these outlive it, and the emulated network with it. */
async function cutNetwork(context: BrowserContext, server: EventServer): Promise<void> {
  server.up = false
  await context.setOffline(true)
}

async function mendNetwork(context: BrowserContext, server: EventServer): Promise<void> {
  server.up = true
  await context.setOffline(false)
}

test('what is published without a network arrives once it is back, each event once and in order', async ({
  context,
  server,
  url,
}) => {
  const page = await open(context, url)
  await context.setOffline(true)
  expect(await publish(page, 'order-placed', ORDERS)).toEqual([])
  expect(await publish(page, 'order-paid', MORE)).toEqual([])
  expect(await pending(page)).toBe(8)
  expect(server.taken).toEqual([])

  await context.setOffline(false)
  await expect.poll(() => pending(page)).toBe(0)
  expect(server.numbers('order-placed')).toEqual(ORDERS)
  expect(server.numbers('order-paid')).toEqual(MORE)
})

test('what is published without a network survives a reload, and a server that is still away', async ({
  context,
  server,
  url,
}) => {
  const page = await open(context, url)
  await context.setOffline(true)
  expect(await publish(page, 'order-placed', ORDERS)).toEqual([])

  server.up = false
  await context.setOffline(false)
  await page.reload()
  await ready(page)
  expect(await publish(page, 'order-placed', MORE)).toEqual([])
  expect(await publish(page, 'order-paid', ORDERS)).toEqual([])
  await expect.poll(() => page.evaluate(() => globalThis.outboxPage.failures()[0])).toBeTruthy()
  expect(await pending(page)).toBe(13)
  expect(server.taken).toEqual([])

  server.up = true
  await expect.poll(() => pending(page)).toBe(0)
  expect(server.numbers('order-placed')).toEqual([...ORDERS, ...MORE])
  expect(server.numbers('order-paid')).toEqual(ORDERS)
  expect(new Set(server.taken.map(({ metadata }) => metadata.id)).size).toBe(13)
  const senders = server.taken.map(({ metadata }) => metadata.sender)
  expect(new Set(senders).size, 'each message says which page has published it').toBe(2)

  await page.reload()
  await ready(page)
  expect(await publish(page, 'order-paid', MORE)).toEqual([])
  await expect.poll(() => pending(page)).toBe(0)
  expect(server.taken, 'nothing is sent again').toHaveLength(16)
})

test('a page reloaded without a network sends what it has left when the network is back', async ({
  context,
  server,
  url,
}) => {
  const page = await open(context, url)
  await page.evaluate(async () => {
    await navigator.serviceWorker.register('worker.js')
    await navigator.serviceWorker.ready
  })
  await page.reload()
  await ready(page)
  await cutNetwork(context, server)
  expect(await publish(page, 'order-placed', ORDERS)).toEqual([])
  await page.reload()
  await ready(page)
  expect(await publish(page, 'order-placed', MORE)).toEqual([])
  expect(await pending(page)).toBe(8)
  expect(server.taken).toEqual([])

  await mendNetwork(context, server)
  await expect.poll(() => pending(page)).toBe(0)
  expect(server.numbers('order-placed')).toEqual([...ORDERS, ...MORE])
})

test('of two tabs one sends for both, and each hears the other', async ({ context, server, url }) => {
  const [first, second] = [await open(context, url), await open(context, url)]
  await context.setOffline(true)
  expect(await publish(first, 'order-placed', ORDERS)).toEqual([])
  expect(await publish(second, 'order-placed', MORE)).toEqual([])
  await expect.poll(() => Promise.all([first, second].map(pending))).toEqual([8, 8])

  await context.setOffline(false)
  await expect.poll(() => Promise.all([first, second].map(pending))).toEqual([0, 0])
  const numbers = server.numbers('order-placed')
  expect(numbers).toHaveLength(8)
  expect(numbers.filter((number) => number <= 5)).toEqual(ORDERS)
  expect(numbers.filter((number) => number > 5)).toEqual(MORE)
  await expect.poll(() => heard(first)).toEqual(MORE)
  await expect.poll(() => heard(second)).toEqual(ORDERS)
})

test('what a tab has left when it was closed is sent by another', async ({ context, server, url }) => {
  const [first, second] = [await open(context, url), await open(context, url)]
  await cutNetwork(context, server)
  expect(await publish(first, 'order-placed', ORDERS)).toEqual([])
  await first.close()
  expect(await publish(second, 'order-placed', MORE)).toEqual([])
  await mendNetwork(context, server)
  await expect.poll(() => pending(second)).toBe(0)
  expect(server.numbers('order-placed')).toEqual([...ORDERS, ...MORE])
  // The tab that is gone was another sender.
  await expect.poll(() => heard(second)).toEqual(ORDERS)
})
