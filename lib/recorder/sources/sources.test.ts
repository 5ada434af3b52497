import { afterEach, expect, it, vi } from 'vitest'
import {
  createBus,
  disposable,
  type Driver,
  type DriverChange,
  type DriverState,
  type Receiver,
  type Subscription,
} from '../../core/index.ts'
import { createRecorder } from '../index.ts'
import { flush } from '../test-support.ts'

/** A driver that goes into the states it is told. */
class FakeDriver implements Driver {
  state: DriverState = 'connecting'
  counts = { sent: 1, received: 2, failed: 3, refused: 4 }
  /** It knows its bus, as drivers do. */
  readonly receivers: Receiver[] = []
  readonly watchers = new Set<(change: DriverChange) => void>()

  constructor(readonly name: string = 'fake') {}

  enter(state: DriverState, reason?: string, time = 1): void {
    this.state = state
    for (const watcher of this.watchers) watcher({ state, time, reason })
  }
  onState(listener: (change: DriverChange) => void): Subscription {
    this.watchers.add(listener)
    return disposable(() => {
      this.watchers.delete(listener)
    })
  }
  publish(): void {}
  subscribe(_event: string, receiver: Receiver): void {
    this.receivers.push(receiver)
  }
  unsubscribe(): void {}
  async wait(): Promise<void> {}
  async close(): Promise<void> {
    this.enter('closed')
  }
}

/** What can be observed, with more to it. */
const observable = <More extends object>(more: More) => ({
  observe: () => disposable(() => undefined),
  ...more,
})

afterEach(() => {
  vi.useRealTimers()
})

it('lists what it is attached to, in that order, until it is detached', () => {
  vi.useFakeTimers({ now: 5_000 })
  const { attach, recording } = withAttach()
  const shop = createBus({ name: 'shop' })
  const detach = attach(shop)
  attach(observable({ name: 'clicks' }))
  attach(observable({ id: 7, name: 'orders', queues: () => [{ name: 'shard 0', depth: 3, capacity: 10 }] }))
  attach(shop)
  expect(recording.sources()).toMatchObject([
    {
      id: shop.id,
      name: 'shop',
      kind: 'bus',
      attachedAt: 5_000,
      closed: false,
      driver: undefined,
      queues: [],
    },
    { name: 'clicks', kind: 'emitter' },
    { id: 7, kind: 'stream', queues: [{ name: 'shard 0', depth: 3, capacity: 10 }] },
  ])
  detach()
  expect(recording.sources().map(({ name }) => name)).toEqual(['clicks', 'orders'])
})

it('says what a driver is doing: its state, since when and why, and its counts', () => {
  const { attach, recording } = withAttach()
  const driver = new FakeDriver('redis')
  attach(createBus({ driver }))
  expect(driverOf(recording)).toEqual({
    name: 'redis',
    state: 'connecting',
    since: undefined,
    reason: undefined,
    counts: { sent: 1, received: 2, failed: 3, refused: 4 },
    changes: [],
    droppedChanges: 0,
  })
  driver.enter('open', undefined, 10)
  driver.enter('down', 'the server has gone', 20)
  driver.counts = { sent: 9, received: 2, failed: 3, refused: 4 }
  expect(driverOf(recording)).toMatchObject({
    state: 'down',
    since: 20,
    reason: 'the server has gone',
    counts: { sent: 9 },
    changes: [
      { state: 'open', time: 10, reason: undefined },
      { state: 'down', time: 20, reason: 'the server has gone' },
    ],
  })
})

it('a change of state is a change of the recording: who shows it is told', async () => {
  const { attach, recording } = withAttach()
  const driver = new FakeDriver()
  attach(createBus({ driver }))
  await flush()
  const told = vi.fn()
  recording.subscribe(told)
  const { revision } = recording
  driver.enter('down')
  await flush()
  expect(told).toHaveBeenCalledOnce()
  expect(recording.revision).toBeGreaterThan(revision)
})

it('keeps the newest 50 changes, and counts the others', () => {
  const { attach, recording } = withAttach()
  const driver = new FakeDriver()
  attach(createBus({ driver }))
  for (let time = 0; time < 60; time++) driver.enter(time % 2 === 0 ? 'open' : 'down', undefined, time)
  const { changes, droppedChanges, since } = driverOf(recording)!
  expect([changes.length, changes[0]?.time, changes.at(-1)?.time]).toEqual([50, 10, 59])
  expect([droppedChanges, since]).toEqual([10, 59])
})

it('detaching stops listening to the driver', () => {
  const { attach } = withAttach()
  const driver = new FakeDriver()
  const detach = attach(createBus({ driver }))
  expect(driver.watchers.size).toBe(1)
  detach()
  expect(driver.watchers.size).toBe(0)
})

it('a bus that was closed is listed as that, its driver with it', async () => {
  const { attach, recording } = withAttach()
  const driver = new FakeDriver()
  const bus = createBus({ driver })
  attach(bus)
  await bus.close()
  expect(recording.sources()).toMatchObject([{ closed: true, driver: { state: 'closed' } }])
})

it('the queues of a driver are among those of its bus, up to 256', () => {
  const { attach, recording } = withAttach()
  const queues = Array.from({ length: 300 }, (_, at) => ({ name: `q${at}`, depth: at, capacity: Infinity }))
  attach(createBus({ driver: Object.assign(new FakeDriver(), { queues: () => queues }) }))
  const [source] = recording.sources()
  expect(source).toMatchObject({ kind: 'bus', omittedQueues: 44 })
  expect(source?.queues.length).toBe(256)
  expect(source?.queues[1]).toEqual({ name: 'q1', depth: 1, capacity: Infinity, waiting: 0 })
})

it('whatever a source or driver throws or says, the rest is listed', () => {
  const { attach, recording } = withAttach()
  const bad = (): never => {
    throw new Error('no')
  }
  const throwing = (...keys: string[]): object =>
    Object.defineProperties({}, Object.fromEntries(keys.map((key) => [key, { get: bad, enumerable: true }])))
  const silent = Object.assign(throwing('state', 'counts', 'name'), { onState: bad })
  attach(Object.assign(throwing('driver', 'queues', 'name', 'id', 'closed'), observable({})))
  attach(observable({ name: 'silent', driver: silent, queues: bad }))
  attach(observable({ name: 'odd', driver: { onState: () => undefined, state: 'lost', counts: 'none' } }))
  attach(observable({ name: 'null', driver: null, queues: () => [null] }))
  attach(observable({ name: 'wrong', queues: () => [{ name: 1, depth: -1, capacity: 'x' }] }))
  const nothing = { sent: 0, received: 0, failed: 0, refused: 0 }
  expect(recording.sources()).toMatchObject([
    { name: 'emitter', kind: 'emitter', closed: false, driver: undefined },
    { name: 'silent', driver: { name: 'driver', state: 'connecting', counts: nothing }, queues: [] },
    { name: 'odd', driver: { state: 'connecting', counts: nothing } },
    { name: 'null', driver: undefined, queues: [{ name: 'queue', depth: 0, capacity: 0 }] },
    { name: 'wrong', queues: [{ name: 'queue', depth: 0, capacity: 0 }] },
  ])
})

it('a driver that tells nonsense of its state is not believed, and long texts are cut', () => {
  const { attach, recording } = withAttach()
  const driver = new FakeDriver()
  attach(createBus({ driver }))
  for (const watcher of driver.watchers) {
    watcher(null as never)
    watcher({ state: 'lost' as DriverState, time: 1, reason: undefined })
  }
  driver.enter('down', 'x'.repeat(10_000))
  expect(driverOf(recording)?.changes.map(({ state }) => state)).toEqual(['down'])
  expect(driverOf(recording)?.reason).toHaveLength(500)
})

it('no bus is kept alive for its driver, and what is gone is listed no more', async () => {
  const { attach, recording } = withAttach()
  const make = (): WeakRef<object> => {
    const bus = createBus({ driver: new FakeDriver() })
    bus.on('a', () => undefined)
    attach(bus)
    return new WeakRef(bus)
  }
  const gone = [make(), make()]
  for (let round = 0; round < 50 && gone.some((ref) => ref.deref() !== undefined); round++) {
    // A WeakRef keeps its target until the task is over.
    await new Promise((resolve) => setTimeout(resolve))
    globalThis.gc!()
  }
  expect(gone.map((ref) => ref.deref())).toEqual([undefined, undefined])
  expect(recording.sources()).toEqual([])
})

function withAttach() {
  const recorder = createRecorder()
  const { recording } = recorder
  // Foreign emitters, as adapters stand for them, have less than a bus, or more.
  const attach = (source: object): Subscription =>
    recorder.attach(source as Parameters<typeof recorder.attach>[0])
  return { attach, recording }
}

function driverOf(recording: ReturnType<typeof createRecorder>['recording']) {
  return recording.sources()[0]?.driver
}
