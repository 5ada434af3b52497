import { expect, it, vi } from 'vitest'
import { createBus } from '../core/index.ts'
import { CHUNK_ROWS } from './chunks.ts'
import type { Recording } from './index.ts'
import { deferred, flush, recordedBus } from './test-support.ts'

/** Every column against the view of the same dispatch. */
function expectColumnsToAgree(recording: Recording): void {
  const { columns } = recording
  expect(columns.end - columns.first).toBe(recording.size)
  for (let row = columns.first; row < columns.end; row++) {
    const view = recording.at(row - columns.first)
    const { runs, ...rest } = view!
    const maker = columns.parentListener(row)
    const listener = maker === undefined ? undefined : recording.listener(maker)
    expect(rest).toEqual({
      id: columns.id(row),
      event: columns.event(row),
      bus: columns.bus(row),
      payload: columns.payload(row),
      parent: columns.parent(row),
      parentListener: listener?.name,
      parentListenerId: listener?.id,
      time: columns.time(row),
      sync: columns.sync(row),
      wait: columns.wait(row),
      status: columns.status(row),
      errors: columns.errors(row),
      stack: columns.stack(row),
      mutations: columns.mutations(row),
      moreMutations: columns.moreMutations(row),
      replayOf: columns.replayOf(row),
    })
    expect(columns.mutated(row)).toBe((rest.mutations ?? []).length > 0)
    const names: string[] = []
    expect(columns.someListener(row, (name) => names.push(name) < 0)).toBe(false)
    expect(names).toEqual(runs.map((run) => run.listener))
    expect(columns.runCount(row)).toBe(runs.length)
    expect(columns.errorCount(row)).toBe(rest.errors.length)
    expect(recording.rowOf(rest.id)).toBe(row)
    expect(recording.byId(rest.id)).toEqual(view)
  }
}

it('the oldest dispatches go first, and are counted', () => {
  const { bus, recording } = recordedBus({ capacity: 3 })
  const ids = [0, 1, 2, 3, 4].map((payload) => bus.dispatch('a', payload).id)
  expect(recording).toMatchObject({ size: 3, total: 5, dropped: 2, capacity: 3 })
  expect(recording.find('').map((view) => view.payload)).toEqual([2, 3, 4])
  expect(recording.at(0)?.id).toBe(ids[2])
  expect(recording.byId(ids[1]!)).toBeUndefined()
  expect(recording.rowOf(ids[1]!)).toBe(-1)
  expect([recording.at(-1), recording.at(3), recording.at(0.5)]).toEqual([undefined, undefined, undefined])
  expectColumnsToAgree(recording)
})

it('a pending dispatch that was dropped no longer counts, and settles without effect', async () => {
  const { bus, recording } = recordedBus({ capacity: 1 })
  const gate = deferred()
  bus.on('slow', () => gate.promise)
  bus.on('bad', () => {
    throw new Error('broken')
  })
  const slow = bus.dispatch('slow')
  bus.dispatch('bad')
  expect(recording.stats()).toMatchObject({ waiting: 0, errors: 1, dropped: 1 })
  bus.dispatch('good')
  expect(recording.stats()).toMatchObject({ waiting: 0, errors: 0, retained: 1, total: 3 })
  const { version } = recording
  gate.reject(new Error('late'))
  await slow.wait()
  expect(recording.version).toBe(version)
  expect(recording.stats()).toMatchObject({ waiting: 0, errors: 0 })
  expect(recording.at(0)).toMatchObject({ event: 'good', status: 'ok' })
})

it('while paused nothing is added, but what was there is followed to its end', async () => {
  const { bus, recorder, recording } = recordedBus()
  const gate = deferred()
  bus.on('slow', () => gate.promise)
  const first = bus.dispatch('slow')
  recorder.pause()
  expect(recorder.paused).toBe(true)
  const unseen = bus.dispatch('slow')
  recorder.resume()
  const last = bus.dispatch('slow')
  expect(recording.stats()).toMatchObject({ retained: 2, waiting: 2 })
  gate.resolve()
  await bus.wait()
  expect(recording.find('').map(({ id, status }) => [id, status])).toEqual([
    [first.id, 'ok'],
    [last.id, 'ok'],
  ])
  expect(recording.byId(unseen.id)).toBeUndefined()
  expect(recording.stats().waiting).toBe(0)
})

it('after a clear, the ends of earlier dispatches do nothing', async () => {
  const { bus, recorder, recording } = recordedBus({ capacity: 4 })
  const gate = deferred()
  bus.on('slow', () => gate.promise)
  for (let count = 0; count < 6; count++) bus.dispatch('slow')
  recorder.clear()
  expect(recording).toMatchObject({ size: 0, total: 0, dropped: 0, generation: 1 })
  expect(recording.stats()).toMatchObject({ waiting: 0, errors: 0, cost: undefined })
  bus.dispatch('quick')
  gate.reject(new Error('broken'))
  await bus.wait()
  expect(recording.stats()).toMatchObject({ waiting: 0, errors: 0, retained: 1 })
  expect(recording.at(0)).toMatchObject({ event: 'quick', status: 'ok' })
  expect(recording.rowOf(recording.at(0)!.id)).toBe(0)
})

it('a clear inside a listener leaves nothing of the dispatch that runs', () => {
  const { bus, recorder, recording } = recordedBus()
  bus.on('a', () => recorder.clear())
  bus.on('a', () => bus.dispatch('b'))
  bus.dispatch('a')
  expect(recording.find('').map((view) => [view.event, view.status])).toEqual([['b', 'ok']])
})

it('a dispatch is found by its id wherever pauses have left gaps', () => {
  const { bus, recorder, recording } = recordedBus()
  const kept: number[] = []
  const left: number[] = []
  for (let count = 0; count < 200; count++) {
    const paused = count % 7 < 3 || count % 31 === 0
    if (paused) recorder.pause()
    const { id } = bus.dispatch('a')
    if (paused) left.push(id)
    else kept.push(id)
    recorder.resume()
  }
  expect(kept.map((id) => recording.rowOf(id))).toEqual(kept.map((_, row) => row))
  expect(left.filter((id) => recording.rowOf(id) !== -1)).toEqual([])
  expect(recording.byId(Number.NaN)).toBeUndefined()
})

it('rows stay right across chunks', () => {
  const { bus, recording } = recordedBus({ capacity: 5_000 })
  bus.on('even', () => undefined, { name: 'one' })
  bus.on('even', () => undefined, { name: 'two' })
  bus.on('odd', () => {
    throw new Error('odd')
  })
  const ids: number[] = []
  for (let at = 0; at < 20_000; at++) ids.push(bus.dispatch(at % 2 === 0 ? 'even' : 'odd', at).id)
  expect(recording.stats()).toMatchObject({ retained: 5_000, total: 20_000, dropped: 15_000, errors: 2_500 })
  expect(4 * CHUNK_ROWS).toBeGreaterThan(15_000)
  for (let row = 15_000; row < 20_000; row++) {
    const view = recording.byId(ids[row]!)
    const even = row % 2 === 0
    const found = [view?.payload, view?.event, view?.status, view?.runs.length, recording.rowOf(ids[row]!)]
    expect(found).toEqual([row, even ? 'even' : 'odd', even ? 'ok' : 'failed', even ? 2 : 1, row])
  }
  expectColumnsToAgree(recording)
})

it('one dispatch may have more runs than a chunk has rows', () => {
  const { bus, recording } = recordedBus({ capacity: 2 })
  for (let count = 0; count < CHUNK_ROWS + 10; count++) bus.on('a', () => undefined, { name: `l${count}` })
  for (let count = 0; count < 5; count++) bus.dispatch('a')
  expect(recording.at(1)?.runs.length).toBe(CHUNK_ROWS + 10)
  expect(recording.columns.someListener(4, (name) => name === `l${CHUNK_ROWS + 9}`)).toBe(true)
})

it('version grows with each change, revision with changes of rows that were there', async () => {
  const { bus, recorder, recording } = recordedBus()
  const seen = (): number[] => [recording.version, recording.revision, recording.generation]
  const gate = deferred()
  const grew = (before: number[]): boolean[] => seen().map((now, at) => now > before[at]!)
  let before = seen()
  bus.on('a', () => gate.promise)
  expect(grew(before)).toEqual([true, false, false])
  before = seen()
  bus.dispatch('a')
  expect(grew(before)).toEqual([true, true, false])
  before = seen()
  gate.resolve()
  await bus.wait()
  expect(grew(before)).toEqual([true, true, false])
  before = seen()
  recorder.clear()
  expect(grew(before)).toEqual([true, true, true])
})

it('version grows when an async dispatch returns and starts to count as waiting', () => {
  const { bus, recording } = recordedBus()
  let started = 0
  const watch = { dispatchStart: () => (started = recording.version) }
  bus.observe(watch)
  bus.on('a', () => undefined, { async: true })
  bus.dispatch('a')
  expect(recording.stats().waiting).toBe(1)
  expect(recording.version).toBeGreaterThan(started)
})

it('subscribers are called once for many changes, in a later microtask, until they unsubscribe', async () => {
  const { bus, recording } = recordedBus()
  const listener = vi.fn<() => void>()
  const stop = recording.subscribe(listener)
  for (let count = 0; count < 5; count++) bus.dispatch('a')
  expect(listener).not.toHaveBeenCalled()
  await flush()
  expect(listener).toHaveBeenCalledTimes(1)
  bus.dispatch('a')
  await flush()
  expect(listener).toHaveBeenCalledTimes(2)
  bus.dispatch('a')
  stop()
  stop()
  await flush()
  expect(listener).toHaveBeenCalledTimes(2)
})

it('a subscriber that throws stops no other, and one that subscribes again is called once', () => {
  const { bus, recording } = recordedBus()
  const jobs: (() => void)[] = []
  const queue = vi.spyOn(globalThis, 'queueMicrotask').mockImplementation((job) => void jobs.push(job))
  let calls = 0
  recording.subscribe(() => {
    throw new Error('broken')
  })
  let stop = (): void => undefined
  const again = (): void => {
    calls++
    stop()
    stop = recording.subscribe(again)
  }
  stop = recording.subscribe(again)
  bus.dispatch('a')
  jobs.shift()?.()
  queue.mockRestore()
  expect(calls).toBe(1)
  expect(() => jobs.shift()?.()).toThrow('broken')
})

it('stats tell the rate of the last second, the cost and the step of the clock', () => {
  const { bus, recorder, recording, clock } = recordedBus()
  expect(recording.stats()).toMatchObject({ rate: 0, cost: undefined, clockStep: 0.5 })
  for (let count = 0; count < 6; count++) {
    bus.dispatch('a')
    clock.advance(50)
  }
  expect(recording.stats()).toMatchObject({ rate: 6, cost: 0, total: 6 })
  clock.advance(650)
  expect(recording.stats().rate).toBe(6)
  clock.advance(100)
  expect(recording.stats().rate).toBe(4)
  clock.advance(5_000)
  expect(recording.stats().rate).toBe(0)
  expect(recording.now()).toBe(clock.time)
  recorder.clear()
  expect(recording.stats().cost).toBeUndefined()
})

it('listeners are listed while they are registered, and when they were removed, until a clear', () => {
  const { bus, recorder, recording } = recordedBus()
  const off = bus.on('a', () => undefined, { name: 'ran' })
  const unused = bus.on('b', () => undefined, { name: 'never ran' })
  bus.dispatch('a')
  expect(recording.listeners.map(({ name, active }) => [name, active])).toEqual([
    ['ran', true],
    ['never ran', true],
  ])
  off()
  unused()
  expect(recording.listeners.map(({ name, active, ran }) => [name, active, ran])).toEqual([
    ['ran', false, true],
    ['never ran', false, false],
  ])
  recorder.clear()
  expect(recording.listeners).toEqual([])
})

it('a detached bus leaves no listeners behind, however often it is attached', () => {
  const { bus, recorder, recording, detach } = recordedBus()
  const off = bus.on('a', () => undefined)
  detach()
  expect(recording.listeners).toEqual([])
  for (let count = 0; count < 3; count++) recorder.attach(bus)()
  recorder.attach(bus)
  expect(recording.listeners.length).toBe(1)
  off()
  expect(recording.listeners).toMatchObject([{ active: false, removed: 1_000 }])
  recorder.clear()
  expect(recording.listeners).toEqual([])
  for (let count = 0; count < 100; count++) {
    const other = createBus()
    other.on('a', () => undefined)
    recorder.attach(other)()
  }
  expect(recording.listeners).toEqual([])
})

it('names made up without end do not pile up', () => {
  const { bus, recording } = recordedBus({ capacity: 100 })
  for (let count = 0; count < 50_000; count++) {
    const off = bus.on(`event.${count}`, () => undefined, { name: `listener ${count}` })
    bus.dispatch(`event.${count}`)
    off()
  }
  // Of those that were removed, the newest 1 000 are known.
  expect(recording.listeners.length).toBe(1_000)
  expect(recording.stats().forgottenListeners).toBe(49_000)
  expect(recording.at(99)).toMatchObject({ event: 'event.49999', runs: [{ listener: 'listener 49999' }] })
})

it('of listeners that were removed without a run, the newest 1 000 are listed, and others counted', () => {
  const { bus, recorder, recording } = recordedBus()
  for (let count = 0; count < 3_000; count++) bus.on('a', () => undefined, { name: `listener ${count}` })()
  expect(recording.listeners.length).toBe(1_000)
  expect(recording.listeners[0]).toMatchObject({ name: 'listener 2000', active: false, removed: 1_000 })
  expect([...recording.listenerIds()]).toEqual(recording.listeners.map(({ id }) => id))
  expect(recording.stats().forgottenListeners).toBe(2_000)
  recorder.clear()
  expect(recording.listeners).toEqual([])
  expect(recording.stats().forgottenListeners).toBe(0)
})

it('listeners of a bus that the page has dropped without detaching it are let go of', async () => {
  const { recorder, recording } = recordedBus()
  const drop = (): WeakRef<object> => {
    const bus = createBus()
    for (let count = 0; count < 100; count++) bus.on('a', () => undefined)
    recorder.attach(bus)
    bus.dispatch('a')
    return new WeakRef(bus)
  }
  const gone = drop()
  expect(recording.listeners.filter(({ active }) => active).length).toBe(100)
  await expect
    .poll(() => {
      globalThis.gc?.()
      return gone.deref() === undefined && recording.listeners.every(({ active }) => !active)
    })
    .toBe(true)
  // They are those of the dispatch that is kept.
  expect(recording.listeners.length).toBe(100)
  recorder.clear()
  expect(recording.listeners).toEqual([])
})
