import { describe, expect, it, vi } from 'vitest'
import type { Observation } from 'eventscope'
import { observeFetch, observeRequests, observeXhr } from 'eventscope/adapters/network'
import { createRecorder } from 'eventscope/recorder'
import { told } from '../dom/test-support.ts'

/** Answers when it is told to. */
function fakeScope() {
  const answers: { resolve(response: Response): void; reject(error: unknown): void }[] = []
  const fetch = (): Promise<Response> =>
    new Promise((resolve, reject) => {
      answers.push({ resolve, reject })
    })
  return { scope: { fetch: fetch as typeof globalThis.fetch }, answers }
}

it('a recorder is told of requests in one line: that of each lasts until it is answered', async () => {
  const { scope, answers } = fakeScope()
  const recorder = createRecorder()
  recorder.attach(observeRequests({ scope }))
  const asked = scope.fetch('http://x/a', { method: 'PUT', body: 'abc' })
  const [started] = recorder.recording.find('name:request_started')
  expect(started).toMatchObject({ bus: 'network', status: 'waiting' })
  answers[0]?.resolve(new Response('', { headers: { 'content-length': '7' } }))
  await asked
  expect(recorder.recording.find('name:request_started')[0]?.status).toBe('ok')
  expect(recorder.recording.find('').map(({ event }) => event)).toEqual([
    'request_started',
    'request_finished',
    'traffic',
  ])
})

/** Each dispatch that has ended, with what its errors say and were caused by. */
function endings(observation: Observation): [event: string, ...errors: unknown[]][] {
  const ended: [string, ...unknown[]][] = []
  observation.observe({
    dispatchEnd: (_, { event, errors }) => {
      ended.push([event, ...errors.flatMap(({ message, cause }) => [message, cause])])
    },
  })
  return ended
}

describe('a request that fails', () => {
  it('is a failed dispatch, with the error that the page gets', async () => {
    const { scope, answers } = fakeScope()
    const recorder = createRecorder()
    const observation = observeRequests({ scope, name: 'api' })
    recorder.attach(observation)
    const ended = endings(observation)
    const asked = scope.fetch('http://x/a')
    const failure = new TypeError('unreachable')
    answers[0]?.reject(failure)
    await expect(asked).rejects.toBe(failure)
    expect(ended).toEqual([
      ['request_started'],
      ['request_failed', '"request_failed" failed: unreachable', failure],
    ])
    const [started, failed] = recorder.recording.find('')
    expect([started?.status, failed?.status]).toEqual(['ok', 'failed'])
    expect(failed?.parent).toBe(started?.id)
    expect(recorder.recording.find('payload.method=GET payload.uri=http://x/a')).toHaveLength(2)
    expect(recorder.recording.errorGroups().groups.map(({ event, kind }) => [event, kind])).toContainEqual([
      'request_failed',
      'source',
    ])
  })

  it('has failed whatever it fails with, nothing among it', async () => {
    const { scope, answers } = fakeScope()
    const ended = endings(observeRequests({ scope }))
    const asked = scope.fetch('http://x/a')
    answers[0]?.reject(undefined)
    await expect(asked).rejects.toBeUndefined()
    expect(ended.map(([event, , cause]) => [event, cause])).toEqual([
      ['request_started', undefined],
      ['request_failed', undefined],
    ])
    expect(ended.map((ending) => ending.length)).toEqual([1, 3])
  })

  it('has failed by a timeout that the page has set', async () => {
    const scope = { fetch: globalThis.fetch }
    scope.fetch = (_, init) =>
      new Promise((_resolve, reject) => {
        init?.signal?.addEventListener('abort', () => reject(init.signal?.reason))
      })
    const ended = endings(observeRequests({ scope }))
    const signal = AbortSignal.timeout(1)
    await expect(scope.fetch('http://x/a', { signal })).rejects.toThrow('timeout')
    expect(ended.map(([event, , cause]) => [event, cause])).toEqual([
      ['request_started', undefined],
      ['request_failed', signal.reason],
    ])
  })

  const reason = new Error('not wanted any more')
  const askedBy = {
    init: (scope: { fetch: typeof fetch }, signal: AbortSignal) => scope.fetch('http://x/a', { signal }),
    Request: (scope: { fetch: typeof fetch }, signal: AbortSignal) =>
      scope.fetch(new Request('http://x/a', { signal })),
  }
  it.each([
    ['for no reason that it gives', undefined, askedBy.init],
    ['for a reason of its own', reason, askedBy.init],
    ['by the signal of a Request', reason, askedBy.Request],
  ])('has not failed where the page aborts it: %s', async (_, reason, ask) => {
    const { scope, answers } = fakeScope()
    const ended = endings(observeRequests({ scope }))
    const stop = new AbortController()
    const asked = ask(scope, stop.signal)
    stop.abort(reason)
    answers[0]?.reject(stop.signal.reason)
    await expect(asked).rejects.toBe(stop.signal.reason)
    expect(ended).toEqual([['request_started'], ['request_failed']])
  })

  it('has not failed where what the page has put around fetch says that it was aborted', async () => {
    const { scope, answers } = fakeScope()
    const ended = endings(observeRequests({ scope }))
    const asked = scope.fetch('http://x/a')
    answers[0]?.reject(Object.assign(new Error('no'), { name: 'AbortError' }))
    await expect(asked).rejects.toThrow('no')
    expect(ended).toEqual([['request_started'], ['request_failed']])
  })

  it('has failed with the error that the page gets, also where its signal is a strange one', async () => {
    const reportError = vi.fn<(error: unknown) => void>()
    vi.stubGlobal('reportError', reportError)
    const { scope, answers } = fakeScope()
    const ended = endings(observeRequests({ scope }))
    const strange = new Error('not to be asked')
    const signal = {
      [Symbol.toStringTag]: 'AbortSignal',
      get aborted(): boolean {
        throw strange
      },
    }
    const asked = scope.fetch('http://x/a', { signal: signal as unknown as AbortSignal })
    const failure = new TypeError('unreachable')
    answers[0]?.reject(failure)
    await expect(asked).rejects.toBe(failure)
    expect(ended.map((ending) => ending.at(-1))).toEqual(['request_started', failure])
    expect(reportError).toHaveBeenCalledWith(strange)
    vi.unstubAllGlobals()
  })

  it('has failed by another error, also when it was aborted since', async () => {
    const { scope, answers } = fakeScope()
    const ended = endings(observeRequests({ scope }))
    const stop = new AbortController()
    const asked = scope.fetch('http://x/a', { signal: stop.signal })
    const failure = new TypeError('unreachable')
    answers[0]?.reject(failure)
    stop.abort()
    await expect(asked).rejects.toBe(failure)
    expect(ended.map((ending) => ending.at(-1))).toEqual(['request_started', failure])
  })

  it('has not failed where a server answers that it has', async () => {
    const { scope, answers } = fakeScope()
    const ended = endings(observeRequests({ scope }))
    const asked = scope.fetch('http://x/a')
    answers[0]?.resolve(new Response('', { status: 500 }))
    await asked
    expect(ended).toEqual([['request_started'], ['request_finished']])
  })
})

/** An XMLHttpRequest that does what it is told. */
class FakeXhr extends EventTarget {
  status = 0
  open(..._args: unknown[]): void {}
  send(): void {}
}

describe('an XMLHttpRequest that fails', () => {
  it.each([
    ['error', 1],
    ['timeout', 1],
    ['abort', 0],
  ])('by its event %s has so many errors: %d', (type, count) => {
    class Xhr extends FakeXhr {}
    Xhr.prototype.open = function () {}
    Xhr.prototype.send = function () {}
    const scope = { XMLHttpRequest: Xhr }
    const ended = endings(observeRequests({ scope }))
    const xhr = new Xhr()
    xhr.open('GET', 'http://x/a')
    xhr.send()
    xhr.dispatchEvent(new Event(type))
    expect(ended.map(([event]) => event)).toEqual(['request_started', 'request_failed'])
    expect(ended.filter((ending) => ending.length > 1)).toHaveLength(count)
  })

  it('by what `send` throws has failed with that', () => {
    const failure = new DOMException('unreachable', 'NetworkError')
    class Xhr extends FakeXhr {}
    Xhr.prototype.open = function () {}
    Xhr.prototype.send = function () {
      throw failure
    }
    const ended = endings(observeRequests({ scope: { XMLHttpRequest: Xhr } }))
    const xhr = new Xhr()
    xhr.open('GET', 'http://x/a', false)
    expect(() => xhr.send()).toThrow(failure)
    expect(ended.map((ending) => ending.at(-1))).toEqual(['request_started', failure])
  })
})

it('fetch alone, or XMLHttpRequest alone, is observed besides the other, which stays as it is', async () => {
  const { scope, answers } = fakeScope()
  class Xhr extends FakeXhr {}
  const both = { ...scope, XMLHttpRequest: Xhr }
  const untouched = [both.fetch, Xhr.prototype.open]
  const [xhr, fetch] = [observeXhr({ scope: both }), observeFetch({ scope: both, name: 'api' })]
  expect(xhr.id === fetch.id).toBe(false)
  const [toldXhr, toldFetch] = [told(xhr), told(fetch)]
  const asked = both.fetch('http://x/a')
  answers[0]?.resolve(new Response(''))
  await asked
  new Xhr().open('GET', 'http://x/a')
  expect([toldXhr.lines, toldFetch.lines]).toEqual([[], ['request_started', 'request_finished']])
  fetch.detach()
  xhr.detach()
  expect([both.fetch, Xhr.prototype.open]).toEqual(untouched)
})

it('how a request ended is told with its method and address, also to who observes only since then', async () => {
  const { scope, answers } = fakeScope()
  const observation = observeRequests({ scope })
  const asked = scope.fetch('http://x/a', { method: 'PUT' })
  const { lines, payloads, open } = told(observation)
  answers[0]?.reject(new TypeError('unreachable'))
  await expect(asked).rejects.toThrow('unreachable')
  expect([lines, open()]).toEqual([['request_failed'], 0])
  expect(payloads[0]).toMatchObject({ method: 'PUT', uri: 'http://x/a' })
})

it('attached twice it is one; detached, nothing is open and `fetch` as it was', () => {
  const { scope } = fakeScope()
  const { fetch } = scope
  const [first, second] = [observeRequests({ scope }), observeRequests({ scope })]
  const { lines, open } = told(first)
  void scope.fetch('http://x/a')
  expect([first.id === second.id, lines, open()]).toEqual([true, ['request_started'], 1])
  first.detach()
  second.detach()
  expect([open(), scope.fetch === fetch]).toEqual([0, true])
})

it('of what is answered after it was detached, nothing is told', async () => {
  const { scope, answers } = fakeScope()
  const observation = observeRequests({ scope })
  const { lines, open } = told(observation)
  const asked = scope.fetch('http://x/a')
  observation.detach()
  answers[0]?.resolve(new Response(''))
  await asked
  expect([lines, open()]).toEqual([['request_started'], 0])
})

it.each([
  ['an unknown option', { to: {} }, '`options.to`'],
  ['an ill-typed option', { ignore: 'x' }, '`options.ignore`'],
  ['a scope that is none', { scope: 1 }, '`options.scope`'],
])('throws a TypeError for %s', (_, options, named) => {
  expect(() => observeRequests(options as never)).toThrow(TypeError)
  expect(() => observeRequests(options as never)).toThrow(named)
})
