import { afterEach, describe, expect, it, vi } from 'vitest'
import { createBus, EventError } from './index.ts'
import type { Bus, BusOptions } from './index.ts'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

describe('a listener that fails', () => {
  it('stops neither the others nor the dispatcher, whichever way it fails', async () => {
    const bus = createBus({ onError: () => undefined })
    const log: string[] = []
    bus.on('a', () => {
      throw new Error('thrown')
    })
    bus.on('a', () => Promise.reject(new Error('rejected')))
    bus.on('a', () => log.push('inline'))
    bus.on(
      'a',
      () => {
        throw new Error('thrown later')
      },
      { async: true },
    )
    bus.on('a', () => log.push('async'), { async: true })
    const handle = bus.dispatch('a')
    await handle.wait()
    expect(log).toEqual(['inline', 'async'])
    const causes = handle.errors.map((error) => (error.cause as Error).message)
    expect(causes[0]).toBe('thrown')
    expect(causes.toSorted()).toEqual(['rejected', 'thrown', 'thrown later'])
  })

  it('is named in an EventError, with the original as its cause', () => {
    const bus = createBus({ onError: () => undefined })
    const cause = new Error('no stock')
    bus.on('order.placed', function reserve() {
      throw cause
    })
    const handle = bus.dispatch('order.placed')
    const [error] = handle.errors
    expect(error).toBeInstanceOf(EventError)
    expect(error).toMatchObject({ event: 'order.placed', listener: 'reserve', dispatchId: handle.id })
    expect(error?.cause).toBe(cause)
    expect(error?.message).toBe('listener "reserve" of "order.placed" failed: no stock')
    expect(bus.errors).toEqual([error])
  })

  it('may throw what is no Error: it is kept', async () => {
    const hostileMessage = Object.assign(new Error(), { message: { toString: () => fail() } })
    const hostilePrototype = new Proxy({}, { getPrototypeOf: () => fail() })
    const causes: unknown[] = [
      undefined,
      null,
      'text',
      0,
      Symbol('s'),
      Object.create(null),
      { toString: () => fail() },
      hostileMessage,
      hostilePrototype,
    ]
    const bus = createBus({ onError: () => undefined })
    for (const cause of causes) {
      bus.on('thrown', () => {
        throw cause
      })
      // oxlint-disable-next-line prefer-promise-reject-errors -- that is what is tested
      bus.on('rejected', () => Promise.reject(cause))
    }
    for (const name of ['thrown', 'rejected']) {
      const handle = bus.dispatch(name)
      await handle.wait()
      expect(handle.errors).toHaveLength(causes.length)
      for (const [index, error] of handle.errors.entries()) {
        expect(Object.is(error.cause, causes[index])).toBe(true)
        expect('cause' in error).toBe(true)
      }
    }
  })
})

describe('bus.errors', () => {
  it('are those of all dispatches in the order of failure, until cleared', async () => {
    const bus = createBus({ onError: () => undefined })
    const rejections: (() => void)[] = []
    bus.on('slow', () => new Promise((_, reject) => rejections.push(() => reject(new Error('slow')))))
    bus.on('fast', () => {
      throw new Error('fast')
    })
    const slow = bus.dispatch('slow')
    const fast = bus.dispatch('fast')
    for (const reject of rejections) reject()
    await bus.wait()
    expect(bus.errors).toEqual([...fast.errors, ...slow.errors])
    bus.clearErrors()
    expect(bus.errors).toEqual([])
    expect(slow.errors).toHaveLength(1)
  })

  it('keep the newest maxErrors, and count the dropped ones', () => {
    const bus = createBus({ onError: () => undefined, maxErrors: 2 })
    bus.on('a', (payload) => {
      throw payload
    })
    for (const payload of [1, 2, 3, 4, 5]) bus.dispatch('a', payload)
    expect(bus.errors.map(({ cause }) => cause)).toEqual([4, 5])
    expect(bus.droppedErrors).toBe(3)
    bus.clearErrors()
    expect(bus.droppedErrors).toBe(0)
  })

  it('are a thousand if nothing else is said, and may be none', () => {
    const many = createBus({ onError: () => undefined })
    const none = createBus({ onError: () => undefined, maxErrors: 0 })
    for (const bus of [many, none]) {
      bus.on('a', () => {
        throw new Error('no')
      })
      for (let count = 0; count < 1_001; count++) bus.dispatch('a')
    }
    expect([many.errors.length, many.droppedErrors]).toEqual([1_000, 1])
    expect([none.errors.length, none.droppedErrors]).toEqual([0, 1_001])
    expect(none.dispatch('a').errors).toHaveLength(1)
  })

  it('do not change under those who hold them', () => {
    const bus = createBus({ onError: () => undefined })
    bus.on('a', () => {
      throw new Error('no')
    })
    const before = bus.errors
    bus.dispatch('a')
    expect(before).toEqual([])
  })
})

describe('an error', () => {
  const failing = (options: BusOptions): Bus => {
    const bus = createBus(options)
    bus.on('a', () => {
      throw new Error('no')
    })
    return bus
  }

  it('is passed to onError, and to nobody else', () => {
    const reportError = vi.fn<(error: unknown) => void>()
    vi.stubGlobal('reportError', reportError)
    const onError = vi.fn<(error: EventError) => void>()
    const { errors } = failing({ onError }).dispatch('a')
    expect(onError.mock.calls).toEqual([[errors[0]]])
    expect(reportError).not.toHaveBeenCalled()
  })

  it('is passed to globalThis.reportError without an onError', () => {
    const reportError = vi.fn<(error: unknown) => void>()
    vi.stubGlobal('reportError', reportError)
    const { errors } = failing({}).dispatch('a')
    expect(reportError.mock.calls).toEqual([[errors[0]]])
  })

  it('is passed to console.error where there is no reportError', () => {
    vi.stubGlobal('reportError', undefined)
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const { errors } = failing({}).dispatch('a')
    expect(log.mock.calls).toEqual([[errors[0]]])
  })

  it('does no harm where reporting it throws', () => {
    vi.stubGlobal('reportError', () => fail())
    expect(failing({}).dispatch('a').errors).toHaveLength(1)
  })

  it('of onError is reported, and changes nothing', () => {
    const reportError = vi.fn<(error: unknown) => void>()
    vi.stubGlobal('reportError', reportError)
    const failure = new Error('onError failed')
    const bus = failing({
      onError: () => {
        throw failure
      },
    })
    const log: string[] = []
    bus.on('a', () => log.push('next'))
    expect(bus.dispatch('a').errors).toHaveLength(1)
    expect(log).toEqual(['next'])
    expect(reportError.mock.calls).toEqual([[failure]])
    bus.dispatch('a')
    expect(reportError).toHaveBeenCalledTimes(2)
  })

  it('inside onError is reported instead of calling it again, also on a closed bus', async () => {
    const reportError = vi.fn<(error: unknown) => void>()
    vi.stubGlobal('reportError', reportError)
    let calls = 0
    const bus = failing({
      onError: () => {
        calls++
        bus.dispatch('a')
      },
    })
    bus.dispatch('a')
    expect(calls).toBe(1)
    expect(reportError).toHaveBeenCalledTimes(1)
    await bus.close()
    bus.dispatch('a')
    expect(calls).toBe(2)
    expect(reportError).toHaveBeenCalledTimes(2)
    expect(bus.errors).toHaveLength(4)
  })
})

function fail(): never {
  throw new Error('hostile')
}
