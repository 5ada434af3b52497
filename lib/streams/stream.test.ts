import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { EventError } from 'eventscope'
import {
  type AnyStreamEvent,
  createStream,
  EventType,
  noopProcessorFactory,
  type Processor,
  StreamEvent,
} from 'eventscope/streams'
import { deferred, microtasks, mixedKeys, processorOf } from './test-support.ts'

const reportError = vi.fn<(error: unknown) => void>()

beforeEach(() => {
  vi.stubGlobal('reportError', reportError)
})

afterEach(() => {
  reportError.mockReset()
  vi.unstubAllGlobals()
})

describe('a stream', () => {
  it('gives events of one key to one processor, in order', async () => {
    const got: AnyStreamEvent[][] = []
    const stream = createStream({
      shards: 4,
      processor: () => {
        const mine: AnyStreamEvent[] = []
        got.push(mine)
        return processorOf(async (event) => {
          await microtasks(Math.floor(Math.random() * 4))
          mine.push(event)
        })
      },
    })
    for (let turn = 0; turn < 50; turn++) await stream.send(EventType.traffic, turn, 'cart')
    await stream.close()
    expect(got).toHaveLength(1)
    expect(got[0]!.map(({ value }) => value)).toEqual(Array.from({ length: 50 }, (_, turn) => turn))
    expect(got[0]![0]).toBeInstanceOf(StreamEvent)
    expect(got[0]![0]).toMatchObject({ type: EventType.traffic, name: 'traffic', isUser: false })
  })

  it('sends a key to the same shard in every process and version', async () => {
    const stream = createStream({ shards: 16, processor: noopProcessorFactory, capacity: 1 })
    const shards: Record<string, number> = {}
    for (const key of ['cart', 'checkout', 'user-1', 'user-2', 'Ä', '日本', '😀', '\ud800']) {
      const sent = stream.send(9, 1, key)
      shards[key] = stream.queues().findIndex(({ depth }) => depth > 0)
      await sent
      await microtasks()
    }
    expect(shards).toEqual({
      cart: 1,
      checkout: 14,
      'user-1': 3,
      'user-2': 10,
      Ä: 3,
      日本: 9,
      '😀': 6,
      '\ud800': 1,
    })
    await stream.close()
  })

  it.each([2, 3, 8, 64])('spreads keys evenly over %i shards', async (count) => {
    const stream = createStream({ shards: count, processor: noopProcessorFactory, capacity: 100_000 })
    const keys = 100 * count
    // Even numbers only: a hash with poor low bits would leave every other shard empty.
    for (let key = 0; key < keys; key++) void stream.send(9, key, `session-${key * 2}`)
    for (const { depth } of stream.queues()) expect(Math.abs(depth - 100)).toBeLessThan(50)
    await stream.close()
  })

  it('gives events without a key to whichever has least to do', async () => {
    const gate = deferred()
    const stream = createStream({ shards: 3, processor: () => processorOf(() => gate.promise) })
    for (let turn = 0; turn < 9; turn++) void stream.send(9, turn, '')
    expect(stream.queues().map(({ depth }) => depth)).toEqual([3, 3, 3])
    for (let turn = 0; turn < 4; turn++) void stream.send(9, turn, 'cart')
    const busy = stream.queues().findIndex(({ depth }) => depth === 7)
    for (let turn = 0; turn < 4; turn++) void stream.send(9, turn, '')
    expect(stream.queues().map(({ depth }) => depth)).toEqual([5, 5, 5].with(busy, 7))
    gate.resolve()
    await stream.close()
  })

  it('gives events without a key to idle processors in turn', async () => {
    const got: number[] = []
    let made = 0
    const stream = createStream({
      shards: 3,
      processor: () => {
        const mine = made++
        return processorOf(() => void got.push(mine))
      },
    })
    for (let turn = 0; turn < 6; turn++) {
      await stream.send(9, turn, '')
      await microtasks()
    }
    expect(got).toEqual([0, 1, 2, 0, 1, 2])
    await stream.close()
  })

  it('never processes inside of send()', async () => {
    const process = vi.fn()
    const stream = createStream({ shards: 1, processor: () => processorOf(process) })
    const sent = stream.send(9, 1, 'a')
    expect(process).not.toHaveBeenCalled()
    await sent
    await stream.close()
    expect(process).toHaveBeenCalledTimes(1)
  })

  it('makes a processor when its first event comes, once for each shard', async () => {
    const factory = vi.fn(noopProcessorFactory)
    const stream = createStream({ shards: 8, processor: factory })
    expect(factory).not.toHaveBeenCalled()
    for (const key of mixedKeys(200)) await stream.send(9, key, key)
    await stream.close()
    expect(factory).toHaveBeenCalledTimes(8)
    expect(factory.mock.calls[0]).toEqual([])
  })

  it('goes on after an event that fails, and tells of it', async () => {
    const onError = vi.fn()
    const values: unknown[] = []
    const stream = createStream({
      shards: 1,
      onError,
      processor: () =>
        processorOf(({ value }) => {
          values.push(value)
          if (value === 1) throw new Error('thrown')
          return value === 2 ? Promise.reject(new Error('rejected')) : undefined
        }),
    })
    for (let turn = 0; turn < 4; turn++) await stream.send(EventType.startRequest, turn, 'a')
    await stream.close()
    expect(values).toEqual([0, 1, 2, 3])
    expect(stream.errors).toMatchObject([
      { event: 'startRequest', listener: 'shard 0', cause: new Error('thrown') },
      { event: 'startRequest', listener: 'shard 0', cause: new Error('rejected') },
    ])
    expect(stream.errors[0]).toBeInstanceOf(EventError)
    expect(onError.mock.calls.map(([error]) => error)).toEqual(stream.errors)
    expect(reportError).not.toHaveBeenCalled()
  })

  it('asks the factory again where it has failed, and reports without onError', async () => {
    const shutdown = vi.fn()
    const factory = vi
      .fn<() => Processor>()
      .mockImplementationOnce(() => {
        throw new Error('no room')
      })
      .mockReturnValueOnce({} as Processor)
      .mockReturnValueOnce({ ...processorOf(), shutdown })
    const stream = createStream({ shards: 1, processor: factory, maxErrors: 1 })
    for (let turn = 0; turn < 4; turn++) await stream.send(9, turn, 'a')
    await stream.close()
    expect(factory).toHaveBeenCalledTimes(3)
    expect(stream.errors.map(({ cause }) => cause)).toEqual([
      new TypeError('what the factory of processors returns must have a method `process`'),
    ])
    expect(stream.droppedErrors).toBe(1)
    expect(reportError).toHaveBeenCalledTimes(2)
    expect(shutdown).toHaveBeenCalledTimes(1)
    stream.clearErrors()
    expect([stream.errors, stream.droppedErrors]).toEqual([[], 0])
  })

  it('lets the page draw while a long queue is worked off', async () => {
    let done = 0
    const stream = createStream({
      shards: 1,
      processor: () =>
        processorOf(() => {
          const until = performance.now() + 1
          while (performance.now() < until);
          done++
        }),
    })
    for (let turn = 0; turn < 100; turn++) void stream.send(9, turn, 'a')
    const doneByThen = await new Promise<number>((resolve) => {
      setTimeout(() => resolve(done))
    })
    expect(doneByThen).toBeLessThan(100)
    await stream.close()
    expect(done).toBe(100)
  })

  it('works a long queue off in the background, too, where timers are held back', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout'] })
    try {
      const process = vi.fn<() => void>(() => {
        const until = performance.now() + 5
        while (performance.now() < until);
      })
      const stream = createStream({ shards: 1, processor: () => processorOf(process) })
      for (let turn = 0; turn < 8; turn++) void stream.send(9, turn, 'a')
      await stream.close()
      expect(process).toHaveBeenCalledTimes(8)
    } finally {
      vi.useRealTimers()
    }
  })
})
