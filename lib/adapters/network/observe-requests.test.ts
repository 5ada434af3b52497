import { expect, it } from 'vitest'
import { observeRequests } from 'eventscope/adapters/network'
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

it('one that fails has failed with the error of the page', async () => {
  const { scope, answers } = fakeScope()
  const observation = observeRequests({ scope, name: 'api' })
  const failures: unknown[] = []
  observation.observe({
    dispatchEnd: (_, { event, errors }) => failures.push([event, ...errors.map(({ cause }) => cause)]),
  })
  const asked = scope.fetch('http://x/a')
  const failure = new TypeError('unreachable')
  answers[0]?.reject(failure)
  await expect(asked).rejects.toBe(failure)
  expect(failures).toEqual([['request_started', failure], ['request_failed']])
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

it.each([
  ['an unknown option', { to: {} }, '`options.to`'],
  ['an ill-typed option', { ignore: 'x' }, '`options.ignore`'],
  ['a scope that is none', { scope: 1 }, '`options.scope`'],
])('throws a TypeError for %s', (_, options, named) => {
  expect(() => observeRequests(options as never)).toThrow(TypeError)
  expect(() => observeRequests(options as never)).toThrow(named)
})
