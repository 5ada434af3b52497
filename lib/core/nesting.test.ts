import { describe, expect, it } from 'vitest'
import { createBus, DispatchDepthError, EventError } from './index.ts'

const quiet = { onError: () => undefined }

describe('nested dispatches', () => {
  it('run to their end before the listener goes on', () => {
    const bus = createBus()
    const log: string[] = []
    bus.on('a', () => {
      log.push('a1 in')
      bus.dispatch('b')
      log.push('a1 out')
    })
    bus.on('a', () => log.push('a2'))
    bus.on('b', () => log.push('b'))
    bus.dispatch('a')
    expect(log).toEqual(['a1 in', 'b', 'a1 out', 'a2'])
  })

  it('may recurse as far as a tree is deep', () => {
    const bus = createBus()
    let deepest = 0
    bus.on('descend', (level) => {
      deepest = level as number
      if (deepest < 400) bus.dispatch('descend', deepest + 1)
    })
    bus.dispatch('descend', 1)
    expect(deepest).toBe(400)
    expect(bus.errors).toEqual([])
  })

  it('that never end are refused with a DispatchDepthError, and the bus goes on', async () => {
    const bus = createBus(quiet)
    let runs = 0
    const stop = bus.on('a', () => {
      runs++
      bus.dispatch('a')
    })
    const handle = bus.dispatch('a')
    expect(handle.settled).toBe(true)
    expect(handle.errors).toEqual([])
    expect(bus.errors.map((error) => error.cause)).toEqual([expect.any(DispatchDepthError)])
    stop()
    const seen: unknown[] = []
    bus.on('b', (payload) => seen.push(payload))
    // Were the depth not restored, the limit would be hit sooner each time.
    for (let count = 0; count < 1_000; count++) bus.dispatch('b', count)
    expect(seen).toHaveLength(1_000)
    expect(bus.errors).toHaveLength(1)
    expect(bus.dispatch('b').parent).toBeUndefined()
    expect(await bus.wait()).toBe(true)

    const before = runs
    bus.on('a', () => {
      runs++
      bus.dispatch('a')
    })
    bus.dispatch('a')
    expect(runs - before).toBe(before)
  })

  it('that never end and double each time end all the same', () => {
    const bus = createBus(quiet)
    let runs = 0
    bus.on('a', () => {
      runs++
      bus.dispatch('a')
      bus.dispatch('a')
    })
    bus.dispatch('a')
    expect(runs).toBeLessThan(1_000)
    expect(bus.errors.at(-1)?.cause).toBeInstanceOf(DispatchDepthError)
  })

  it('between two buses that never end are refused too', () => {
    const one = createBus(quiet)
    const two = createBus(quiet)
    one.on('ping', () => two.dispatch('pong'))
    two.on('pong', () => one.dispatch('ping'))
    one.dispatch('ping')
    expect([...one.errors, ...two.errors].map((error) => error.cause)).toEqual([
      expect.any(DispatchDepthError),
    ])
  })

  it('leave the bus usable when the stack overflows inside a listener', async () => {
    const bus = createBus(quiet)
    const overflow = (): void => {
      bus.dispatch('b')
      overflow()
    }
    bus.on('a', overflow)
    bus.on('b', () => undefined)
    const handle = bus.dispatch('a')
    expect(handle.errors[0]?.cause).toBeInstanceOf(RangeError)
    expect(bus.dispatch('b').parent).toBeUndefined()
    expect(handle.errors[0]).toBeInstanceOf(EventError)
    expect(await bus.wait({ timeout: 1_000 })).toBe(true)
  })

  it('leave nothing behind wherever the stack overflows', async () => {
    const bus = createBus(quiet)
    bus.on('a', () => undefined)
    bus.on('loop', () => bus.dispatch('loop'))
    const thrown: unknown[] = []
    const recurse = (...padding: number[]): void => {
      try {
        recurse(...padding)
      } catch {
        // Near the end of the stack, where anything may overflow.
        try {
          bus.dispatch('a')
        } catch (error) {
          thrown.push(error)
        }
      }
    }
    // Frames of many sizes, so that it ends at other places.
    for (let size = 0; size < 12; size++) recurse(...Array.from({ length: size }, () => 0))
    expect(thrown.every((error) => error instanceof RangeError)).toBe(true)
    expect(bus.dispatch('a').parent).toBeUndefined()
    expect(await bus.wait({ timeout: 1_000 })).toBe(true)
    bus.dispatch('loop')
    expect(bus.dispatch('a').errors).toEqual([])
  })
})
