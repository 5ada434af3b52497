import { describe, expect, it, vi } from 'vitest'
import { createStream, noopProcessorFactory, StreamClosedError } from 'eventscope/streams'
import { deferred, microtasks, processorOf } from './test-support.ts'

describe('closing a stream', () => {
  it('processes what was sent, then shuts each processor down, once', async () => {
    const log: string[] = []
    const stream = createStream({
      shards: 2,
      capacity: 1,
      processor: () => ({
        process: async () => {
          await microtasks(3)
          log.push('event')
        },
        shutdown: async () => {
          await microtasks(3)
          log.push('shutdown')
        },
      }),
    })
    const sends = Array.from({ length: 5 }, (_, turn) => stream.send(9, turn, 'a'))
    const closing = stream.close()
    expect(stream.closed).toBe(true)
    expect(stream.close()).toBe(closing)
    await closing
    await Promise.all(sends)
    expect(log).toEqual(['event', 'event', 'event', 'event', 'event', 'shutdown'])
    expect(stream.errors).toEqual([])
  })

  it('refuses what is sent afterwards', async () => {
    const stream = createStream({ name: 'pages', shards: 1, processor: noopProcessorFactory })
    await stream.close()
    const failure: unknown = await stream.send(9, 1, 'a').catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(StreamClosedError)
    expect(failure).toMatchObject({
      message: 'stream "pages" is closed. Send before close(), or create another stream.',
    })
  })

  it('tells of a shutdown that fails, and finishes', async () => {
    const stream = createStream({
      shards: 1,
      onError: () => undefined,
      processor: () => ({
        process: () => undefined,
        shutdown: () => Promise.reject(new Error('disk full')),
      }),
    })
    await stream.send(9, 1, 'a')
    await stream.close()
    expect(stream.errors).toMatchObject([
      { event: 'stream.shutdown', listener: 'shard 0', cause: new Error('disk full') },
    ])
  })

  it('is what `await using` does', async () => {
    const shutdown = vi.fn()
    {
      await using stream = createStream({ shards: 1, processor: () => ({ ...processorOf(), shutdown }) })
      await stream.send(9, 1, 'a')
    }
    expect(shutdown).toHaveBeenCalledTimes(1)
  })

  it('at once, by its signal, loses what waits and says so', async () => {
    const gate = deferred()
    const log: unknown[] = []
    const controller = new AbortController()
    const stream = createStream({
      shards: 1,
      capacity: 2,
      onError: () => undefined,
      signal: controller.signal,
      processor: () => ({
        process: ({ value }) => {
          log.push(value)
          return gate.promise
        },
        shutdown: () => log.push('shutdown'),
      }),
    })
    await stream.send(9, 0, 'a')
    await microtasks()
    const sends = [1, 2, 3].map((value) => stream.send(9, value, 'a'))
    const outcomes = Promise.allSettled(sends)
    controller.abort(new Error('the page goes'))
    expect(stream.queues()).toEqual([{ name: 'shard 0', depth: 0, capacity: 2, waiting: 0 }])
    gate.resolve()
    await stream.close()
    expect(log).toEqual([0, 'shutdown'])
    expect((await outcomes).map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected'])
    expect(await sends[2]!.catch((error: unknown) => error)).toMatchObject({
      name: 'StreamClosedError',
      cause: new Error('the page goes'),
    })
    expect(
      stream.errors.map(({ event, listener, cause }) => [event, listener, (cause as Error).name]),
    ).toEqual([1, 2].map(() => ['user(0)', 'shard 0', 'StreamClosedError']))
  })

  it('is done from the start, with a signal that has aborted', async () => {
    const stream = createStream({
      shards: 1,
      processor: noopProcessorFactory,
      signal: AbortSignal.abort(),
    })
    expect(stream.closed).toBe(true)
    await expect(stream.send(9, 1, 'a')).rejects.toBeInstanceOf(StreamClosedError)
  })
})
