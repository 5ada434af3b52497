import { describe, expect, it, vi } from 'vitest'
import { BusClosedError, createBus, type DispatchCheck } from '../../core/index.ts'
import { makeEvent, namingRule, WireError } from '../../wire/index.ts'
import { createBroker, memoryStore, outboxDriver, OutboxFullError } from './index.ts'
import { downDriver, FakeDriver, fakePage, flush } from './test-support.ts'

const created = makeEvent(
  'article',
  'article-created',
  { title: 'Hello' },
  { timestamp: '2026-01-02T03:04:05Z' },
)

/** A check that refuses every dispatch. */
const refusing: DispatchCheck = { refuses: true, test: () => new Error('the schema says no') }

describe('publish', () => {
  it('dispatches the event by its type, and resolves when the driver has it', async () => {
    const inner = new FakeDriver()
    let arrive: () => void = () => undefined
    inner.answer = () => new Promise((resolve) => (arrive = resolve))
    const broker = createBroker(createBus({ driver: inner }))
    const seen: unknown[] = []
    broker.subscribe((event) => seen.push(event), 'article-created')
    let published = false
    const publishing = broker.publish(created).then(() => (published = true))
    expect(seen).toEqual([created])
    await flush()
    expect(published).toBe(false)
    arrive()
    await publishing
    expect(inner.arrived).toMatchObject([{ event: 'article-created', payload: created }])
  })

  it('rejects with what the driver fails with', async () => {
    const broker = createBroker(createBus({ driver: downDriver(), onError: () => undefined }))
    await expect(broker.publish(created)).rejects.toThrow('no network')
  })

  it('does not reject for a listener that fails, nor for a check that does not refuse', async () => {
    const errors: unknown[] = []
    const bus = createBus({
      driver: new FakeDriver(),
      checks: [namingRule()],
      onError: ({ cause }) => errors.push(cause),
    })
    const broker = createBroker(bus)
    broker.subscribe(() => {
      throw new Error('not shown')
    }, 'ArticleCreated')
    await broker.publish({ ...created, type: 'ArticleCreated' })
    expect(errors).toHaveLength(2)
  })

  it('rejects with why a check refuses', async () => {
    const broker = createBroker(createBus({ checks: [refusing], onError: () => undefined }))
    await expect(broker.publish(created)).rejects.toThrow('the schema says no')
  })

  it('resolves on a bus without a driver', async () => {
    expect(await createBroker(createBus()).publish(created)).toBeUndefined()
  })

  it('rejects what cannot be encoded, and dispatches nothing', async () => {
    const { bus, inner } = fakePage()
    const heard: unknown[] = []
    bus.onAny((payload) => heard.push(payload))
    const broker = createBroker(bus)
    const publishing = broker.publish({ ...created, body: { at: 1n } as never })
    await expect(publishing).rejects.toThrow(WireError)
    await expect(publishing).rejects.toMatchObject({ field: 'body.at' })
    expect([heard, inner.tries]).toEqual([[], 0])
  })
})

describe('resilientPublish', () => {
  it('keeps what the driver does not take, and sends it when it does', async () => {
    const { bus, inner, outbox, errors } = fakePage({}, downDriver())
    const broker = createBroker(bus)
    const seen: unknown[] = []
    broker.subscribe((event) => seen.push(event), created.type)
    expect(broker.resilientPublish(created)).toBeUndefined()
    expect(seen).toEqual([created])
    await flush()
    expect(outbox.pending).toBe(1)
    inner.comeUp()
    await flush()
    expect(inner.payloads).toEqual([created])
    expect(errors).toEqual([])
  })

  it('returns what cannot be encoded, and dispatches nothing', () => {
    const { bus, outbox, errors } = fakePage()
    const failure = createBroker(bus).resilientPublish({ ...created, timestamp: 'yesterday' })
    expect(failure).toBeInstanceOf(WireError)
    expect(failure).toMatchObject({ field: 'timestamp' })
    expect([outbox.pending, errors]).toEqual([0, []])
  })

  it('returns that the outbox is full', async () => {
    const { bus } = fakePage({ maxEntries: 1 }, downDriver())
    const broker = createBroker(bus)
    expect(broker.resilientPublish(created)).toBeUndefined()
    expect(broker.resilientPublish(created)).toBeInstanceOf(OutboxFullError)
  })

  it('returns why a check refuses, and nothing of one that does not', () => {
    const driver = outboxDriver(downDriver(), { store: memoryStore() })
    const refused = createBus({ driver, checks: [refusing], onError: () => undefined })
    expect(createBroker(refused).resilientPublish(created)?.message).toBe('the schema says no')
    const told = createBus({ driver, checks: [namingRule()], onError: () => undefined })
    expect(createBroker(told).resilientPublish({ ...created, type: 'Oddly' })).toBeUndefined()
    expect(told.errors[0]?.message).toContain('{noun}-{action}')
  })

  it('leaves failing listeners to the bus', () => {
    const { bus, errors } = fakePage()
    const broker = createBroker(bus)
    broker.subscribe(() => {
      throw new Error('in a listener')
    }, created.type)
    expect(broker.resilientPublish(created)).toBeUndefined()
    expect(errors).toMatchObject([{ cause: { message: 'in a listener' } }])
  })

  it('throws where there is no outbox, saying how to have one, and after close()', async () => {
    const broker = createBroker(createBus({ driver: new FakeDriver() }))
    expect(() => broker.resilientPublish(created)).toThrow(TypeError)
    expect(() => broker.resilientPublish(created)).toThrow('outboxDriver(')
    const closed = createBroker(fakePage().bus)
    await closed.close()
    expect(() => closed.resilientPublish(created)).toThrow(BusClosedError)
  })
})

describe('subscribe', () => {
  it('takes a function or an object, for several types, until it is undone', () => {
    const bus = createBus()
    const broker = createBroker(bus)
    const seen: unknown[] = []
    class Counter {
      count = 0
      handle(): void {
        this.count++
      }
    }
    const counter = new Counter()
    const stop = broker.subscribe(({ type }) => seen.push(type), 'article-created', 'article-deleted')
    broker.subscribe(counter, 'article-created')
    expect(bus.listeners('article-created').map(({ name }) => name)).toContain('Counter')
    for (const type of ['article-created', 'article-deleted', 'article-updated']) {
      bus.dispatch(type, { ...created, type })
    }
    stop()
    bus.dispatch('article-created', created)
    expect(seen).toEqual(['article-created', 'article-deleted'])
    expect(counter.count).toBe(2)
  })

  it('waits for what a handler promises', async () => {
    const bus = createBus()
    let done: () => void = () => undefined
    createBroker(bus).subscribe(() => new Promise<void>((resolve) => (done = resolve)), created.type)
    const handle = bus.dispatch(created.type, created)
    expect(handle.settled).toBe(false)
    done()
    expect(await handle.wait()).toBe(true)
  })

  it('gets what comes from elsewhere', () => {
    class Receiving extends FakeDriver {
      receive(event: string, payload: unknown): void {
        this.arrive({ event, payload, origin: { via: 'fake', sender: 'afar', id: 'afar:1' } })
      }
    }
    const inner = new Receiving()
    const seen: unknown[] = []
    createBroker(createBus({ driver: inner })).subscribe((event) => seen.push(event), created.type)
    inner.receive(created.type, created)
    expect(seen).toEqual([created])
  })

  it.each([undefined, 'hello', { ...created, type: 'other' }, { type: created.type }])(
    'spares its handler %o, which is an error of the dispatch',
    (payload) => {
      const bus = createBus({ onError: () => undefined })
      const handler = vi.fn<() => void>()
      createBroker(bus).subscribe(handler, created.type)
      expect(bus.dispatch(created.type, payload).errors[0]?.message).toContain('no aggregate event')
      expect(handler).not.toHaveBeenCalled()
    },
  )

  it('subscribes to all of its types or to none', () => {
    const bus = createBus()
    expect(() => createBroker(bus).subscribe(() => undefined, 'article-created', '')).toThrow('`types[1]`')
    expect(bus.listeners()).toEqual([])
  })

  it('throws for no handler and for no types', () => {
    const broker = createBroker(createBus())
    expect(() => broker.subscribe({} as never, 'a-b')).toThrow('`handler`')
    expect(() => broker.subscribe(() => undefined)).toThrow('`types`')
    expect(() => createBroker(undefined as never)).toThrow('`bus`')
  })
})

describe('consume', () => {
  it('asks the driver for the events of the queue, and ends with the broker', async () => {
    const inner = new FakeDriver()
    const asked: unknown[] = []
    const ended: boolean[] = []
    inner.consume = (_, names, { queue, signal, capacity }) => {
      asked.push([names, queue, capacity])
      signal?.addEventListener('abort', () => ended.push(true))
      return undefined as never
    }
    const broker = createBroker(createBus({ driver: inner }))
    const { signal, abort } = stoppable()
    broker.consume('billing', ['order-placed'], { signal, capacity: 5 })
    broker.consume('billing', 'order-placed')
    expect(asked).toEqual([
      [['order-placed'], 'billing', 5],
      [['order-placed'], 'billing', undefined],
    ])
    abort()
    expect(ended).toEqual([true])
    await broker.close()
    expect(ended).toEqual([true, true])
  })

  it('needs the name of a queue: without one, nobody would share', () => {
    const { bus } = fakePage()
    for (const queue of [undefined, '']) {
      expect(() => createBroker(bus).consume(queue as never, 'article-created')).toThrow('`queue`')
    }
    expect(bus.listeners()).toEqual([])
  })

  it('says that the driver has no queues', () => {
    const broker = createBroker(createBus({ driver: new FakeDriver() }))
    expect(() => broker.consume('billing', 'order-placed')).toThrow('queue')
  })
})

describe('close', () => {
  it('ends the subscriptions, and closes bus and driver', async () => {
    const { bus, inner } = fakePage()
    const broker = createBroker(bus)
    broker.subscribe(() => undefined, created.type)
    await broker.close()
    expect(bus.closed).toBe(true)
    expect(bus.listeners()).toEqual([])
    expect(inner.state).toBe('closed')
  })
})

function stoppable(): { readonly signal: AbortSignal; readonly abort: () => void } {
  const controller = new AbortController()
  return { signal: controller.signal, abort: () => controller.abort() }
}
