import { describe, expect, it, vi } from 'vitest'
import { createBus, EventError, Source } from '../index.ts'
import type { DispatchInfo, Observer } from '../index.ts'
import { deferred } from '../test-support.ts'

/** Writes down all that it is told. */
function logger(): Observer & { readonly log: string[] } {
  const log: string[] = []
  return {
    log,
    registered: (_bus, { name }) => log.push(`registered ${name}`),
    unregistered: (_bus, { name }) => log.push(`unregistered ${name}`),
    dispatchStart: (bus, { event }) => log.push(`${bus.name}: start ${event}`),
    dispatchReturn: (_bus, _dispatch, pending) => log.push(`return ${pending ? 'pending' : 'settled'}`),
    dispatchEnd: (_bus, { errors }) => log.push(`end ${errors.length}`),
    runStart: (_bus, _dispatch, { name }, index) => log.push(`run ${name} ${index}`),
    runWait: () => log.push('wait'),
    runEnd: (_bus, _dispatch, _listener, _index, error) => log.push(`ran ${error?.message ?? 'well'}`),
  }
}

describe('a source', () => {
  it('tells observers of a dispatch at once, and of its run when it runs', () => {
    const source = new Source({ name: 'jobs' })
    const listener = source.register('*', () => undefined, { name: 'worker' })
    const observer = logger()
    const stop = source.observe(observer)
    const started = source.start('print', 'page 1')
    expect(observer.log).toEqual(['registered worker', 'jobs: start print', 'return pending'])
    expect(started.handle).toMatchObject({ event: 'print', payload: 'page 1', settled: false })
    expect(started.run(listener)).toBeUndefined()
    expect(observer.log.slice(3)).toEqual(['run worker 0', 'ran well', 'end 0'])
    expect(started.handle.settled).toBe(true)
    source.unregister(listener)
    source.unregister(listener)
    expect(observer.log.slice(6)).toEqual(['unregistered worker'])
    stop()
    source.start('print', 'page 2')
    expect(observer.log).toHaveLength(7)
  })

  it('waits for a run that is pending', async () => {
    const source = new Source({ name: 'jobs' })
    const gate = deferred()
    const listener = source.register('*', () => gate.promise)
    const started = source.start('print', undefined)
    const done = started.run(listener)
    expect(started.handle.settled).toBe(false)
    gate.resolve()
    await done
    expect(started.handle.settled).toBe(true)
  })

  it('keeps the failure of a run, and passes it on', async () => {
    const onError = vi.fn()
    const source = new Source({ name: 'jobs', onError, maxErrors: 1 })
    const listener = source.register('*', (text: string) => Promise.reject(new Error(text)), {
      name: 'worker',
    })
    for (const text of ['no paper', 'no ink']) await source.start('print', text).run(listener)
    expect(source.errors).toMatchObject([{ event: 'print', listener: 'worker', cause: new Error('no ink') }])
    expect(source.droppedErrors).toBe(1)
    expect(onError).toHaveBeenCalledTimes(2)
    source.clearErrors()
    expect([source.errors, source.droppedErrors]).toEqual([[], 0])
  })

  it('ends a dispatch that is dropped, without a run', () => {
    const source = new Source({ name: 'jobs', onError: () => undefined })
    const observer = logger()
    source.observe(observer)
    const started = source.start('print', 1)
    started.drop(new EventError('print', 'worker', started.handle.id, new Error('closed')))
    expect(started.handle.settled).toBe(true)
    expect(observer.log).toEqual(['jobs: start print', 'return pending', 'end 1'])
  })

  it('passes over a listener that an observer mutes, unless it must run', () => {
    const source = new Source({ name: 'jobs' })
    const ran = vi.fn()
    const listener = source.register('*', ran)
    source.observe({ shouldRun: () => false })
    const muted = source.start('print', 1)
    muted.run(listener)
    expect(muted.handle.settled).toBe(true)
    expect(ran).not.toHaveBeenCalled()
    source.start('print', 2).run(listener, false)
    expect(ran).toHaveBeenCalledTimes(1)
  })

  it('knows what caused a dispatch, also one that starts later', () => {
    const source = new Source({ name: 'jobs' })
    const bus = createBus()
    const told: (readonly [number | undefined, number | undefined])[] = []
    bus.observe({})
    source.observe({
      dispatchStart: (_bus, { parent, parentRun }: DispatchInfo) => told.push([parent, parentRun]),
    })
    let later = source.cause()
    bus.on('a', () => undefined)
    bus.on('a', () => {
      source.start('now', undefined)
      later = source.cause()
    })
    const { id } = bus.dispatch('a')
    source.start('later', undefined, later)
    source.start('alone', undefined)
    expect(told).toEqual([
      [id, 1],
      [id, 1],
      [undefined, undefined],
    ])
  })

  it('is the parent of what its listener dispatches on a bus', () => {
    const source = new Source({ name: 'jobs' })
    const bus = createBus()
    const parents: unknown[] = []
    const listener = source.register('*', () => parents.push(bus.dispatch('printed').parent))
    const started = source.start('print', undefined)
    started.run(listener)
    expect(parents).toEqual([started.handle.id])
  })

  it('refuses an observer that is none', () => {
    expect(() => new Source({ name: 'jobs' }).observe(undefined as never)).toThrow(
      new TypeError('`observer` must be an object, not undefined'),
    )
  })
})
