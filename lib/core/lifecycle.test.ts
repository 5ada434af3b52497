import { describe, expect, it } from 'vitest'
import { BusClosedError, createBus, SelfWaitError } from './index.ts'
import type { DispatchContext } from './index.ts'
import { deferred } from './test-support.ts'

const quiet = { onError: () => undefined }

describe('bus.wait()', () => {
  it('resolves at once when nothing is pending', async () => {
    const bus = createBus()
    expect(await bus.wait()).toBe(true)
    expect(await bus.wait({ signal: AbortSignal.abort() })).toBe(true)
  })

  it('waits for dispatches that keep arriving, too', async () => {
    const bus = createBus()
    let left = 50
    bus.on('a', async (_, dispatch) => {
      await undefined
      if (--left > 0) dispatch.dispatch('a')
    })
    bus.dispatch('a')
    expect(await bus.wait()).toBe(true)
    expect(left).toBe(0)
  })

  it('waits for a dispatch that follows the end of another', async () => {
    const bus = createBus()
    const log: string[] = []
    bus.on('a', async () => undefined)
    bus.on('b', async () => {
      await undefined
      log.push('b')
    })
    void bus.dispatch('a').done.then(() => bus.dispatch('b'))
    await bus.wait()
    expect(log).toEqual(['b'])
  })

  it('waits no longer than the timeout or the signal say', async () => {
    const bus = createBus()
    const blocked = deferred()
    bus.on('a', () => blocked.promise)
    bus.dispatch('a')
    const abort = new AbortController()
    const waiting = bus.wait({ signal: abort.signal, timeout: 60_000 })
    abort.abort()
    expect(await waiting).toBe(false)
    expect(await bus.wait({ timeout: 0 })).toBe(false)
    blocked.resolve()
    expect(await bus.wait({ timeout: 60_000 })).toBe(true)
  })

  it('throws in the synchronous part of a listener of that bus, but not of another', async () => {
    const bus = createBus(quiet)
    const other = createBus()
    bus.on('a', () => other.wait())
    bus.on('a', () => bus.wait())
    const handle = bus.dispatch('a')
    await handle.wait()
    expect(handle.errors.map(({ cause }) => cause)).toEqual([expect.any(SelfWaitError)])
  })
})

describe('close()', () => {
  it('refuses new dispatches: their handles carry a BusClosedError, no listener runs', async () => {
    const bus = createBus({ ...quiet, name: 'shop' })
    const log: string[] = []
    bus.on('a', () => log.push('ran'))
    expect(bus.closed).toBe(false)
    const closed = bus.close()
    expect(bus.closed).toBe(true)
    const handle = bus.dispatch('a')
    expect(handle.settled).toBe(true)
    expect(await handle.wait()).toBe(true)
    expect(log).toEqual([])
    expect(handle.errors).toMatchObject([{ event: 'a', listener: '', cause: expect.any(BusClosedError) }])
    expect(handle.errors[0]?.message).toContain('bus "shop" is closed')
    expect(() => handle.throwIfFailed()).toThrow('bus "shop" is closed')
    expect(bus.errors).toEqual(handle.errors)
    await closed
  })

  it('waits for pending runs', async () => {
    const bus = createBus()
    const blocked = deferred()
    const log: string[] = []
    bus.on('a', async () => {
      await blocked.promise
      log.push('ran')
    })
    bus.dispatch('a')
    const closed = bus.close().then(() => log.push('closed'))
    blocked.resolve()
    await closed
    expect(log).toEqual(['ran', 'closed'])
  })

  it('gives the same promise when called again', async () => {
    const bus = createBus()
    expect(bus.close()).toBe(bus.close({ timeout: 5 }))
    await bus.close()
  })

  it('with a timeout aborts the signals of what is still pending, and of nothing else', async () => {
    const bus = createBus()
    const contexts: DispatchContext[] = []
    const pending = (_: unknown, dispatch: DispatchContext): Promise<void> => {
      contexts.push(dispatch)
      return new Promise((resolve) => dispatch.signal.addEventListener('abort', () => resolve()))
    }
    bus.on('a', pending)
    bus.on('a', pending, { timeout: 60_000 })
    const settled = bus.dispatch('b')
    const early = bus.dispatch('a')
    await bus.close({ timeout: 0 })
    expect(contexts.map(({ signal }) => signal.aborted)).toEqual([true, true])
    expect(contexts[0]?.signal.reason).toBeInstanceOf(BusClosedError)
    expect(settled.signal.aborted).toBe(false)
    // It settles, since its listeners heed the signal.
    await early.wait()
    expect(early.errors).toEqual([])
  })

  it('tells a listener that asks for its signal only afterwards', async () => {
    const bus = createBus()
    const blocked = deferred()
    bus.on('a', () => blocked.promise)
    const handle = bus.dispatch('a')
    await bus.close({ signal: AbortSignal.abort() })
    expect(handle.signal.aborted).toBe(true)
    blocked.resolve()
  })

  it('inside a listener lets that dispatch finish, and refuses its children', async () => {
    const bus = createBus(quiet)
    const log: string[] = []
    bus.on('a', (_, dispatch) => {
      void bus.close()
      log.push(`child: ${dispatch.dispatch('b').errors.length} error`)
    })
    bus.on('a', () => log.push('next'))
    const handle = bus.dispatch('a')
    await bus.close()
    expect(log).toEqual(['child: 1 error', 'next'])
    expect(handle.errors).toEqual([])
  })

  it('is what `await using` calls', async () => {
    const log: string[] = []
    {
      await using bus = createBus()
      bus.on('a', async () => {
        await undefined
        log.push('ran')
      })
      bus.dispatch('a')
    }
    log.push('after')
    expect(log).toEqual(['ran', 'after'])
  })
})

describe('the garbage collector', () => {
  it('takes a dispatch and its payload once it has settled', async () => {
    const bus = createBus({ ...quiet, maxErrors: 0 })
    bus.on('a', () => undefined)
    bus.on('a', async () => undefined)
    bus.on('a', () => undefined, { async: true, timeout: 60_000 })
    bus.on('a', () => Promise.reject(new Error('no')))
    bus.observe({ dispatchEnd: () => undefined })
    const payloads = [1, 2, 3].map(() => {
      const payload = {}
      void bus.dispatch('a', payload).done
      return new WeakRef(payload)
    })
    await bus.wait()
    await expect
      .poll(() => {
        globalThis.gc?.()
        // No payload in what is compared: a failed comparison would keep it.
        return payloads.filter((payload) => payload.deref() !== undefined).length
      })
      .toBe(0)
  })
})
