import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createBus, ListenerTimeoutError } from './index.ts'
import type { DispatchContext } from './index.ts'
import { deferred } from './test-support.ts'

const quiet = { onError: () => undefined }
const unhandled = vi.fn<(reason: unknown) => void>()

beforeEach(() => {
  unhandled.mockClear()
  process.on('unhandledRejection', unhandled)
})

afterEach(async () => {
  await macrotask()
  process.off('unhandledRejection', unhandled)
  expect(unhandled).not.toHaveBeenCalled()
  vi.useRealTimers()
})

// Node tells of unhandled rejections between two tasks.
const macrotask = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

describe('the timeout of a listener', () => {
  it('fails the run that takes longer, and settles the dispatch', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const bus = createBus(quiet)
    const log: string[] = []
    bus.on('a', () => new Promise(() => undefined), { timeout: 100, name: 'stuck' })
    bus.on('a', () => log.push('next'))
    const handle = bus.dispatch('a')
    vi.advanceTimersByTime(99)
    expect(handle.errors).toEqual([])
    vi.advanceTimersByTime(1)
    expect(handle.settled).toBe(true)
    expect(handle.errors).toMatchObject([{ listener: 'stuck', cause: expect.any(ListenerTimeoutError) }])
    expect(handle.errors[0]?.message).toContain('100 ms')
    expect(await handle.wait()).toBe(true)
    expect(log).toEqual(['next'])
  })

  it('aborts the signal of that run only', () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const bus = createBus(quiet)
    const contexts: DispatchContext[] = []
    const stuck = (_: unknown, dispatch: DispatchContext): Promise<void> => {
      contexts.push(dispatch)
      return new Promise(() => undefined)
    }
    bus.on('a', stuck, { timeout: 100 })
    bus.on('a', stuck, { timeout: 200 })
    bus.on('a', stuck)
    const handle = bus.dispatch('a')
    const before = contexts[0]?.signal
    vi.advanceTimersByTime(100)
    expect(before?.aborted).toBe(true)
    expect(before?.reason).toBe(handle.errors[0]?.cause)
    expect(contexts.map(({ signal }) => signal.aborted)).toEqual([true, false, false])
    vi.advanceTimersByTime(100)
    // Asked for after the timeout only.
    expect(contexts[1]?.signal.reason).toBeInstanceOf(ListenerTimeoutError)
    expect(handle.signal.aborted).toBe(false)
  })

  it('leaves no timer behind when the run settles in time', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const bus = createBus(quiet)
    bus.on('a', async () => undefined, { timeout: 100 })
    bus.on('a', () => Promise.reject(new Error('no')), { timeout: 100 })
    bus.on('a', () => undefined, { timeout: 100 })
    const handle = bus.dispatch('a')
    expect(vi.getTimerCount()).toBe(2)
    await handle.done
    expect(vi.getTimerCount()).toBe(0)
  })

  it('counts from the start of an async listener', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const bus = createBus(quiet)
    bus.on('a', () => new Promise(() => undefined), { async: true, timeout: 100 })
    const handle = bus.dispatch('a')
    expect(vi.getTimerCount()).toBe(0)
    await expect.poll(() => vi.getTimerCount()).toBe(1)
    vi.advanceTimersByTime(100)
    expect(handle.settled).toBe(true)
  })

  it('fails the run once, when its promise rejects or resolves later', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const bus = createBus(quiet)
    const rejects = deferred()
    const resolves = deferred()
    bus.on('a', () => rejects.promise, { timeout: 100 })
    bus.on('a', () => resolves.promise, { timeout: 100 })
    const handle = bus.dispatch('a')
    vi.advanceTimersByTime(100)
    rejects.reject(new Error('late'))
    resolves.resolve()
    await macrotask()
    expect(handle.errors).toHaveLength(2)
    expect(handle.settled).toBe(true)
    expect(bus.errors).toHaveLength(2)
    expect(await bus.wait()).toBe(true)
  })
})

describe('a thenable that is no promise', () => {
  /** What a listener that returns `result` does to its dispatch. */
  async function outcome(result: unknown): Promise<unknown[]> {
    const bus = createBus(quiet)
    bus.on('a', () => result)
    const handle = bus.dispatch('a')
    await handle.wait()
    await macrotask()
    expect(await bus.wait()).toBe(true)
    return handle.errors.map(({ cause }) => cause)
  }

  // Each has a `then`, which is what these tests are about.
  const thenable = (then: unknown): object => Object.defineProperty({}, 'then', { value: then })
  const failure = new Error('hostile')
  const fail = (): never => {
    throw failure
  }

  it('is awaited, and its rejection is captured', async () => {
    expect(await outcome(thenable((resolve: () => void) => resolve()))).toEqual([])
    const rejecting = thenable((_: unknown, reject: (cause: unknown) => void) => reject(failure))
    expect(await outcome(rejecting)).toEqual([failure])
    expect(await outcome(Object.assign(() => undefined, { then: fail }))).toEqual([failure])
  })

  it('fails the run when reading or calling its `then` throws', async () => {
    expect(await outcome(Object.defineProperty({}, 'then', { get: fail }))).toEqual([failure])
    expect(await outcome(thenable(fail))).toEqual([failure])
    let reads = 0
    const later = Object.defineProperty({}, 'then', { get: () => (++reads > 1 ? fail() : () => undefined) })
    expect(await outcome(later)).toEqual([failure])
  })

  it('counts once when it calls both callbacks, or throws after one', async () => {
    type Then = (resolve: () => void, reject: (cause: unknown) => void) => void
    const both = (...order: ('resolve' | 'reject' | 'throw')[]): Then => {
      return (resolve, reject) => {
        for (const what of order) {
          if (what === 'resolve') resolve()
          else if (what === 'reject') reject(failure)
          else fail()
        }
      }
    }
    expect(await outcome(thenable(both('resolve', 'reject', 'resolve')))).toEqual([])
    expect(await outcome(thenable(both('reject', 'resolve', 'reject')))).toEqual([failure])
    expect(await outcome(thenable(both('resolve', 'throw')))).toEqual([])
  })

  it('is not an object whose `then` is no function', async () => {
    expect(await outcome(thenable('soon'))).toEqual([])
  })

  it('may be a promise with a hostile constructor or `then`', async () => {
    const constructor = Object.defineProperty(Promise.resolve(), 'constructor', { get: fail })
    expect(await outcome(constructor)).toEqual([failure])
    const then = Object.defineProperty(Promise.resolve(), 'then', { value: fail })
    expect(await outcome(then)).toEqual([])
  })
})

describe('a handle that nobody keeps', () => {
  it('causes no unhandled rejection', async () => {
    const bus = createBus(quiet)
    bus.on('a', () => Promise.reject(new Error('no')))
    bus.on('a', () => Promise.reject(new Error('no')), { async: true })
    void bus.dispatch('a').done
    bus.dispatch('a')
    await bus.wait()
    expect(bus.errors).toHaveLength(4)
  })

  it('leaves no timer behind, and takes its wait() along', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const bus = createBus()
    const blocked = deferred()
    bus.on('a', () => blocked.promise)
    const waits = [bus.dispatch('a').wait({ timeout: 100 }), bus.wait({ timeout: 100 })]
    expect(vi.getTimerCount()).toBe(2)
    blocked.resolve()
    expect(await Promise.all(waits)).toEqual([true, true])
    expect(vi.getTimerCount()).toBe(0)
  })

  it('is one of ten thousand that are pending at once', async () => {
    const bus = createBus(quiet)
    const settles: (() => void)[] = []
    bus.on('a', (payload) => {
      const { promise, resolve, reject } = deferred()
      settles.push((payload as number) % 2 === 0 ? resolve : () => reject(new Error('odd')))
      return promise
    })
    for (let count = 0; count < 10_000; count++) bus.dispatch('a', count)
    const waiting = bus.wait()
    expect(await bus.wait({ timeout: 0 })).toBe(false)
    for (const settle of settles.reverse()) settle()
    expect(await waiting).toBe(true)
    expect(bus.errors.length + bus.droppedErrors).toBe(5_000)
  })
})
