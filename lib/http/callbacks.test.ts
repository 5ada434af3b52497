import { createBus } from 'eventscope'
import {
  CallbackError,
  type CallbackFetch,
  type CallbackOptions,
  type CallbackOutcome,
  createEventEndpoint,
  type EndpointOptions,
  type EventEndpoint,
} from 'eventscope/http'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { answerOf, post, wireMessage } from './test-support.ts'

const SUCCESS_URL = 'https://hooks.example/done?order=1'
const FAIL_URL = 'https://hooks.example/failed'
const BOTH = { callback: { success_url: SUCCESS_URL, fail_url: FAIL_URL } }

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

interface Calling {
  readonly endpoint: EventEndpoint
  readonly fetch: ReturnType<typeof vi.fn<CallbackFetch>>
  readonly outcomes: CallbackOutcome[]
  readonly errors: unknown[]
}

/** An endpoint whose listeners of `bad` fail, and whose callbacks are answered with these, the last one again and again. */
function calling(
  answers: readonly (number | Error)[],
  callbacks: Partial<CallbackOptions> = {},
  options: Partial<EndpointOptions> = {},
): Calling {
  const bus = createBus({ onError: () => undefined })
  bus.on('bad', () => {
    throw new Error('no')
  })
  let call = 0
  const fetch = vi.fn<CallbackFetch>(() => {
    const answer = answers[Math.min(call++, answers.length - 1)] ?? 200
    return typeof answer === 'number' ? Promise.resolve({ status: answer }) : Promise.reject(answer)
  })
  const outcomes: CallbackOutcome[] = []
  const errors: unknown[] = []
  const endpoint = createEventEndpoint({
    bus,
    callbacks: {
      hosts: ['hooks.example'],
      interval: 1_000,
      timeout: 5_000,
      fetch,
      onCallback: (outcome) => outcomes.push(outcome),
      ...callbacks,
    },
    onError: (error) => errors.push(error),
    ...options,
  })
  return { endpoint, fetch, outcomes, errors }
}

describe('a callback', () => {
  it('is made after the answer, as a GET that follows no redirect and brings no cookies', async () => {
    const { endpoint, fetch, outcomes } = calling([200])
    const response = await endpoint(post(wireMessage('a', 1, BOTH)))
    expect([response.status, fetch.mock.calls.length]).toEqual([200, 0])
    await vi.runAllTimersAsync()
    await endpoint.wait()
    const signal = expect.any(AbortSignal)
    expect(fetch.mock.calls).toEqual([
      [SUCCESS_URL, { method: 'GET', redirect: 'manual', credentials: 'omit', signal }],
    ])
    expect(outcomes).toMatchObject([
      { kind: 'success', url: SUCCESS_URL, attempts: 1, error: undefined, message: { eventType: 'a' } },
    ])
    expect(endpoint.counts).toMatchObject({ calledBack: 1, notCalledBack: 0 })
  })

  it.each([
    ['the listeners fail', 'bad', {}],
    ['a hook before fails', 'a', { beforeHandle: () => Promise.reject(new Error('no')) }],
    ['a hook after fails', 'a', { afterHandle: () => Promise.reject(new Error('no')) }],
  ])('is that of failure where %s', async (_, event, options) => {
    const { endpoint, fetch } = calling([200], {}, options)
    expect((await endpoint(post(wireMessage(event, 1, BOTH)))).status).toBe(500)
    await vi.runAllTimersAsync()
    expect(fetch.mock.calls.map(([url]) => url)).toEqual([FAIL_URL])
  })

  it('is not made where there is no URL for how it went', async () => {
    const { endpoint, fetch } = calling([200])
    await endpoint(post(wireMessage('bad', 1, { callback: { success_url: SUCCESS_URL, fail_url: '' } })))
    await vi.runAllTimersAsync()
    expect(fetch).not.toHaveBeenCalled()
  })

  it('is made for each message of a batch as it went', async () => {
    const { endpoint, fetch } = calling([200])
    await endpoint(post([wireMessage('a', 1, BOTH), wireMessage('bad', 1, BOTH), wireMessage('a')]))
    await vi.runAllTimersAsync()
    expect(fetch.mock.calls.map(([url]) => url)).toEqual([SUCCESS_URL, FAIL_URL])
  })

  it.each([
    ['5xx', [503, 500, 204], 3, undefined],
    ['no connection', [new TypeError('fetch failed'), 200], 2, undefined],
    ['5xx to the end', [503], 3, 'it was answered with 503'],
    ['4xx, once', [404], 1, 'it was answered with 404'],
    ['429, once', [429, 200], 1, 'it was answered with 429'],
    ['a redirect, once', [302, 200], 1, 'it redirects, which is not followed'],
    ['a redirect as browsers show it', [0, 200], 1, 'it redirects, which is not followed'],
    ['no connection to the end', [new TypeError('fetch failed')], 3, 'fetch failed'],
  ] as const)('answered with %s is tried as often as it helps', async (_, answers, attempts, why) => {
    const { endpoint, fetch, outcomes, errors } = calling(answers)
    await endpoint(post(wireMessage('a', 1, BOTH)))
    await vi.runAllTimersAsync()
    await endpoint.wait()
    expect(fetch).toHaveBeenCalledTimes(attempts)
    expect(outcomes).toMatchObject([{ attempts }])
    const error = outcomes[0]?.error
    expect(error?.message).toBe(why && `the callback to ${SUCCESS_URL} was given up: ${why}`)
    expect(error === undefined || error instanceof CallbackError).toBe(true)
    expect(errors).toEqual(error === undefined ? [] : [error])
    const given = errors.length
    expect(endpoint.counts).toMatchObject({ calledBack: 1 - given, notCalledBack: given })
  })

  it('waits between its attempts', async () => {
    const { endpoint, fetch } = calling([503])
    await endpoint(post(wireMessage('a', 1, BOTH)))
    const calls: number[] = []
    for (let ms = 0; ms <= 2_500; ms += 500) {
      await vi.advanceTimersByTimeAsync(ms === 0 ? 1 : 500)
      calls.push(fetch.mock.calls.length)
    }
    expect(calls).toEqual([1, 1, 2, 2, 3, 3])
  })

  it('without an answer in time is aborted, and tried again', async () => {
    const { endpoint, fetch, outcomes } = calling([200], { attempts: 2 })
    fetch.mockImplementation(() => new Promise(() => undefined))
    await endpoint(post(wireMessage('a', 1, BOTH)))
    await vi.advanceTimersByTimeAsync(5_001)
    expect(fetch.mock.calls[0]?.[1].signal.aborted).toBe(true)
    await vi.runAllTimersAsync()
    expect(outcomes).toMatchObject([{ attempts: 2, error: { message: expect.stringContaining('5000 ms') } }])
    expect(vi.getTimerCount()).toBe(0)
  })

  it('is handed to waitUntil, of the options and of what the server passes', async () => {
    const works: unknown[] = []
    const waitUntil = (work: Promise<void>): void => void works.push(work)
    const { endpoint } = calling([200], {}, { waitUntil })
    const context = {
      works: [] as unknown[],
      waitUntil(work: Promise<void>): void {
        this.works.push(work)
      },
    }
    await endpoint(post(wireMessage('a', 1, BOTH)), context)
    await endpoint(post(wireMessage('a')), context)
    expect(works).toEqual([expect.any(Promise)])
    expect(context.works).toEqual(works)
    await vi.runAllTimersAsync()
    await works[0]
    expect(endpoint.counts.calledBack).toBe(1)
  })

  it('is waited for by wait() and close()', async () => {
    const { endpoint } = calling([503, 200])
    await endpoint(post(wireMessage('a', 1, BOTH)))
    const order: string[] = []
    const waited = endpoint.wait().then(() => order.push(`wait after ${endpoint.counts.calledBack}`))
    const closed = endpoint.close().then(() => order.push(`close after ${endpoint.counts.calledBack}`))
    await vi.advanceTimersByTimeAsync(999)
    expect(order).toEqual([])
    await vi.runAllTimersAsync()
    await Promise.all([waited, closed])
    expect(order.toSorted()).toEqual(['close after 1', 'wait after 1'])
  })

  it.each([
    ['between two attempts', [503]],
    ['in the middle of one', []],
  ])('is given up by close({ timeout }) %s', async (_, answers) => {
    const { endpoint, fetch, outcomes } = calling(answers, { interval: 60_000, timeout: 60_000 })
    if (answers.length === 0) fetch.mockImplementation(() => new Promise(() => undefined))
    await endpoint(post(wireMessage('a', 1, BOTH)))
    const closed = endpoint.close({ timeout: 100 })
    await vi.advanceTimersByTimeAsync(100)
    await closed
    expect(outcomes).toMatchObject([{ error: { message: expect.stringContaining('endpoint was closed') } }])
    expect(fetch).toHaveBeenCalledTimes(1)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('is one of so many that may be on their way', async () => {
    const { endpoint, fetch, outcomes } = calling([200])
    fetch.mockImplementation(() => new Promise(() => undefined))
    const messages = Array.from({ length: 1_000 }, () => wireMessage('a', 1, BOTH))
    await endpoint(post(messages))
    await endpoint(post(wireMessage('a', 1, BOTH)))
    await vi.advanceTimersByTimeAsync(1)
    expect(outcomes).toMatchObject([
      { attempts: 0, error: { message: expect.stringContaining('1000 others') } },
    ])
  })

  it('whose outcome nobody can be told of does no harm', async () => {
    const failure = new Error('onCallback')
    const onCallback = (): never => {
      throw failure
    }
    const { endpoint, errors } = calling([200], { onCallback })
    await endpoint(post(wireMessage('a', 1, BOTH)))
    await vi.runAllTimersAsync()
    await endpoint.wait()
    expect(errors).toEqual([failure])
  })
})

it('an onCallback that fails later does no harm, either', async () => {
  const failure = new Error('onCallback')
  const { endpoint, errors } = calling([200], { onCallback: () => Promise.reject(failure) })
  await endpoint(post(wireMessage('a', 1, BOTH)))
  await vi.runAllTimersAsync()
  await endpoint.wait()
  expect(errors).toEqual([failure])
})

describe('a URL to call back', () => {
  it.each([
    ['https://other.example/', 'must be on an allowed host, not other.example'],
    ['https://hooks.example:8443/', 'must be on an allowed host, not hooks.example:8443'],
    ['https://hooks.example.other.example/', 'must be on an allowed host'],
    ['https://hooks.example./', 'must be on an allowed host'],
    ['https://user:password@hooks.example/', 'must not carry'],
    ['ftp://hooks.example/', 'must be http or https'],
    ['javascript:alert(1)', 'must be http or https'],
    ['/done', 'is not a URL'],
  ])('such as %s is refused before anything is done', async (url, why) => {
    const bus = createBus({ onError: () => undefined })
    const ran = vi.fn<() => void>()
    bus.onAny(ran)
    const endpoint = createEventEndpoint({ bus, callbacks: { hosts: ['hooks.example'] } })
    const message = wireMessage('a', 1, { callback: { fail_url: url } })
    for (const [body, field] of [
      [message, '`callback.fail_url` '],
      [[wireMessage('a'), message], '`[1].callback.fail_url` '],
    ] as const) {
      const [status, answer] = await answerOf(await endpoint(post(body)))
      expect([status, answer]).toEqual([400, { error: expect.stringContaining(`${field}${why}`) }])
    }
    expect(ran).not.toHaveBeenCalled()
    expect(bus.errors).toHaveLength(2)
  })

  it('is refused where nobody is called back', async () => {
    const endpoint = createEventEndpoint({ bus: createBus({ onError: () => undefined }) })
    expect(await answerOf(await endpoint(post(wireMessage('a', 1, BOTH))))).toEqual([
      400,
      { error: '`callback.success_url` is not supported here' },
    ])
  })
})

describe('the name of a host', () => {
  it('is looked up before each attempt, and not called where any of its addresses is private', async () => {
    const resolve = vi.fn<(host: string) => Promise<string[]>>()
    resolve.mockResolvedValueOnce(['93.184.216.34']).mockResolvedValueOnce(['93.184.216.34', '10.0.0.1'])
    const { endpoint, fetch, outcomes } = calling([503], { resolve })
    await endpoint(post(wireMessage('a', 1, BOTH)))
    await vi.runAllTimersAsync()
    expect(resolve.mock.calls).toEqual([['hooks.example'], ['hooks.example']])
    expect(fetch).toHaveBeenCalledTimes(1)
    expect(outcomes).toMatchObject([
      { attempts: 2, error: { message: expect.stringContaining('private address 10.0.0.1') } },
    ])
  })

  it('that can not be looked up is tried again', async () => {
    const resolve = vi.fn<() => Promise<string[]>>()
    resolve.mockRejectedValueOnce(new Error('EAI_AGAIN')).mockResolvedValue(['2606:4700::1111'])
    const { endpoint, outcomes } = calling([200], { resolve })
    await endpoint(post(wireMessage('a', 1, BOTH)))
    await vi.runAllTimersAsync()
    expect(outcomes).toMatchObject([{ attempts: 2, error: undefined }])
  })

  it.each([[[]], [['nonsense']]])('that means %j is not called', async (addresses) => {
    const { endpoint, fetch } = calling([200], { resolve: async () => addresses })
    await endpoint(post(wireMessage('a', 1, BOTH)))
    await vi.runAllTimersAsync()
    expect(fetch).not.toHaveBeenCalled()
    expect(endpoint.counts.notCalledBack).toBe(1)
  })

  it('is not looked up where private hosts are allowed', async () => {
    const resolve = vi.fn<() => Promise<string[]>>()
    const { endpoint, fetch } = calling([200], { resolve, allowPrivate: true })
    await endpoint(post(wireMessage('a', 1, BOTH)))
    await vi.runAllTimersAsync()
    expect([resolve.mock.calls.length, fetch.mock.calls.length]).toEqual([0, 1])
  })
})
