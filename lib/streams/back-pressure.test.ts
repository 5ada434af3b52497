import { describe, expect, it } from 'vitest'
import { createStream, StreamOverloadedError } from 'eventscope/streams'
import { type Deferred, deferred, microtasks, processorOf } from './test-support.ts'

/** A stream of one shard, whose events are settled by hand; and what has been told of its sends. */
function held(capacity: number) {
  const runs: Deferred[] = []
  const values: unknown[] = []
  const accepted: unknown[] = []
  const stream = createStream({
    shards: 1,
    capacity,
    processor: () =>
      processorOf(({ value }) => {
        values.push(value)
        const run = deferred()
        runs.push(run)
        return run.promise
      }),
  })
  /** Has the current event done. */
  const next = async (): Promise<void> => {
    runs.at(-1)?.resolve()
    await microtasks()
  }
  return {
    stream,
    values,
    accepted,
    next,
    send(value: unknown, signal?: AbortSignal): Promise<void> {
      const sent = stream.send(9, value, 'key', { signal })
      void sent.then(
        () => accepted.push(value),
        () => undefined,
      )
      return sent
    },
    /** Has all events done, one by one, and closes the stream. */
    async finish(): Promise<void> {
      const closing = stream.close()
      await microtasks()
      while (stream.queues()[0]!.depth > 0) await next()
      await next()
      await closing
    },
  }
}

describe('a shard whose queue is full', () => {
  it('makes senders wait, and lets them in in order', async () => {
    const { stream, send, next, accepted, values, finish } = held(2)
    for (const value of ['a', 'b', 'c', 'd', 'e']) void send(value)
    await microtasks()
    // One is being processed and two wait in the queue.
    expect(values).toEqual(['a'])
    expect(accepted).toEqual(['a', 'b', 'c'])
    expect(stream.queues()).toEqual([{ name: 'shard 0', depth: 2, capacity: 2, waiting: 2 }])
    await next()
    expect(accepted).toEqual(['a', 'b', 'c', 'd'])
    expect(stream.queues()).toMatchObject([{ depth: 2, waiting: 1 }])
    await next()
    expect(accepted).toEqual(['a', 'b', 'c', 'd', 'e'])
    await finish()
    expect(values).toEqual(['a', 'b', 'c', 'd', 'e'])
  })

  it('forgets a sender that gives up, and rejects with its reason', async () => {
    const { stream, send, next, values, finish } = held(1)
    const controller = new AbortController()
    await send('a')
    await microtasks()
    await send('b')
    const given = send('c', controller.signal)
    void send('d')
    controller.abort(new Error('too slow'))
    await expect(given).rejects.toThrow('too slow')
    expect(stream.queues()).toMatchObject([{ depth: 1, waiting: 1 }])
    await next()
    await finish()
    expect(values).toEqual(['a', 'b', 'd'])
  })

  it('keeps the order of the others when the last one gives up', async () => {
    const { send, values, finish } = held(1)
    const controller = new AbortController()
    void send('a')
    await microtasks()
    for (const value of ['b', 'c']) void send(value)
    const given = send('d', controller.signal)
    controller.abort()
    await expect(given).rejects.toThrow()
    void send('e')
    await finish()
    expect(values).toEqual(['a', 'b', 'c', 'e'])
  })

  it('never processes what was aborted before it was sent', async () => {
    const { send, values, finish } = held(1)
    await expect(send('a', AbortSignal.abort(new Error('gone')))).rejects.toThrow('gone')
    await finish()
    expect(values).toEqual([])
  })

  it('keeps what was accepted, whatever its signal does afterwards', async () => {
    const { send, values, finish } = held(5)
    const controller = new AbortController()
    await send('a', controller.signal)
    await send('b', controller.signal)
    controller.abort()
    await finish()
    expect(values).toEqual(['a', 'b'])
  })

  it('refuses more than so many that wait', async () => {
    const controller = new AbortController()
    const gate = deferred()
    const stream = createStream({
      name: 'pages',
      shards: 1,
      capacity: 1,
      onError: () => undefined,
      signal: controller.signal,
      processor: () => processorOf(() => gate.promise),
    })
    const sends: Promise<void>[] = []
    for (let turn = 0; turn < 100_001; turn++) sends.push(stream.send(9, turn, 'a'))
    for (const sent of sends) sent.catch(() => undefined)
    const failure: unknown = await stream.send(9, 'more', 'a').catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(StreamOverloadedError)
    expect(failure).toMatchObject({
      message:
        '100000 sends wait for room in shard 0 of stream "pages" already. Await send() before you send more, or use ' +
        'more shards.',
    })
    controller.abort()
    gate.resolve()
    await stream.close()
  })
})
