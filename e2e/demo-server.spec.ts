import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { freePort } from '../.ci/port.mjs'
import { PanelPage } from './pages/panel.ts'
import { ShopPage } from './pages/shop.ts'
import { hasRedis, type RedisServer, startRedis } from './support/redis.ts'
import { expect, order, test } from './support/shoppers.ts'

const SERVER = fileURLToPath(new URL('../.ci/demo-server.mjs', import.meta.url))

interface Server {
  readonly url: string
  /** What it has said so far. */
  readonly log: () => string
  /** Ends it as Ctrl-C does. */
  stop(): Promise<{ readonly code: number | null }>
}

/** `npm run demo:server`, as a process of its own. */
async function startServer(redisUrl?: string): Promise<Server> {
  const port = freePort()
  const { child, log } = run(['--port', String(port)], redisUrl)
  await expect
    .poll(() => `${log()}${child.exitCode ?? ''}`, { timeout: 30_000 })
    .toMatch(/The shop is at .+\n$/)
  return {
    url: `http://127.0.0.1:${port}`,
    log,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        const ended = once(child, 'exit')
        child.kill('SIGTERM')
        await ended
      }
      return { code: child.exitCode }
    },
  }
}

function run(
  args: readonly string[],
  redisUrl = '',
): { readonly child: ChildProcess; readonly log: () => string } {
  const child = spawn(process.execPath, [SERVER, ...args], {
    env: { ...process.env, REDIS_URL: redisUrl },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  for (const output of [child.stdout, child.stderr]) output?.on('data', (chunk) => (text += String(chunk)))
  return { child, log: () => text }
}

test('shoppers on one server see one another’s orders, and no cart but their own', async ({ shopper }) => {
  const server = await startServer()
  try {
    const [one, other] = [await shopper(server), await shopper(server)]
    expect(await one.evaluate(() => crossOriginIsolated)).toBe(true)
    await order(one)
    const elsewhere = other.getByRole('region', { name: 'Orders elsewhere' })
    await expect(elsewhere.getByRole('listitem')).toContainText(['NW-1001'])
    await expect(new ShopPage(other).cart(0)).toBeVisible()
    await expect(one.getByRole('region', { name: 'Orders elsewhere' })).toHaveCount(0)

    // What is in a frame or another tab there is another shopper.
    await new ShopPage(other).share('Second shop in a frame')
    await expect(other.getByRole('heading', { name: 'Another shopper, in a frame' })).toBeVisible()
    // With all these streams of events open.
    expect(await server.stop()).toEqual({ code: 0 })
  } finally {
    await server.stop()
  }
})

test('a server whose Redis is unreachable says so, and serves its own shoppers', async ({ shopper }) => {
  const server = await startServer(`redis://127.0.0.1:${freePort()}`)
  try {
    const [one, other] = [await shopper(server), await shopper(server)]
    await expect.poll(server.log).toMatch(/Redis is down \(.+\): only shoppers of this server/)
    await order(one)
    const elsewhere = other.getByRole('region', { name: 'Orders elsewhere' })
    await expect(elsewhere.getByRole('listitem')).toContainText(['NW-1001'])
    // In one line each.
    expect(server.log()).not.toMatch(/^\s+at /m)
  } finally {
    expect(await server.stop()).toEqual({ code: 0 })
  }
})

test('a server that can’t start says why in a sentence', async () => {
  const cases = [
    { args: ['--port', 'many'], says: '--port must be a whole number from 1 to 65535, not many' },
    { args: ['--prot', '1'], says: '[--port 8080] [--host 127.0.0.1]' },
    { args: [], redisUrl: 'localhost:6379', says: 'REDIS_URL must be a URL as redis://' },
  ]
  for (const { args, redisUrl, says } of cases) {
    const { child, log } = run(args, redisUrl)
    const [code] = (await once(child, 'close')) as [number | null]
    expect(code).toBe(1)
    expect(log()).toContain(says)
    expect(log()).not.toMatch(/^\s+at /m)
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

  test('two browsers on two servers see one another’s orders', async ({ shopper }) => {
    const [one, other] = await Promise.all(servers.map((server) => shopper(server)))
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
