import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from '@playwright/test'
import { freePort } from '../.ci/port.mjs'
import { PanelPage } from './pages/panel.ts'
import { ShopPage } from './pages/shop.ts'
import { hasRedis, type RedisServer, startRedis } from './support/redis.ts'
import { expect, test } from './support/test.ts'

const SERVER = fileURLToPath(new URL('../.ci/demo-server.mjs', import.meta.url))

interface Server {
  readonly url: string
  stop(): Promise<void>
}

/** `npm run demo:server`, as a process of its own. */
async function startServer(redisUrl?: string): Promise<Server> {
  const port = freePort()
  const child = spawn(process.execPath, [SERVER, '--port', String(port)], {
    env: { ...process.env, REDIS_URL: redisUrl ?? '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await saying(child, 'The shop is at')
  return {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    },
  }
}

async function saying(child: ChildProcess, text: string): Promise<void> {
  let said = ''
  for await (const chunk of child.stdout ?? []) {
    said += String(chunk)
    if (said.includes(text)) return
  }
  throw new Error(`The server ended before it said "${text}": ${said}`)
}

/** A shopper with a browser of their own. */
async function shopper(browser: Browser, { url }: Server): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  await page.goto(url)
  await expect(page.getByRole('region', { name: 'Catalogue' })).toBeVisible()
  return page
}

async function order(page: Page): Promise<void> {
  const shop = new ShopPage(page)
  await shop.fillCheckout('working')
  await shop.pay.click()
}

test('shoppers on one server see one another’s orders, and no cart but their own', async ({ browser }) => {
  const server = await startServer()
  try {
    const [one, other] = [await shopper(browser, server), await shopper(browser, server)]
    await order(one)
    const elsewhere = other.getByRole('region', { name: 'Orders elsewhere' })
    await expect(elsewhere.getByRole('listitem')).toContainText(['NW-1001'])
    await expect(new ShopPage(other).cart(0)).toBeVisible()
    await expect(one.getByRole('region', { name: 'Orders elsewhere' })).toHaveCount(0)
  } finally {
    await server.stop()
  }
})

test.describe('two servers and one Redis', () => {
  test.skip(!hasRedis, 'there is no redis-server here')

  let redis: RedisServer
  let servers: Server[]

  test.beforeAll(async () => {
    redis = await startRedis()
    servers = await Promise.all([startServer(redis.url), startServer(redis.url)])
  })

  test.afterAll(async () => {
    await Promise.all(servers.map((server) => server.stop()))
    await redis.stop()
  })

  test('two browsers on two servers see one another’s orders', async ({ browser }) => {
    const [one, other] = await Promise.all(servers.map((server) => shopper(browser, server)))
    if (one === undefined || other === undefined) throw new Error('there are two')
    await order(one)
    const elsewhere = other.getByRole('region', { name: 'Orders elsewhere' })
    await expect(elsewhere.getByRole('listitem')).toHaveText([/NW-1001/])
    const panel = new PanelPage(other)
    await panel.row('order.announced from http').click()
    await expect(panel.fact('Origin')).toContainText('http')

    // And back, with a number that is not taken yet.
    await order(other)
    await expect(one.getByRole('region', { name: 'Orders elsewhere' }).getByRole('listitem')).toHaveText([
      /NW-1002/,
    ])
    await expect(elsewhere.getByRole('listitem')).toHaveCount(1)
  })
})
