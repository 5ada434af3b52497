import { afterEach, describe, expect, it, vi } from 'vitest'
import * as first from '../index.ts'

afterEach(() => {
  vi.resetModules()
})

/** The library once more, as a package brings its own copy into the page. */
async function secondCopy(): Promise<typeof first> {
  vi.resetModules()
  return import('../index.ts')
}

/** Counts how often it is put in place and taken away. */
function counted() {
  const counts = { installed: 0, restored: 0 }
  const install = (): (() => void) => {
    counts.installed++
    return () => {
      counts.restored++
    }
  }
  return { counts, install }
}

describe('observeOnce', () => {
  it('shares what there is with another copy of the library, until both have detached', async () => {
    const second = await secondCopy()
    for (const order of [
      [0, 1],
      [1, 0],
    ]) {
      const { counts, install } = counted()
      const target = {}
      const observations = [first, second].map(({ observeOnce }) =>
        observeOnce(target, { kind: 'queue', name: 'jobs' }, install),
      )
      expect(observations[0]?.id).toBe(observations[1]?.id)
      const [earlier, later] = order.map((at) => observations[at]!)
      earlier?.detach()
      earlier?.detach()
      expect(counts).toEqual({ installed: 1, restored: 0 })
      later?.detach()
      expect(counts).toEqual({ installed: 1, restored: 1 })
    }
  })

  it('tells observers of both copies the same', async () => {
    const second = await secondCopy()
    const target = { push: (job: string): string => job }
    const install = (reporter: first.Reporter): (() => void) =>
      first.replaceMethods(target, ['push'], (inner, [job]) =>
        new first.Sending(reporter, 'push', job, 0).during(inner),
      )
    const heard: unknown[] = []
    for (const { observeOnce } of [first, second]) {
      const observation = observeOnce(target, { kind: 'queue', name: 'jobs' }, install)
      observation.observe({ dispatchEnd: (_, { event, payload }) => heard.push([event, payload]) })
    }
    expect(target.push('a')).toBe('a')
    expect(heard).toEqual([
      ['push', 'a'],
      ['push', 'a'],
    ])
  })

  it('observes another kind of the same object besides', () => {
    const [queue, list] = [counted(), counted()]
    const target = {}
    const observations = [
      first.observeOnce(target, { kind: 'queue', name: 'a' }, queue.install),
      first.observeOnce(target, { kind: 'list', name: 'b' }, list.install),
    ]
    expect(observations.map(({ name }) => name)).toEqual(['a', 'b'])
    observations[0]?.detach()
    expect([queue.counts.restored, list.counts.restored]).toEqual([1, 0])
  })

  it('is found by no tool of the page where it can’t be put in place', () => {
    const failure = new Error('no such thing')
    expect(() =>
      first.observeOnce({}, { kind: 'queue', name: 'unobserved' }, () => {
        throw failure
      }),
    ).toThrow(failure)
    const names: string[] = []
    first.watchSources(({ name }) => names.push(name))()
    expect(names).not.toContain('unobserved')
  })

  it('is found by no tool of the page any more, also where what was put in place can’t be taken away', () => {
    const failure = new Error('frozen since')
    const observation = first.observeOnce({}, { kind: 'queue', name: 'stuck' }, () => () => {
      throw failure
    })
    expect(() => observation.detach()).toThrow(failure)
    const names: string[] = []
    first.watchSources(({ name }) => names.push(name))()
    expect(names).not.toContain('stuck')
  })

  it('tells a tool of the page that finds it as it comes to be of the listeners there are', () => {
    const registered: string[] = []
    const stop = first.watchSources((source) =>
      source.observe({ registered: (_, { name }) => void registered.push(name) }),
    )
    const handlers = { saved: [function early() {}] }
    const emitter = { emit: () => undefined }
    const lists = [first.inRecord(() => handlers)]
    first.observeLists(emitter, undefined, { name: 'own', lists, methods: [] })
    stop()
    expect(registered).toEqual(['early'])
  })
})
