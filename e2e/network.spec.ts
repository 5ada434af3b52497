import type { Page } from '@playwright/test'
import type { Told } from './fixtures/network/page.ts'
import { expect, startFixtureSite } from './support/fixture-site.ts'
import type { StaticServer } from './support/static-server.ts'
import { test as base } from './support/test.ts'

/** A page whose requests are observed, and a server that answers as it is asked to. */
const test = base.extend<object, { site: StaticServer }>({
  site: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright wants a pattern there
    async ({}, use) => {
      const site = await startFixtureSite('network', {
        answer: (request, response) => {
          const { pathname, searchParams } = new URL(request.url ?? '', 'http://x')
          if (pathname === '/broken') request.socket.destroy()
          else if (pathname === '/api') {
            response.writeHead(Number(searchParams.get('status') ?? 200), { 'content-type': 'text/plain' })
            // In two pieces, so that the length is not in the headers.
            response.write('hello ')
            response.end('world')
          } else return pathname === '/never'
          return true
        },
      })
      await use(site)
      await site.close()
    },
    { scope: 'worker' },
  ],
})

// Chromium tells the console of what these tests bring about.
test.use({ expectedErrors: [/Failed to load resource: (net::ERR_EMPTY_RESPONSE|.* 401 )/] })

/** Waits for so many events, and takes them. */
async function told(page: Page, count: number): Promise<Told[]> {
  const all: Told[] = []
  await expect
    .poll(async () => {
      all.push(...(await page.evaluate(() => window.network.take())))
      return all.map(([name]) => name)
    })
    .toHaveLength(count)
  return all
}

test.beforeEach(async ({ page, site }) => {
  await page.goto(site.url)
  await page.evaluate(() => window.network.observe())
})

test('an XMLHttpRequest is told of from start to traffic, and works as ever', async ({ page, site }) => {
  const outcome = await page.evaluate(() => window.network.xhr('post', '/api?x=1', { body: 'grün' }))
  expect(outcome).toEqual({ events: ['load'], status: 200, text: 'hello world' })
  const events = await told(page, 3)
  const requestId = events[0]?.[1]['requestId']
  const { host } = new URL(site.url)
  expect(events).toEqual([
    ['network.request_started', { requestId, method: 'POST', uri: `${site.url}api?x=1`, requestType: 0 }],
    ['network.request_finished', { requestId, statusCode: 200 }],
    ['network.traffic', { id: requestId, addr: host, readBytes: 11, writtenBytes: 5 }],
  ])
})

test('what fetch brings is measured without being read, also where its length is not announced', async ({
  page,
}) => {
  const read = await page.evaluate(async () => {
    const response = await fetch('/api')
    const untouched = !response.bodyUsed
    return { untouched, text: await response.text() }
  })
  expect(read).toEqual({ untouched: true, text: 'hello world' })
  const events = await told(page, 3)
  expect(events.map(([name]) => name)).toEqual([
    'network.request_started',
    'network.request_finished',
    'network.traffic',
  ])
  expect(events[2]?.[1]).toMatchObject({ readBytes: 11, writtenBytes: 0 })
})

test('401 is a failed authentication', async ({ page }) => {
  await page.evaluate(() => window.network.xhr('GET', '/api?status=401'))
  expect((await told(page, 4)).map(([name]) => name)).toEqual([
    'network.request_started',
    'network.authentication_failed',
    'network.request_finished',
    'network.traffic',
  ])
})

test('a request that fails says how', async ({ page }) => {
  for (const [url, options, event, reason] of [
    ['/broken', {}, 'error', 'could not be reached'],
    ['/never', { abort: true }, 'abort', 'aborted'],
    ['/never', { timeout: 50 }, 'timeout', 'timeout'],
  ] as const) {
    const outcome = await page.evaluate(([url, options]) => window.network.xhr('GET', url, options), [
      url,
      options,
    ] as const)
    expect(outcome.events).toEqual([event])
    const events = await told(page, 2)
    expect(events[1]).toEqual([
      'network.request_failed',
      { requestId: events[0]?.[1]['requestId'], error: expect.stringContaining(reason) },
    ])
  }
})

test('a synchronous request is told of, too', async ({ page }) => {
  const outcome = await page.evaluate(() => window.network.xhr('GET', '/api', { sync: true }))
  expect(outcome).toMatchObject({ status: 200, text: 'hello world' })
  expect((await told(page, 3)).map(([name]) => name)).toEqual([
    'network.request_started',
    'network.request_finished',
    'network.traffic',
  ])
})

test('one that is opened anew has failed, and what comes is told of the new one', async ({ page, site }) => {
  await page.evaluate(() => window.network.reopened('/never', '/api'))
  const events = await told(page, 5)
  expect(events.map(([name]) => name)).toEqual([
    'network.request_started',
    'network.request_failed',
    'network.request_started',
    'network.request_finished',
    'network.traffic',
  ])
  expect(events[2]?.[1]['uri']).toBe(`${site.url}api`)
  expect(events[3]?.[1]['requestId']).toBe(events[2]?.[1]['requestId'])
})

test('when it is ended, all is as the browser made it', async ({ page }) => {
  expect(await page.evaluate(() => window.network.isUntouched())).toBe(false)
  await page.evaluate(() => window.network.stop())
  expect(await page.evaluate(() => window.network.isUntouched())).toBe(true)
  const outcome = await page.evaluate(() => window.network.xhr('GET', '/api'))
  expect(outcome).toMatchObject({ status: 200, text: 'hello world' })
  expect(await page.evaluate(() => window.network.take())).toEqual([])
})
