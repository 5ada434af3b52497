import { describe, expect, it } from 'vitest'
import { createBus } from './index.ts'
import type { Subscription } from './index.ts'

describe('the signal option', () => {
  /** An abort signal, and how many abort listeners it has. */
  function countedSignal(): { abort: AbortController; listening: () => number } {
    const abort = new AbortController()
    const { signal } = abort
    let count = 0
    const { addEventListener, removeEventListener } = signal
    signal.addEventListener = (...args: Parameters<typeof addEventListener>) => {
      count++
      addEventListener.apply(signal, args)
    }
    signal.removeEventListener = (...args: Parameters<typeof removeEventListener>) => {
      count--
      removeEventListener.apply(signal, args)
    }
    return { abort, listening: () => count }
  }

  it('aborted before, registers nothing', () => {
    const bus = createBus()
    const subscription: Subscription = bus.on('a', () => undefined, { signal: AbortSignal.abort() })
    expect(bus.listeners()).toEqual([])
    subscription()
  })

  it('aborted during a dispatch, lets that dispatch finish', () => {
    const bus = createBus()
    const log: unknown[] = []
    const abort = new AbortController()
    bus.on('a', () => abort.abort())
    bus.on('a', (payload) => log.push(payload), { signal: abort.signal })
    bus.dispatch('a', 1)
    bus.dispatch('a', 2)
    expect(log).toEqual([1])
  })

  it('aborted after, removes the listeners it was given for', () => {
    const bus = createBus()
    const abort = new AbortController()
    bus.on('a', () => undefined, { signal: abort.signal })
    bus.onAny(() => undefined, { signal: abort.signal })
    bus.register({ event: 'b', handle: () => undefined, options: { signal: abort.signal } })
    bus.on('a', () => undefined, { name: 'stays' })
    abort.abort()
    expect(bus.listeners().map(({ name }) => name)).toEqual(['stays'])
  })

  it('is let go of, however the listener is removed', () => {
    const bus = createBus()
    const { abort, listening } = countedSignal()
    const { signal } = abort
    const listener = (): void => undefined
    const subscription = bus.on('a', listener, { signal })
    bus.on('a', listener, { signal })
    bus.once('b', listener, { signal })
    bus.on('c', listener, { signal })
    expect(listening()).toBe(4)
    subscription()
    subscription()
    bus.off('a', listener)
    bus.dispatch('b')
    bus.unregisterAll('c')
    expect(listening()).toBe(0)
    bus.on('a', listener, { signal })
    abort.abort()
    expect(listening()).toBe(0)
  })
})
