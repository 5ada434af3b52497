import { getEventListeners } from 'node:events'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Consumed, type ConsumeOptions, createBus } from 'eventscope'
import { consume, ConsumerOverflowError, ConsumerStoppedError } from 'eventscope/drivers'
import { type ConsumableBus, disposable } from '../core/index.ts'
import type { ApartListener } from './apart.ts'
import { consumeFrom, type Queues } from './consume.ts'

const makeBus = () => createBus({ name: 'shop', onError: () => undefined })
/** A bus as its driver sees it. */
const asHost = (bus: ReturnType<typeof makeBus>): ConsumableBus => bus as unknown as ConsumableBus

/** Takes so many events off, one after the other; each counts as handled with the next. */
async function take(consumer: AsyncIterator<Consumed>, count: number): Promise<Consumed[]> {
  const items: Consumed[] = []
  while (items.length < count) {
    const { done, value } = await consumer.next()
    if (done === true) break
    items.push(value)
  }
  return items
}

async function takeOne(consumer: AsyncIterator<Consumed>): Promise<Consumed> {
  const [item] = await take(consumer, 1)
  if (item === undefined) throw new Error('the consumer has ended')
  return item
}

const DONE = { done: true, value: undefined }

describe('a consumer', () => {
  it('gives events in the order of their dispatch, whichever name they have', async () => {
    const bus = makeBus()
    const consumer = consume(bus, ['a', 'b'])
    const handles = [bus.dispatch('a', 1), bus.dispatch('b', 2), bus.dispatch('c', 3), bus.dispatch('a', 4)]
    const items = await take(consumer, 3)
    expect(items.map(({ event, payload }) => [event, payload])).toEqual([
      ['a', 1],
      ['b', 2],
      ['a', 4],
    ])
    expect(items.map(({ id }) => id)).toEqual([handles[0]?.id, handles[1]?.id, handles[3]?.id])
    expect(items[0]?.origin).toBeUndefined()
  })

  it('tells where an event comes from', async () => {
    const bus = makeBus()
    const consumer = consume(bus, 'a')
    const origin = { via: 'http', sender: 'a browser', id: 'a browser:1' }
    bus.receive('a', 1, origin)
    expect((await takeOne(consumer)).origin).toEqual(origin)
  })

  it('gives an event to who has asked before', async () => {
    const bus = makeBus()
    const consumer = consume(bus, 'a')
    const asked = [consumer.next(), consumer.next()]
    bus.dispatch('a', 1)
    bus.dispatch('a', 2)
    expect(await Promise.all(asked)).toMatchObject([{ value: { payload: 1 } }, { value: { payload: 2 } }])
  })

  it('gives an event once, though its name is given twice', async () => {
    const bus = makeBus()
    const consumer = consume(bus, ['a', 'a'])
    bus.dispatch('a', 1)
    bus.dispatch('a', 2)
    expect((await take(consumer, 2)).map(({ payload }) => payload)).toEqual([1, 2])
  })

  it('is a listener named "consumer", from the call to its end', async () => {
    const bus = makeBus()
    const consumer = consume(bus, ['a', 'b'])
    expect(bus.listeners().map(({ event, name }) => `${event} ${name}`)).toEqual(['a consumer', 'b consumer'])
    await consumer.return()
    expect(bus.listeners()).toEqual([])
  })

  it('keeps the order of each sender, however dispatching and asking interleave', async () => {
    const step = fc.oneof(
      fc.record({ sender: fc.constantFrom('b', 'c'), event: fc.constantFrom('x', 'y') }),
      fc.constant('ask' as const),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
        const bus = makeBus()
        const consumer = consume(bus, ['x', 'y'])
        const handles = []
        const sent: string[] = []
        const asked: Promise<IteratorResult<Consumed>>[] = []
        for (const one of steps) {
          if (one === 'ask') asked.push(consumer.next())
          else {
            const id = `${one.sender}:${sent.length}`
            sent.push(id)
            handles.push(bus.receive(one.event, id, { via: 'test', sender: one.sender, id }))
          }
        }
        while (asked.length <= sent.length) asked.push(consumer.next())
        await consumer.return()
        const results = await Promise.all(asked)
        const got = results.filter(({ done }) => done !== true).map(({ value }) => value.payload)
        expect(got).toEqual(sent)
        for (const handle of handles) {
          expect(await handle.wait()).toBe(true)
          expect(handle.errors).toEqual([])
        }
      }),
    )
  })
})

describe('the handle of an event that is consumed', () => {
  it('settles when the loop asks for the next one', async () => {
    const bus = makeBus()
    const consumer = consume(bus, 'a')
    const handle = bus.dispatch('a', 1)
    expect((await takeOne(consumer)).payload).toBe(1)
    expect(await handle.wait({ timeout: 0 })).toBe(false)
    void consumer.next()
    expect(await handle.wait()).toBe(true)
    expect(handle.errors).toEqual([])
  })

  it('settles when it is acknowledged, and only that', async () => {
    const bus = makeBus()
    const consumer = consume(bus, 'a')
    const [first, second] = [bus.dispatch('a'), bus.dispatch('a')]
    const item = await takeOne(consumer)
    item.ack()
    item.ack()
    item.fail(new Error('too late'))
    expect(await first.wait()).toBe(true)
    expect(first.errors).toEqual([])
    expect(await second.wait({ timeout: 0 })).toBe(false)
  })

  it('has the error it was failed with, whatever that is; going on does not undo it', async () => {
    const bus = makeBus()
    const consumer = consume(bus, 'a')
    const cause = new Error('out of paper')
    const handles = [bus.dispatch('a'), bus.dispatch('a')]
    ;(await takeOne(consumer)).fail(cause)
    ;(await takeOne(consumer)).fail(undefined)
    void consumer.next()
    for (const handle of handles) await handle.wait()
    expect(handles.flatMap(({ errors }) => errors)).toMatchObject([
      { event: 'a', listener: 'consumer', cause },
      { event: 'a', listener: 'consumer', cause: undefined },
    ])
  })

  it('has an error where more wait than the consumer has room for; those that wait go on', async () => {
    const bus = makeBus()
    const consumer = consume(bus, 'a', { capacity: 2 })
    const handles = [1, 2, 3].map((payload) => bus.dispatch('a', payload))
    expect(handles.map(({ errors }) => errors.map(({ cause }) => cause))).toEqual([
      [],
      [],
      [expect.any(ConsumerOverflowError)],
    ])
    expect((await take(consumer, 2)).map(({ payload }) => payload)).toEqual([1, 2])
    bus.dispatch('a', 4)
    expect((await takeOne(consumer)).payload).toBe(4)
    expect(bus.errors).toHaveLength(1)
  })

  it('has room for 1000 unless told otherwise', () => {
    const bus = makeBus()
    consume(bus, 'a')
    for (let count = 0; count < 1_000; count++) bus.dispatch('a')
    expect(bus.errors).toHaveLength(0)
    bus.dispatch('a')
    expect(bus.errors).toHaveLength(1)
  })
})

describe('the end of a consumer', () => {
  it('comes with a break: what it has and what waits settles without an error', async () => {
    const bus = makeBus()
    const handles = []
    const consumer = consume(bus, 'a')
    for (const payload of [1, 2, 3]) handles.push(bus.dispatch('a', payload))
    const seen: unknown[] = []
    for await (const { payload } of consumer) {
      seen.push(payload)
      if (payload === 2) break
    }
    expect(seen).toEqual([1, 2])
    for (const handle of handles) expect(await handle.wait()).toBe(true)
    expect(bus.errors).toEqual([])
    expect(bus.listeners('a')).toEqual([])
    expect(await consumer.next()).toEqual(DONE)
  })

  it('comes with a throw out of the loop, which is not an error of the bus', async () => {
    const bus = makeBus()
    const consumer = consume(bus, 'a')
    const handle = bus.dispatch('a')
    const loop = async (): Promise<void> => {
      for await (const { event } of consumer) throw new RangeError(event)
    }
    await expect(loop()).rejects.toThrow(RangeError)
    expect(await handle.wait()).toBe(true)
    expect(bus.errors).toEqual([])
    expect(bus.listeners()).toEqual([])
  })

  it('comes with its signal, also for who waits; what is in hand is handled first', async () => {
    const bus = makeBus()
    const controller = new AbortController()
    const consumer = consume(bus, 'a', { signal: controller.signal })
    const [first, second] = [bus.dispatch('a', 1), bus.dispatch('a', 2)]
    await takeOne(consumer)
    controller.abort()
    expect(await second.wait()).toBe(true)
    expect(await first.wait({ timeout: 0 })).toBe(false)
    expect(bus.dispatch('a', 3).settled).toBe(true)
    expect(await consumer.next()).toEqual(DONE)
    expect(await first.wait()).toBe(true)
    expect(bus.errors).toEqual([])
  })

  it('answers who has asked', async () => {
    const bus = makeBus()
    const controller = new AbortController()
    const consumer = consume(bus, 'a', { signal: controller.signal })
    const asked = [consumer.next(), consumer.next()]
    controller.abort()
    expect(await Promise.all(asked)).toEqual([DONE, DONE])
  })

  it('has come already where the signal has aborted', async () => {
    const bus = makeBus()
    const consumer = consume(bus, 'a', { signal: AbortSignal.abort() })
    expect(bus.listeners()).toEqual([])
    expect(await consumer.next()).toEqual(DONE)
  })

  it('leaves nothing at its signal', async () => {
    const { signal } = new AbortController()
    const consumer = consume(makeBus(), ['a', 'b'], { signal })
    expect(getEventListeners(signal, 'abort')).toHaveLength(1)
    await consumer.return()
    expect(getEventListeners(signal, 'abort')).toHaveLength(0)
  })

  it('leaves nothing pending of a dispatch that had begun', async () => {
    const bus = makeBus()
    const controller = new AbortController()
    bus.on('a', () => controller.abort())
    consume(bus, 'a', { signal: controller.signal })
    const handle = bus.dispatch('a')
    expect(handle.settled).toBe(true)
    expect(handle.errors).toEqual([])
  })

  it('comes with disposal', async () => {
    const bus = makeBus()
    const consumer = consume(bus, 'a')
    await consumer[Symbol.asyncDispose]()
    await consumer[Symbol.asyncDispose]()
    expect(bus.listeners()).toEqual([])
  })
})

describe('two loops', () => {
  it('over two consumers get every event each; its handle waits for both', async () => {
    const bus = makeBus()
    const [one, other] = [consume(bus, 'a'), consume(bus, 'a')]
    const handle = bus.dispatch('a', 1)
    expect([(await takeOne(one)).payload, (await takeOne(other)).payload]).toEqual([1, 1])
    void one.next()
    expect(await handle.wait({ timeout: 0 })).toBe(false)
    void other.next()
    expect(await handle.wait()).toBe(true)
  })

  it('over one consumer share its events; each answers for what it took itself', async () => {
    const bus = makeBus()
    const consumer = consume(bus, 'a')
    const [one, other] = [consumer[Symbol.asyncIterator](), consumer[Symbol.asyncIterator]()]
    const handles = [1, 2, 3].map((payload) => bus.dispatch('a', payload))
    expect((await one.next()).value).toMatchObject({ payload: 1 })
    expect((await other.next()).value).toMatchObject({ payload: 2 })
    expect((await other.next()).value).toMatchObject({ payload: 3 })
    expect(await handles[1]?.wait()).toBe(true)
    expect(await handles[0]?.wait({ timeout: 0 })).toBe(false)
    void one.next()
    expect(await handles[0]?.wait()).toBe(true)
    expect(await handles[2]?.wait({ timeout: 0 })).toBe(false)
  })

  it('over one consumer end when one is left; what the other has in hand is handled first', async () => {
    const bus = makeBus()
    const consumer = consume(bus, 'a')
    const handle = bus.dispatch('a', 1)
    const seen: unknown[] = []
    const working = (async () => {
      for await (const { payload } of consumer) seen.push(payload)
    })()
    bus.dispatch('a', 2)
    await consumer[Symbol.asyncIterator]().return?.()
    await working
    expect(seen).toContain(1)
    expect(await handle.wait()).toBe(true)
    expect(bus.listeners()).toEqual([])
  })
})

describe('a consumer of a queue', () => {
  /** What joined, for a test to hand messages to. */
  function makeQueues() {
    const joined: { queue: string; event: string; capacity: number; listener: ApartListener }[] = []
    const left: string[] = []
    const queues: Queues = {
      join: (queue, event, listener, capacity) => {
        joined.push({ queue, event, capacity, listener })
        return disposable(() => left.push(event))
      },
    }
    const give = (event: string, payload: unknown, id = 'm:1') => {
      const place = joined.find((one) => one.event === event)
      if (place === undefined) throw new Error(`nobody has joined for ${event}`)
      return place.listener.receive(event, payload, { via: 'fake', sender: 'm', id })
    }
    return { queues, joined, left, give }
  }
  const open = (options: ConsumeOptions = {}, names: readonly string[] = ['a']) => {
    const bus = makeBus()
    const fake = makeQueues()
    const consumer = consumeFrom(asHost(bus), names, { queue: 'prints', ...options }, fake.queues)
    return { bus, consumer, ...fake }
  }

  it('joins it for each event with its capacity, and leaves once', async () => {
    const { consumer, joined, left } = open({ capacity: 5 }, ['a', 'b'])
    expect(joined).toMatchObject([
      { queue: 'prints', event: 'a', capacity: 5 },
      { queue: 'prints', event: 'b', capacity: 5 },
    ])
    await consumer.return()
    await consumer.return()
    expect(left).toEqual(['a', 'b'])
  })

  it('gets what the queue hands it, and nothing that is dispatched here', async () => {
    const { bus, consumer, give } = open()
    expect(bus.dispatch('a', 'local').settled).toBe(true)
    const handle = give('a', 'queued')
    expect((await takeOne(consumer)).payload).toBe('queued')
    expect(await handle.wait({ timeout: 0 })).toBe(false)
    void consumer.next()
    expect(await handle.wait()).toBe(true)
    expect(handle.errors).toEqual([])
  })

  it('is unheard by the other listeners of the event', () => {
    const { bus, give } = open()
    const heard: unknown[] = []
    bus.on('a', (payload) => heard.push(payload))
    give('a', 'queued')
    expect(heard).toEqual([])
  })

  it('that is left fails what it has and what waits, but not what was acknowledged', async () => {
    const { consumer, give } = open()
    const handles = ['1', '2', '3'].map((id) => give('a', id, id))
    for await (const item of consumer) {
      if (item.payload === '1') item.ack()
      else break
    }
    for (const handle of handles) await handle.wait()
    const causes = handles.map(({ errors }) => errors.map(({ cause }) => cause))
    expect(causes).toEqual([[], [expect.any(ConsumerStoppedError)], [expect.any(ConsumerStoppedError)]])
  })

  it('that is ended by its signal fails what waits, and what it has in hand only if it is left', async () => {
    const controller = new AbortController()
    const { consumer, give } = open({ signal: controller.signal })
    const handles = ['1', '2'].map((id) => give('a', id, id))
    await takeOne(consumer)
    controller.abort()
    await handles[1]?.wait()
    expect(handles[1]?.errors).toMatchObject([{ cause: { name: 'ConsumerStoppedError' } }])
    expect(await consumer.next()).toEqual(DONE)
    await handles[0]?.wait()
    expect(handles[0]?.errors).toEqual([])
  })

  it('that has stopped fails what it is handed all the same', async () => {
    const { consumer, give, bus } = open()
    await consumer.return()
    const handle = give('a', 'late')
    await handle.wait()
    expect(handle.errors).toMatchObject([{ cause: { name: 'ConsumerStoppedError' } }])
    expect(bus.errors).toHaveLength(1)
  })

  it('that cannot join leaves what it had joined', () => {
    const bus = makeBus()
    const told: string[] = []
    bus.observe({
      registered: (_, { event }) => told.push(`+${event}`),
      unregistered: (_, { event }) => told.push(`-${event}`),
    })
    const { queues, left } = makeQueues()
    const failing: Queues = {
      join: (queue, event, listener, capacity) => {
        if (event === 'b') throw new Error('no such stream')
        return queues.join(queue, event, listener, capacity)
      },
    }
    expect(() => consumeFrom(asHost(bus), ['a', 'b'], { queue: 'prints' }, failing)).toThrow('no such stream')
    expect(left).toEqual(['a'])
    expect(told).toEqual(['+a', '+b', '-b', '-a'])
  })

  it('is told to observers as a listener with the name of the queue, until it is left', async () => {
    const bus = makeBus()
    const told: string[] = []
    bus.observe({
      registered: (_, { event, name }) => told.push(`+${event} ${name}`),
      unregistered: (_, { event, name }) => told.push(`-${event} ${name}`),
    })
    const consumer = consumeFrom(asHost(bus), ['a'], { queue: 'prints' }, makeQueues().queues)
    await consumer.return()
    expect(told).toEqual(['+a queue prints', '-a queue prints'])
  })

  it('needs a driver that has queues', () => {
    expect(() => consume(makeBus(), 'a', { queue: 'prints' } as object)).toThrow(
      /`options\.queue` needs a driver that has queues.*"shop" has none/,
    )
  })
})

describe('misuse of consume()', () => {
  it.each<[string, unknown, object | undefined]>([
    ['`names` must be', [], undefined],
    ['`names` must be', undefined, undefined],
    ['`names[0]` must be', '', undefined],
    ['`names[1]` must be', ['a', 7], undefined],
    ['`names[0]` must be', '*', undefined],
    ['`options.qeue` is unknown', 'a', { qeue: 'prints' }],
    ['`options.queue` must be', 'a', { queue: '' }],
    ['`options.capacity` must be', 'a', { capacity: 0 }],
    ['`options.capacity` must be', 'a', { capacity: 1.5 }],
    ['`options.signal` must be', 'a', { signal: 'soon' }],
  ])('throws a TypeError: %s', (message, names, options) => {
    const bus = makeBus()
    const call = (): unknown => consume(bus, names as string, options)
    expect(call).toThrow(TypeError)
    expect(call).toThrow(message)
    expect(bus.listeners()).toEqual([])
  })
})
