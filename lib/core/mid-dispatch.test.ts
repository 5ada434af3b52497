import { describe, expect, it } from 'vitest'
import { createBus } from './index.ts'

describe('during a dispatch', () => {
  it('a listener that is removed still gets that dispatch, but no later one', () => {
    const bus = createBus()
    const log: string[] = []
    bus.on('a', () => second())
    const second = bus.on('a', () => log.push('second'))
    bus.on('a', () => log.push('third'))
    bus.dispatch('a')
    bus.dispatch('a')
    expect(log).toEqual(['second', 'third', 'third'])
  })

  it('a listener may remove itself', () => {
    const bus = createBus()
    const log: string[] = []
    const self = bus.on('a', () => {
      log.push('self')
      self()
    })
    bus.on('a', () => log.push('next'))
    bus.dispatch('a')
    bus.dispatch('a')
    expect(log).toEqual(['self', 'next', 'next'])
  })

  it('a listener that is added gets later dispatches only, nested ones included', () => {
    const bus = createBus()
    const log: unknown[] = []
    let added = false
    bus.on('a', (payload) => {
      if (added) return
      added = true
      bus.on('a', (late) => log.push(late))
      if (payload === 'outer') bus.dispatch('a', 'nested')
    })
    bus.dispatch('a', 'outer')
    expect(log).toEqual(['nested'])
    bus.dispatch('a', 'later')
    expect(log).toEqual(['nested', 'later'])
  })

  it('an observer that adds a listener as the dispatch starts adds it for later ones', () => {
    const bus = createBus()
    const log: unknown[] = []
    bus.on('a', () => undefined)
    const counts: number[] = []
    bus.observe({
      dispatchStart: (_, dispatch) => {
        counts.push(dispatch.listenerCount)
        bus.on('a', (payload) => log.push(payload))
      },
    })
    bus.dispatch('a', 1)
    expect(log).toEqual([])
    expect(counts).toEqual([1])
  })

  it('unregisterAll() lets that dispatch finish, and is idempotent', () => {
    const bus = createBus()
    const log: string[] = []
    bus.onAny(() => log.push('any'))
    bus.on('a', () => {
      bus.unregisterAll('a')
      bus.unregisterAll('a')
    })
    bus.on('a', () => log.push('a'))
    bus.on('b', () => log.push('b'))
    bus.dispatch('a')
    expect(log).toEqual(['any', 'a'])
    bus.dispatch('a')
    bus.dispatch('b')
    expect(log).toEqual(['any', 'a', 'any', 'any', 'b'])
    bus.unregisterAll('never registered')
  })
})
