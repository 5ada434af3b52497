import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { httpDriver, type HttpDriver, type HttpDriverOptions } from 'eventscope/drivers/http'
import { type Heard, listen } from './test-support.ts'

/** What the driver has asked for, and a body that the test writes. */
interface Asked {
  readonly url: URL
  readonly init: RequestInit
  readonly send: (text: string) => void
  readonly end: () => void
}

const asked: Asked[] = []
/** How a stream is answered, if it is. */
let status: number | 'fails' | 'hangs'
const closing: HttpDriver[] = []

const fakeFetch: typeof fetch = (url, init = {}) => {
  let send: Asked['send'] = () => undefined
  let end: Asked['end'] = () => undefined
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      send = (text) => controller.enqueue(new TextEncoder().encode(text))
      end = () => controller.close()
      init.signal?.addEventListener('abort', () => controller.error(init.signal?.reason))
    },
  })
  asked.push({ url: new URL(String(url)), init, send, end })
  if (status === 'fails') return Promise.reject(new TypeError('Failed to fetch'))
  if (status === 'hangs') return new Promise(() => undefined)
  return Promise.resolve(new Response(body, { status, headers: { 'content-type': 'text/event-stream' } }))
}

beforeEach(() => {
  vi.useFakeTimers()
  asked.length = 0
  status = 200
})

afterEach(async () => {
  for (const driver of closing.splice(0)) await driver.close()
  vi.useRealTimers()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

function hear(options: HttpDriverOptions = {}, ...names: string[]): Heard & { driver: HttpDriver } {
  const driver = httpDriver('http://server/events?tenant=7', { fetch: fakeFetch, ...options })
  closing.push(driver)
  return { driver, ...listen(driver, ...names) }
}

async function pass(ms = 0): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms)
}

describe('a stream that fails', () => {
  it('is tried again after longer and longer, up to a bound', async () => {
    status = 'fails'
    vi.spyOn(Math, 'random').mockReturnValue(0.5)
    const { driver } = hear({ backoff: { min: 100, max: 1_000 } }, 'a')
    await pass()
    for (const [tries, wait] of [150, 300, 600, 750, 750, 750].entries()) {
      await pass(wait - 1)
      expect(asked).toHaveLength(tries + 1)
      await pass(1)
      expect(asked).toHaveLength(tries + 2)
    }
    expect(driver.state).toBe('down')
  })

  it('is tried again some time between that and half of it, so that not all come at once', async () => {
    status = 'fails'
    const random = vi.spyOn(Math, 'random').mockReturnValue(0)
    hear({ backoff: { min: 50 } }, 'a')
    await pass()
    random.mockReturnValue(1)
    await pass(50)
    expect(asked).toHaveLength(2)
    await pass(199)
    expect(asked).toHaveLength(2)
    await pass(1)
    expect(asked).toHaveLength(3)
  })

  it('is not tried more often where it opens and ends at once', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(1)
    hear({ backoff: { min: 50, max: 100_000 } }, 'a')
    await pass()
    for (const wait of [100, 200, 400, 800]) {
      asked.at(-1)?.end()
      await pass(wait - 1)
      const before = asked.length
      await pass(1)
      expect(asked).toHaveLength(before + 1)
    }
    // One that lasted is a success.
    await pass(5_000)
    asked.at(-1)?.end()
    await pass(100)
    expect(asked).toHaveLength(6)
  })

  it('is tried again when the server wants it, with an URL that keeps its own query', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0)
    hear({ backoff: { min: 50 } }, 'a')
    await pass()
    asked[0]?.send('retry: 3000\nid: e-5\n\n')
    await pass()
    asked[0]?.end()
    await pass(2_999)
    expect(asked).toHaveLength(1)
    await pass(1)
    expect(asked).toHaveLength(2)
    expect(asked[1]?.url.searchParams.get('tenant')).toBe('7')
    expect(asked[1]?.url.searchParams.get('last-event-id')).toBe('e-5')
  })

  it.each(['online', 'pageshow'])('is tried at once when the page says %s', async (type) => {
    const page = new EventTarget()
    vi.stubGlobal('addEventListener', page.addEventListener.bind(page))
    vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page))
    status = 'fails'
    vi.spyOn(Math, 'random').mockReturnValue(1)
    const { driver } = hear({}, 'a')
    await pass()
    status = 200
    page.dispatchEvent(new Event(type))
    await pass()
    expect(driver.state).toBe('open')
    expect(asked).toHaveLength(2)
  })

  it('stops listening to the page when it is closed', async () => {
    const listening = new Map<string, unknown>()
    vi.stubGlobal('addEventListener', (type: string, listener: unknown) => listening.set(type, listener))
    vi.stubGlobal('removeEventListener', (type: string, listener: unknown) => {
      if (listening.get(type) === listener) listening.delete(type)
    })
    const { driver } = hear()
    expect([...listening.keys()]).toEqual(['pagehide', 'online', 'pageshow'])
    await driver.close()
    expect(listening.size).toBe(0)
  })

  it('is not tried any more when nobody listens, and is no trouble then', async () => {
    status = 'fails'
    const { bus, driver } = hear()
    const stop = bus.on('a', () => undefined)
    await pass()
    expect(driver.state).toBe('down')
    stop()
    await pass(100_000)
    expect(asked).toHaveLength(1)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('says that it can not tell what came since, where it had no message yet', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(1)
    const gaps: string[] = []
    hear({ backoff: { min: 50 }, onGap: (reason) => gaps.push(reason) }, 'a')
    await pass()
    asked[0]?.end()
    await pass(100)
    expect(asked[1]?.url.searchParams.has('last-event-id')).toBe(false)
    expect(gaps).toMatchObject([expect.stringContaining('before its first message')])
  })

  it.each([
    ['an answer of another type', () => new Response('<html>'), 'something else than an event stream'],
    ['a redirect that is not followed', () => new Response(null, { status: 304 }), 'answered 304'],
  ])('for %s says so', async (_, response, reason) => {
    const { states } = hear({ fetch: () => Promise.resolve(response()) }, 'a')
    await pass()
    expect(states).toMatchObject([{ state: 'down', reason: expect.stringContaining(reason) }])
  })
})

it('a stream that opens says that the server is there, after a message could not be sent', async () => {
  vi.spyOn(Math, 'random').mockReturnValue(1)
  const { bus, states } = hear({ backoff: { min: 50 } }, 'a')
  await pass()
  asked[0]?.send('id: e-1\n\n')
  await pass()
  status = 'fails'
  await bus.dispatch('b').wait()
  expect(states.at(-1)).toMatchObject({ state: 'down', reason: expect.stringContaining('could not be sent') })
  status = 200
  asked[0]?.end()
  await pass(100)
  expect(states.map(({ state }) => state)).toEqual(['open', 'down', 'open'])
})

describe('a stream that falls silent', () => {
  it('is lost, heartbeats keep it', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(1)
    const { driver, states } = hear({ silence: 1_000, backoff: { min: 50 } }, 'a')
    await pass()
    for (let beat = 0; beat < 5; beat++) {
      await pass(999)
      asked[0]?.send(': heartbeat\n\n')
      await pass()
    }
    expect(driver.state).toBe('open')
    await pass(1_000)
    expect(driver.state).toBe('down')
    expect(asked[0]?.init.signal?.aborted).toBe(true)
    expect(states.at(-1)?.reason).toContain('nothing came for 1000 ms')
    await pass(100)
    expect(asked).toHaveLength(2)
  })
})

describe('more listeners while a stream opens', () => {
  it('leave the one that is open alone until the newest has opened', async () => {
    const { bus, driver, payloads } = hear({}, 'a')
    await pass()
    const [first] = asked
    status = 'hangs'
    bus.on('b', () => undefined)
    await pass()
    bus.on('c', () => undefined)
    await pass()
    expect(asked.map(({ init }) => init.signal?.aborted)).toEqual([false, true, false])
    first?.send(
      `data: ${JSON.stringify({ event_type: 'a', timestamp: '2026-11-21T00:00:00Z', payload: 1, metadata: {} })}\n\n`,
    )
    await pass()
    expect(payloads).toEqual([1])
    expect(driver.state).toBe('open')
    status = 200
    bus.on('d', () => undefined)
    await pass()
    expect(first?.init.signal?.aborted).toBe(false)
    first?.end()
    await pass(1_000)
    expect(driver.state).toBe('open')
    expect(asked).toHaveLength(4)
    expect(asked.at(-1)?.init.signal?.aborted).toBe(false)
  })
})

describe('a page that goes away', () => {
  it('has sent what waited, in requests that outlive it', async () => {
    const page = new EventTarget()
    vi.stubGlobal('addEventListener', page.addEventListener.bind(page))
    vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page))
    const posts: { body: string; keepalive: boolean | undefined }[] = []
    const fetch: typeof globalThis.fetch = (_, init) => {
      posts.push({ body: String(init?.body), keepalive: init?.keepalive })
      return new Promise(() => undefined)
    }
    const { bus } = hear({ fetch })
    bus.dispatch('a', 1)
    await pass()
    for (let value = 2; value < 6; value++) bus.dispatch('a', value)
    bus.dispatch('a', 'x'.repeat(100_000))
    expect(posts).toHaveLength(1)
    page.dispatchEvent(new Event('pagehide'))
    await pass()
    const payloads = posts.map(({ body }) =>
      [JSON.parse(body)].flat().map(({ payload }) => payload as unknown),
    )
    expect(payloads).toEqual([[1], [2, 3, 4, 5]])
    expect(posts.map(({ keepalive }) => keepalive)).toEqual([true, true])
  })
})
