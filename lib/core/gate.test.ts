import { describe, expect, it, vi } from 'vitest'
import { createBus, type Observer } from 'eventscope'

/** Passes over the listeners of these names, and writes down all that it is told. */
function gate(...names: readonly string[]): Observer & { readonly log: string[] } {
  const log: string[] = []
  return {
    log,
    shouldRun: (_bus, _dispatch, { name }) => !names.includes(name),
    runStart: (_bus, _dispatch, { name }, index) => log.push(`start ${name} ${index}`),
    runEnd: (_bus, _dispatch, { name }, index) => log.push(`end ${name} ${index}`),
  }
}

describe('an observer that passes over listeners', () => {
  it('keeps these from running, and no other', () => {
    const bus = createBus()
    const ran: string[] = []
    for (const name of ['first', 'second', 'third']) bus.on('a', () => ran.push(name), { name })
    const observer = gate('second')
    const stop = bus.observe(observer)
    bus.dispatch('a')
    expect(ran).toEqual(['first', 'third'])
    expect(observer.log).toEqual(['start first 0', 'end first 0', 'start third 2', 'end third 2'])
    stop()
    bus.dispatch('a')
    expect(ran).toEqual(['first', 'third', 'first', 'second', 'third'])
  })

  it('is asked about an async listener before dispatch() returns', async () => {
    const bus = createBus()
    const listener = vi.fn()
    bus.on('a', listener, { async: true, name: 'muted' })
    const stop = bus.observe(gate('muted'))
    const handle = bus.dispatch('a')
    expect(handle.settled).toBe(true)
    stop()
    await Promise.resolve()
    expect(listener).not.toHaveBeenCalled()
  })

  it('leaves a once listener registered for the next dispatch', () => {
    const bus = createBus()
    const listener = vi.fn()
    bus.once('a', listener, { name: 'once' })
    const stop = bus.observe(gate('once'))
    bus.dispatch('a')
    expect(bus.listeners('a')).toHaveLength(1)
    stop()
    bus.dispatch('a')
    expect(listener).toHaveBeenCalledTimes(1)
    expect(bus.listeners('a')).toHaveLength(0)
  })

  it('that throws passes over nothing, and is reported', () => {
    const report = vi.fn()
    vi.stubGlobal('reportError', report)
    const bus = createBus()
    const listener = vi.fn()
    bus.on('a', listener)
    bus.observe({
      shouldRun: () => {
        throw new Error('broken gate')
      },
    })
    bus.dispatch('a')
    vi.unstubAllGlobals()
    expect(listener).toHaveBeenCalledTimes(1)
    expect(report).toHaveBeenCalledWith(new Error('broken gate'))
  })

  it('is not overruled by one that does not', () => {
    const bus = createBus()
    const listener = vi.fn()
    bus.on('a', listener, { name: 'muted' })
    const asked = vi.fn(() => true)
    bus.observe(gate('muted'))
    bus.observe({ shouldRun: asked })
    bus.dispatch('a')
    expect(listener).not.toHaveBeenCalled()
    expect(asked).toHaveBeenCalledTimes(1)
  })
})
