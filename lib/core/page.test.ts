import { afterEach, describe, expect, it, vi } from 'vitest'
import * as first from './index.ts'

const quiet = { onError: () => undefined }

/** The library once more, as a package brings its own copy into the page. */
async function secondCopy(): Promise<typeof first> {
  vi.resetModules()
  return import('./index.ts')
}

afterEach(() => {
  vi.resetModules()
})

function found(): unknown[] {
  return [...first.page.sources].map((source) => source.deref())
}

/** Lets the garbage collector run until that holds; it may take its time. */
async function collectUntil(holds: () => boolean): Promise<void> {
  for (let round = 0; round < 50 && !holds(); round++) {
    // A WeakRef keeps its target until the task is over.
    await new Promise((resolve) => setTimeout(resolve))
    globalThis.gc!()
  }
}

describe('two copies of the library in a page', () => {
  it('are two, and share the page', async () => {
    const second = await secondCopy()
    expect(second.createBus).not.toBe(first.createBus)
    expect(second.page).toBe(first.page)
  })

  it('give out ids that no other has: of buses, listeners and dispatches', async () => {
    const second = await secondCopy()
    const buses = [first, second, first, second].map(({ createBus }) => createBus())
    for (const bus of buses) bus.on('a', () => undefined)
    const ids = [
      buses.map(({ id }) => id),
      buses.map((bus) => bus.listeners()[0]!.id),
      buses.map((bus) => bus.dispatch('a').id),
    ]
    for (const some of ids) {
      expect(new Set(some).size).toBe(4)
      expect(some).toEqual(some.toSorted((a, b) => a - b))
    }
  })

  it('know what dispatched what, from one copy to the other and back', async () => {
    const second = await secondCopy()
    const [outer, inner] = [first.createBus(), second.createBus()]
    const parents: unknown[] = []
    outer.on('a', () => inner.dispatch('b').parent)
    inner.on('b', (_, { id, parent }) => {
      parents.push(parent, outer.dispatch('c').parent, id)
    })
    const { id } = outer.dispatch('a')
    const [parentOfInner, parentOfInnermost, inners] = parents
    expect(parentOfInner).toBe(id)
    expect(parentOfInnermost).toBe(inners)
    expect(outer.dispatch('a').parent).toBeUndefined()
  })

  it('know which run dispatched what', async () => {
    const second = await secondCopy()
    const [outer, inner] = [first.createBus(), second.createBus()]
    const runs: unknown[] = []
    outer.observe({})
    inner.observe({ dispatchStart: (_, { parentRun }) => void runs.push(parentRun) })
    outer.on('a', () => undefined)
    outer.on('a', () => void inner.dispatch('b'))
    outer.dispatch('a')
    expect(runs).toEqual([1])
  })

  it('end a loop that goes through both', async () => {
    const second = await secondCopy()
    const [one, two] = [first.createBus(quiet), second.createBus(quiet)]
    let runs = 0
    one.on('a', () => void (runs++, two.dispatch('a')))
    two.on('a', () => void (runs++, one.dispatch('a')))
    one.dispatch('a')
    expect(runs).toBeLessThan(5_000)
    expect([...one.errors, ...two.errors].map(({ cause }) => (cause as Error).name)).toEqual([
      'DispatchDepthError',
    ])
    one.dispatch('b')
    expect(one.errors.length + two.errors.length).toBe(1)
  })

  it('find one another’s buses and sources, those to come too', async () => {
    const second = await secondCopy()
    const early = first.createBus()
    const told: unknown[] = []
    const stop = second.watchSources((source) => void told.push(source))
    const late = first.createBus()
    const reporter = new first.Reporter({ name: 'emitter' })
    const source = new first.Source({ name: 'jobs' })
    stop()
    first.createBus()
    expect(told).toContain(early)
    expect(told.slice(-3)).toEqual([late, reporter, source])
  })
})

describe('a source that can be found', () => {
  it('is one that was just made, with its name and observers of its own', () => {
    const bus = first.createBus({ name: 'shop' })
    expect(found()).toContain(bus)
    const started: string[] = []
    const source = [...first.page.sources].map((ref) => ref.deref()).find((other) => other?.id === bus.id)
    source?.observe({ dispatchStart: ({ name }, { event }) => void started.push(`${name} ${event}`) })
    bus.dispatch('a')
    expect(started).toEqual(['shop a'])
  })

  it('is a bus no more once it has closed, also when its driver fails to', async () => {
    const closed = first.createBus()
    await closed.close()
    expect(found()).not.toContain(closed)
    const driver: first.Driver = {
      name: 'fake',
      state: 'open',
      counts: { sent: 0, received: 0, failed: 0, refused: 0 },
      publish: () => undefined,
      subscribe: () => undefined,
      unsubscribe: () => undefined,
      wait: () => Promise.resolve(),
      close: () => Promise.reject(new Error('no connection')),
      onState: () => first.disposable(() => undefined),
    }
    const failing = first.createBus({ driver })
    await expect(failing.close()).rejects.toThrow('no connection')
    expect(found()).not.toContain(failing)
  })

  it('is a reporter no more once it has ended', () => {
    const reporter = new first.Reporter({ name: 'emitter' })
    expect(found()).toContain(reporter)
    reporter.end()
    expect(found()).not.toContain(reporter)
  })

  it('is a bus while it waits to close', async () => {
    const bus = first.createBus()
    let finish: () => void = () => undefined
    bus.on('a', () => new Promise<void>((resolve) => (finish = resolve)))
    bus.dispatch('a')
    const closing = bus.close()
    expect(found()).toContain(bus)
    finish()
    await closing
    expect(found()).not.toContain(bus)
  })

  it('is not kept by being found: what the page has dropped is gone', async () => {
    const before = first.page.sources.size
    const ref = ((): WeakRef<object> => {
      const bus = first.createBus()
      bus.on('a', () => undefined)
      bus.dispatch('a')
      return new WeakRef(bus)
    })()
    expect(first.page.sources.size).toBe(before + 1)
    await collectUntil(() => ref.deref() === undefined && first.page.sources.size <= before)
    expect(ref.deref()).toBeUndefined()
    expect(first.page.sources.size).toBeLessThanOrEqual(before)
  })
})
