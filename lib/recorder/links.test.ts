import { describe, expect, it } from 'vitest'
import { deferred, flush, recordedBus } from './test-support.ts'

describe('the listener that made a dispatch', () => {
  it('is named with its registration', () => {
    const { bus, recording } = recordedBus()
    bus.on('a', () => undefined, { name: 'idle' })
    bus.on('a', () => void bus.dispatch('b'), { name: 'maker' })
    bus.dispatch('a')
    const maker = recording.listeners.find(({ name }) => name === 'maker')
    expect(recording.at(1)).toMatchObject({
      event: 'b',
      parent: recording.at(0)?.id,
      parentListener: 'maker',
      parentListenerId: maker?.id,
    })
    expect(recording.columns.parentRun(1)).toBe(1)
  })

  it('is not named where it can not be known, though the parent is', () => {
    const { bus, recording } = recordedBus()
    bus.on('a', () => undefined)
    bus.dispatch('a').dispatch('b')
    expect(recording.at(1)).toMatchObject({
      parent: recording.at(0)?.id,
      parentListener: undefined,
      parentListenerId: undefined,
    })
  })

  it('is forgotten with the dispatch that it ran for', () => {
    const { bus, recording } = recordedBus({ capacity: 1 })
    bus.on('a', () => void bus.dispatch('b'), { name: 'maker' })
    const { id } = bus.dispatch('a')
    expect(recording.at(0)).toMatchObject({ event: 'b', parent: id, parentListener: undefined })
  })
})

describe('a listener in the recording', () => {
  it('tells when it was registered and removed, whose it is, and how often it ran and failed', () => {
    const { bus, recording, clock } = recordedBus()
    const stop = bus.on(
      'a',
      (qty) => {
        if (qty === 0) throw new Error('none left')
      },
      { name: 'stock', owner: 'StockBadge', timeout: 5_000 },
    )
    clock.advance(10)
    bus.dispatch('a', 1)
    bus.dispatch('a', 0)
    const [listener] = recording.listeners
    expect(listener).toMatchObject({
      owner: 'StockBadge',
      timeout: 5_000,
      time: 1_000,
      removed: undefined,
      calls: 2,
      errors: 1,
    })
    clock.advance(5)
    stop()
    expect(recording.listener(listener!.id)).toMatchObject({ active: false, removed: 1_015 })
  })

  it('counts its runs beyond what is kept, and from a clear on anew', () => {
    const { bus, recorder, recording } = recordedBus({ capacity: 1 })
    bus.on('a', () => undefined)
    for (let at = 0; at < 3; at++) bus.dispatch('a')
    expect(recording.listeners[0]?.calls).toBe(3)
    recorder.clear()
    expect(recording.listeners[0]?.calls).toBe(0)
  })

  it('that was there before the recorder has no time of registration', () => {
    const { bus, recorder, recording, detach } = recordedBus()
    detach()
    bus.on('a', () => undefined)
    recorder.attach(bus)
    expect(recording.listeners[0]?.time).toBeUndefined()
  })

  it('is unknown by an id that none has', () => {
    expect(recordedBus().recording.listener(-1)).toBeUndefined()
  })
})

describe('the runs of a row', () => {
  it('are one for each listener, called or not', async () => {
    const { bus, recording, clock } = recordedBus()
    const gate = deferred()
    bus.on('a', () => clock.advance(3), { name: 'inline' })
    bus.on('a', () => gate.promise, { name: 'waits' })
    bus.on('a', () => undefined, { name: 'later', async: true })
    bus.dispatch('a')
    const { columns } = recording
    const first = columns.firstRun(0)
    const statuses = (): string[] => [0, 1, 2].map((at) => columns.runStatus(first + at))
    expect(columns.listenerCount(0)).toBe(3)
    expect(statuses()).toEqual(['ok', 'waiting', 'none'])
    expect(columns.runSync(first)).toBe(3)
    expect(columns.runStart(first + 1)).toBe(3)
    expect(columns.runWait(first + 1)).toBeUndefined()
    expect(recording.listener(columns.runListener(first + 1))?.name).toBe('waits')
    clock.advance(4)
    await flush()
    gate.resolve()
    await flush()
    expect(statuses()).toEqual(['ok', 'ok', 'ok'])
    expect(columns.runWait(first + 1)).toBe(4)
  })

  it('have the error of those that failed', () => {
    const { bus, recording } = recordedBus()
    bus.on('a', () => {
      throw new Error('broken')
    })
    const { errors } = bus.dispatch('a')
    const { columns } = recording
    expect(columns.runError(columns.firstRun(0))).toBe(errors[0])
  })
})

it('what waits still has waited so far', async () => {
  const { bus, recording, clock } = recordedBus()
  const gate = deferred()
  bus.on('a', () => gate.promise)
  bus.on('b', () => undefined)
  bus.dispatch('a')
  bus.dispatch('b')
  clock.advance(30)
  expect(recording.columns.waited(0)).toBe(30)
  expect(recording.columns.waited(1)).toBeUndefined()
  gate.resolve()
  await flush()
  clock.advance(10)
  expect(recording.columns.waited(0)).toBe(30)
})
