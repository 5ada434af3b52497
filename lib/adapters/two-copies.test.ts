import { observeEmitter } from 'eventscope/adapters/mitt'
import { observeNetwork, observeRequests } from 'eventscope/adapters/network'
import { createBus } from 'eventscope'
import mitt from 'mitt'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { ownOf, recorded, recorderOf } from './test-support.ts'

afterEach(() => {
  vi.resetModules()
})

/** The adapters and the recorder once more, as a package brings its own copy into the page. */
async function secondCopy() {
  vi.resetModules()
  return {
    ...(await import('./mitt/index.ts')),
    ...(await import('./network/index.ts')),
    ...(await import('./test-support.ts')),
  }
}

describe.each([
  ['the first', [0, 1]],
  ['the second', [1, 0]],
])('two copies of the library, of which %s detaches first', (_, order) => {
  it('leave an emitter as it was, tell the same of it, and the one that is left goes on', async () => {
    const second = await secondCopy()
    expect(second.observeEmitter).not.toBe(observeEmitter)
    const emitter = mitt<{ saved: number }>()
    const before = ownOf(emitter)
    emitter.on('saved', function badge() {})
    const observations = [observeEmitter(emitter), second.observeEmitter(emitter)]
    const recorders = [recorderOf(observations[0]!), second.recorderOf(observations[1]!)]
    emitter.emit('saved', 1)
    observations[order[0]!]!.detach()
    emitter.emit('saved', 2)
    const all = [1, 2].map((payload) => ['saved', payload, ['badge ok']])
    for (const recorder of recorders) expect(recorded(recorder)).toEqual(all)
    observations[order[1]!]!.detach()
    expect(ownOf(emitter)).toEqual(before)
  })

  it('leave `fetch` as it was, however they observe it', async () => {
    const second = await secondCopy()
    const fetch = (): Promise<Response> => Promise.resolve(new Response(''))
    const scope = { fetch }
    const ends = [
      observeNetwork({ to: createBus(), scope }),
      second.observeNetwork({ to: createBus(), scope }),
      () => observation.detach(),
    ]
    const observation = observeRequests({ scope })
    await scope.fetch()
    for (const at of order) ends[at]?.()
    expect(scope.fetch).not.toBe(fetch)
    ends[2]?.()
    expect(scope.fetch).toBe(fetch)
  })
})
