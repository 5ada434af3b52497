import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { expect, startFixtureSite } from './support/fixture-site.ts'
import type { StaticServer } from './support/static-server.ts'
import { test as base } from './support/test.ts'

/** What the standard has a server answer with (RFC 6455, section 1.3). */
const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'

/** One frame that is not masked, for less than 126 bytes. */
const frame = (opcode: number, data: Buffer): Buffer =>
  Buffer.concat([Buffer.from([0x80 | opcode, data.length]), data])

/** Answers short messages, and a farewell with the same. */
function converse(socket: Duplex, key: string): void {
  const accept = createHash('sha1').update(`${key}${GUID}`).digest('base64')
  const head = ['HTTP/1.1 101 Switching Protocols', 'Upgrade: websocket', 'Connection: Upgrade']
  socket.write(`${[...head, `Sec-WebSocket-Accept: ${accept}`].join('\r\n')}\r\n\r\n`)
  socket.on('error', () => undefined)
  socket.on('data', (chunk: Buffer) => {
    const [opcode, length] = [chunk[0]! & 15, chunk[1]! & 127]
    const mask = chunk.subarray(2, 6)
    const data = chunk.subarray(6, 6 + length).map((byte, index) => byte ^ mask[index % 4]!)
    if (opcode === 8) socket.end(frame(8, Buffer.from(data)))
    else socket.write(frame(1, Buffer.from(`heard ${Buffer.from(data).toString()}`)))
  })
}

/** A page whose objects are observed, and servers of events and of sockets. */
const test = base.extend<object, { site: StaticServer; socketUrl: string }>({
  socketUrl: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright wants a pattern there
    async ({}, use) => {
      const sockets = new Set<Duplex>()
      const server = createServer().on('upgrade', (request, socket: Duplex) => {
        sockets.add(socket)
        converse(socket, String(request.headers['sec-websocket-key']))
      })
      await new Promise<void>((resolve) => {
        server.listen(0, '127.0.0.1', resolve)
      })
      await use(`ws://127.0.0.1:${(server.address() as AddressInfo).port}/`)
      for (const socket of sockets) socket.destroy()
      server.close()
    },
    { scope: 'worker' },
  ],
  site: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright wants a pattern there
    async ({}, use) => {
      const site = await startFixtureSite('adapters', {
        answer: (request, response) => {
          if (request.url !== '/prices') return false
          response.writeHead(200, { 'content-type': 'text/event-stream' })
          response.write('event: price\ndata: 5\n\ndata: plain\n\n')
          return true
        },
      })
      await use(site)
      await site.close()
    },
    { scope: 'worker' },
  ],
})

test.beforeEach(async ({ page, site }) => {
  await page.goto(site.url)
})

test('what somebody does in a page is told of, without what is written', async ({ page }) => {
  await page.getByLabel('Password').fill('secret')
  await page.getByLabel('Password').press('s')
  await page.getByLabel('Password').press('Enter')
  await page.getByRole('button', { name: 'Inside' }).click()
  const recorded = await page.evaluate(() => window.adapters.recorded('page'))
  expect(JSON.stringify(recorded)).not.toContain('secret')
  const input = recorded.find(({ event }) => event === 'input')
  expect(input?.payload).toMatchObject({ target: 'input.wide.field', label: 'password' })
  const keys = recorded.filter(({ event }) => event === 'keydown').map(({ payload }) => payload)
  expect(keys).toMatchObject([{ target: 'input.wide.field' }, { key: 'Enter' }])
  expect(keys[0]).not.toHaveProperty('key', 's')
  // Within a shadow root, and stopped there.
  const clicks = recorded.filter(({ event }) => event === 'click').map(({ payload }) => payload)
  expect(clicks.at(-1)).toMatchObject({ target: 'button#inner', button: 0 })
  expect(recorded.map(({ event }) => event)).toContain('submit')
  await expect
    .poll(() => page.evaluate(() => window.adapters.recorded('page').map(({ status }) => status)))
    .not.toContain('waiting')
})

test('listeners of an element run as ever, and each run is seen', async ({ page }) => {
  const log = await page.evaluate(() => window.adapters.target())
  expect(log).toEqual(['capturing true 2', 'early true', 'object', 'capturing true 2', 'early true'])
  const recorded = await page.evaluate(() => window.adapters.recorded('button'))
  expect(recorded.map(({ event, runs }) => [event, runs.length])).toEqual([
    ['click', 3],
    ['click', 2],
  ])
  expect(await page.evaluate(() => window.adapters.detach())).toEqual([])
})

test('messages arrive as ever, and are told of both ways', async ({ page }) => {
  const answers = await page.evaluate(() => window.adapters.messages())
  expect(answers).toEqual([true, 'early', { echo: 'to the worker' }, '12345'])
  const [port, worker, cart] = await page.evaluate(() =>
    ['port', 'worker', 'cart'].map((name) =>
      window.adapters.recorded(name).map(({ event, payload, runs }) => [event, payload, runs.length]),
    ),
  )
  expect(port).toEqual([['message', 'early', 1]])
  expect(worker).toEqual([
    ['postMessage', 'to the worker', 0],
    // Its listener was added after it was sent, and before it came.
    ['message', { echo: 'to the worker' }, 1],
  ])
  expect(cart).toEqual([['message', { binary: 'Blob', bytes: 5 }, 1]])
  expect(await page.evaluate(() => window.adapters.detach())).toEqual([])
})

test('every socket and a stream of events are told of, and nobody sees a difference', async ({
  page,
  socketUrl: url,
}) => {
  const answers = await page.evaluate((url) => window.adapters.socket(url), url)
  expect(answers).toEqual([true, true, true, true, 1, '[object WebSocket]', 'heard hello'])
  const recorded = await page.evaluate(() => window.adapters.recorded('sockets'))
  expect(recorded.filter(({ event }) => event !== 'open')).toMatchObject([
    { event: 'send', payload: { url, data: 'hello' } },
    { event: 'message', payload: { url, data: 'heard hello' }, runs: [{ status: 'ok' }] },
    { event: 'close', payload: { url, code: 1000, reason: 'done' }, runs: [{ status: 'ok' }] },
  ])
  expect(await page.evaluate(() => window.adapters.stream('/prices'))).toEqual(['5', 'plain'])
  const told = await page.evaluate(() => window.adapters.recorded('prices'))
  expect(told.map(({ event, payload }) => [event, payload])).toEqual([
    ['open', null],
    ['price', '5'],
    ['message', 'plain'],
    ['close', null],
  ])
  expect(await page.evaluate(() => window.adapters.detach())).toEqual([])
})
