import { describe, expect, it } from 'vitest'
import { createBus, DispatchFailedError, SelfWaitError } from './index.ts'
import type { DispatchContext, DispatchHandle } from './index.ts'
import { type Deferred, deferred } from './test-support.ts'

const quiet = { onError: () => undefined }

describe('a handle', () => {
  it('tells event, payload by reference, and an id that grows across buses', () => {
    const payload = { sku: 'A1' }
    const first = createBus().dispatch('a', payload)
    const second = createBus().dispatch('b')
    expect(first).toMatchObject({ event: 'a', parent: undefined, settled: true, errors: [] })
    expect(first.payload).toBe(payload)
    expect(second.payload).toBeUndefined()
    expect(second.id).toBeGreaterThan(first.id)
  })

  it('is what listeners get as their second argument', () => {
    const bus = createBus()
    let context: DispatchContext | undefined
    bus.on('a', (_, dispatch) => (context = dispatch))
    const { id, event, payload } = bus.dispatch('a', 1)
    expect(context).toMatchObject({ id, event, payload })
  })

  it('is not thenable: awaiting it waits for nothing', async () => {
    const bus = createBus()
    bus.on('a', () => new Promise(() => undefined))
    const handle = bus.dispatch('a')
    expect(await handle).toBe(handle)
    expect(handle.settled).toBe(false)
  })

  it('has settled when dispatch() returns if nothing is pending', async () => {
    const bus = createBus()
    bus.on('a', () => 1)
    const handle = bus.dispatch('a')
    expect(handle.settled).toBe(true)
    expect(await handle.wait()).toBe(true)
    await handle.done
  })

  it('settles when the last promise of its listeners has', async () => {
    const bus = createBus(quiet)
    const one = deferred()
    const two = deferred()
    bus.on('a', () => one.promise)
    bus.on('a', () => two.promise)
    const handle = bus.dispatch('a')
    one.reject(new Error('no'))
    await expect.poll(() => handle.errors.length).toBe(1)
    expect(handle.settled).toBe(false)
    two.resolve()
    await handle.done
    expect(handle.settled).toBe(true)
  })

  it('never rejects, whatever fails', async () => {
    const bus = createBus(quiet)
    bus.on('a', () => Promise.reject(new Error('no')))
    const handle = bus.dispatch('a')
    expect(await Promise.race([handle.done.then(() => 'done')])).toBe('done')
    expect(await handle.wait()).toBe(true)
    expect(handle.errors).toHaveLength(1)
  })

  it('throwIfFailed() throws an AggregateError of its errors, or nothing', () => {
    const bus = createBus(quiet)
    const cause = new Error('no stock')
    bus.on('a', () => bus.dispatch('b').throwIfFailed())
    bus.on('a', function reserve() {
      throw cause
    })
    const handle = bus.dispatch('a')
    expect(() => bus.dispatch('b').throwIfFailed()).not.toThrow()
    const thrown = catchError(() => handle.throwIfFailed())
    expect(thrown).toBeInstanceOf(DispatchFailedError)
    expect(thrown).toBeInstanceOf(AggregateError)
    expect((thrown as DispatchFailedError).errors).toEqual(handle.errors)
    expect(thrown).toMatchObject({
      name: 'DispatchFailedError',
      message: expect.stringContaining('no stock'),
    })
  })

  it('waits no longer than the timeout or the signal say', async () => {
    const bus = createBus()
    const blocked = deferred()
    bus.on('a', () => blocked.promise)
    const handle = bus.dispatch('a')
    const abort = new AbortController()
    const waiting = handle.wait({ signal: abort.signal })
    abort.abort()
    expect(await waiting).toBe(false)
    expect(await handle.wait({ signal: abort.signal })).toBe(false)
    expect(await handle.wait({ timeout: 0 })).toBe(false)
    blocked.resolve()
    expect(await handle.wait({ timeout: 60_000 })).toBe(true)
    expect(await handle.wait({ signal: abort.signal })).toBe(true)
  })

  it('gives one promise and one signal, however often asked', async () => {
    const bus = createBus()
    bus.on('a', () => undefined, { async: true })
    const handle = bus.dispatch('a')
    expect(handle.done).toBe(handle.done)
    expect(handle.signal).toBe(handle.signal)
    expect(handle.signal.aborted).toBe(false)
    await handle.done
    await handle.done
    expect(handle.settled).toBe(true)
  })
})

describe('a listener that waits for its own dispatch', () => {
  it('fails with a SelfWaitError, for done, wait() and bus.wait()', async () => {
    const bus = createBus(quiet)
    const own = (dispatch: DispatchContext): DispatchHandle => dispatch as DispatchHandle
    bus.on('a', (_, dispatch) => own(dispatch).done)
    bus.on('a', async (_, dispatch) => own(dispatch).wait())
    bus.on('a', () => bus.wait())
    bus.on('a', (_, dispatch) => own(dispatch).wait({ timeout: 1 }), { async: true })
    const handle = bus.dispatch('a')
    await handle.wait()
    expect(handle.errors.map((error) => error.cause)).toEqual(
      Array.from({ length: 4 }, () => expect.any(SelfWaitError)),
    )
    expect((handle.errors[0]?.cause as Error).message).toContain('"a"')
  })

  it('may wait for another dispatch', async () => {
    const bus = createBus(quiet)
    let child: DispatchHandle | undefined
    bus.on('b', async () => undefined)
    bus.on('a', async () => {
      child = bus.dispatch('b')
      await child.wait()
    })
    const handle = bus.dispatch('a')
    await handle.wait()
    expect(handle.errors).toEqual([])
    expect(child?.settled).toBe(true)
  })
})

describe('the parent of a dispatch', () => {
  it('is the dispatch whose listener made it', () => {
    const bus = createBus()
    const children: DispatchHandle[] = []
    bus.on('a', () => children.push(bus.dispatch('b')))
    bus.on('a', () => children.push(bus.dispatch('b')))
    bus.on('b', () => children.push(bus.dispatch('c')))
    const root = bus.dispatch('a')
    const [inFirst, first, inSecond, second] = children
    expect(root.parent).toBeUndefined()
    expect([first?.parent, second?.parent]).toEqual([root.id, root.id])
    expect([inFirst?.parent, inSecond?.parent]).toEqual([first?.id, second?.id])
    expect(bus.dispatch('c').parent).toBeUndefined()
  })

  it('is that of an async listener too, in its synchronous part', async () => {
    const bus = createBus()
    let child: DispatchHandle | undefined
    bus.on('a', () => (child = bus.dispatch('b')), { async: true })
    const root = bus.dispatch('a')
    expect(child).toBeUndefined()
    await root.wait()
    expect(child?.parent).toBe(root.id)
  })

  it('is exact after an await through the context, also when dispatches interleave', async () => {
    const bus = createBus()
    const gates = new Map<unknown, Deferred<void>>()
    const parents: [unknown, number | undefined][] = []
    bus.on('a', async (payload, dispatch) => {
      await gates.get(payload)?.promise
      parents.push([payload, dispatch.dispatch('b').parent])
      parents.push(['no context', bus.dispatch('b').parent])
    })
    const [one, two] = [1, 2].map((payload) => {
      gates.set(payload, deferred())
      return bus.dispatch('a', payload)
    })
    gates.get(2)?.resolve()
    await two?.wait()
    gates.get(1)?.resolve()
    await one?.wait()
    expect(parents).toEqual([
      [2, two?.id],
      ['no context', undefined],
      [1, one?.id],
      ['no context', undefined],
    ])
  })

  it('is exact through the context of a listener with a timeout', async () => {
    const bus = createBus()
    let child: DispatchHandle | undefined
    bus.on(
      'a',
      async (payload, dispatch) => {
        await undefined
        expect([dispatch.event, dispatch.payload, dispatch.parent]).toEqual(['a', payload, undefined])
        child = dispatch.dispatch('b', 7)
      },
      { timeout: 60_000 },
    )
    const root = bus.dispatch('a', 5)
    await root.wait()
    expect(root.errors).toEqual([])
    expect(child).toMatchObject({ parent: root.id, payload: 7 })
  })

  it('is known from the handle', () => {
    const bus = createBus()
    const root = bus.dispatch('a')
    expect(root.dispatch('b').parent).toBe(root.id)
  })

  it('is known across two buses', () => {
    const shop = createBus({ name: 'shop' })
    const log = createBus({ name: 'log' })
    let child: DispatchHandle | undefined
    shop.on('a', () => (child = log.dispatch('line')))
    const root = shop.dispatch('a')
    expect(child?.parent).toBe(root.id)
  })

  it('is forgotten after a listener has thrown', () => {
    const bus = createBus(quiet)
    bus.on('a', () => {
      throw new Error('no')
    })
    bus.dispatch('a')
    expect(bus.dispatch('b').parent).toBeUndefined()
  })
})

function catchError(run: () => void): unknown {
  try {
    run()
  } catch (error) {
    return error
  }
  return undefined
}
