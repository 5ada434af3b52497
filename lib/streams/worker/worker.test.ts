import { afterEach, describe, expect, it, vi } from 'vitest'
import {
  type AnyStreamEvent,
  createStream,
  defineEventTypes,
  type Processor,
  serveProcessor,
  type Stream,
  type StreamWorker,
  WorkerLostError,
} from 'eventscope/streams'
import { FakeWorker, processorOf, turns } from '../test-support.ts'

const Job = defineEventTypes({ 'job.given': 30 })

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** A stream of one shard whose processor is in workers; `crash` as a value kills the worker that has it. */
function workers(processor: () => Processor) {
  const made: FakeWorker[] = []
  const stream = createStream({
    shards: 1,
    onError: () => undefined,
    processor: {
      worker: () => {
        const worker: FakeWorker = new FakeWorker((port) =>
          serveProcessor(() => {
            const inner = processor()
            return {
              process: (event) => {
                if (event.value !== 'crash') return inner.process(event)
                worker.crash('out of paper')
                return new Promise(() => undefined)
              },
              shutdown: () => inner.shutdown(),
            }
          }, port),
        )
        made.push(worker)
        return worker
      },
    },
  })
  return { stream, made }
}

/** Has timers run, 50 ms at a time and `onStep` before each, until it has come. */
async function hurry(promise: Promise<void>, onStep: () => void = () => undefined): Promise<void> {
  const progress = { done: false }
  void promise.then(() => {
    progress.done = true
  })
  while (!progress.done) {
    await turns(3)
    onStep()
    await vi.advanceTimersByTimeAsync(50)
  }
}

function causes(stream: Stream): unknown[] {
  return stream.errors.map(({ cause }) => (cause as Error).message)
}

describe('a shard in a worker', () => {
  it('has its events processed there, in order, and shuts it down once', async () => {
    const log: unknown[] = []
    const factory = vi.fn(() => ({
      process: async (event: AnyStreamEvent) => {
        await undefined
        log.push([event.type, event.name, event.value, event.isUser, typeof event.time])
      },
      shutdown: () => log.push('shutdown'),
    }))
    const { stream, made } = workers(factory)
    expect(made).toHaveLength(0)
    for (const turn of [1, 2, 3]) await stream.send(Job['job.given'], { turn }, 'a')
    await stream.close()
    expect(log).toEqual([...[1, 2, 3].map((turn) => [39, 'job.given', { turn }, true, 'number']), 'shutdown'])
    expect(factory).toHaveBeenCalledTimes(1)
    expect(made.map(({ isTerminated }) => isTerminated)).toEqual([true])
    expect(stream.errors).toEqual([])
  })

  it('tells what failed there, with its stack, and goes on', async () => {
    class PaperError extends Error {
      override readonly name = 'PaperError'
    }
    const { stream, made } = workers(() =>
      processorOf(({ value }) => {
        if (value === 1) throw new PaperError('jam')
        if (value === 2) return Promise.reject('a text')
        return undefined
      }),
    )
    for (const turn of [1, 2, 3]) await stream.send(Job['job.given'], turn, 'a')
    await stream.close()
    expect(stream.errors).toMatchObject([
      { event: 'job.given', listener: 'shard 0', cause: { name: 'PaperError', message: 'jam' } },
      { event: 'job.given', listener: 'shard 0', cause: { message: 'a text' } },
    ])
    expect((stream.errors[0]!.cause as Error).stack).toContain('worker.test.ts')
    expect(made).toHaveLength(1)
  })

  it('fails for a value that can’t be cloned, and goes on', async () => {
    const values: unknown[] = []
    const { stream, made } = workers(() => processorOf(({ value }) => values.push(value)))
    await stream.send(9, () => undefined, 'a')
    await stream.send(9, 'text', 'a')
    await stream.close()
    expect(stream.errors).toMatchObject([{ cause: { name: 'DataCloneError' } }])
    expect(values).toEqual(['text'])
    expect(made).toHaveLength(1)
  })

  it('loses one event with a worker that dies, and gives the next one to another worker', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const values: unknown[] = []
    const { stream, made } = workers(() => processorOf(({ value }) => values.push(value)))
    for (const value of ['one', 'crash', 'two']) await stream.send(Job['job.given'], value, 'a')
    await hurry(stream.close())
    expect(values).toEqual(['one', 'two'])
    expect(made.map(({ isTerminated }) => isTerminated)).toEqual([true, true])
    expect(stream.errors).toHaveLength(1)
    expect(stream.errors[0]).toMatchObject({ event: 'job.given', listener: 'shard 0' })
    expect(stream.errors[0]!.cause).toBeInstanceOf(WorkerLostError)
    expect(causes(stream)).toEqual(['its worker was lost: out of paper'])
  })

  it('starts a worker again as often as it takes, if events are answered in between', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const values: unknown[] = []
    const { stream, made } = workers(() => processorOf(({ value }) => values.push(value)))
    for (let turn = 0; turn < 8; turn++) {
      for (const value of ['crash', turn]) await stream.send(9, value, 'a')
    }
    await hurry(stream.close())
    expect(values).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
    expect(made).toHaveLength(9)
    expect(stream.errors).toHaveLength(8)
  })

  it('waits longer before each restart, and gives up after five', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const times: number[] = []
    let time = 0
    const stream = createStream({
      shards: 1,
      onError: () => undefined,
      processor: {
        worker: () => {
          times.push(time)
          const worker = new FakeWorker(() => undefined)
          setImmediate(() => worker.crash())
          return worker
        },
      },
    })
    for (let turn = 0; turn < 8; turn++) await stream.send(9, turn, 'a')
    await hurry(stream.close(), () => {
      time += 50
    })
    expect(times.slice(1).map((at, index) => at - times[index]!)).toEqual([100, 200, 400, 800, 1600])
    const lost = 'its worker was lost: its script could not be loaded'
    const end = 'its worker was lost 6 times in a row, and is not started again'
    expect(causes(stream)).toEqual([lost, lost, lost, lost, lost, lost, end, end])
  })

  it('tells of a worker that is lost while it has nothing to do, and starts another', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const processed = vi.fn()
    const { stream, made } = workers(() => processorOf(processed))
    await stream.send(9, 'one', 'a')
    await vi.waitFor(() => expect(processed).toHaveBeenCalledTimes(1))
    // Its answer is on the way.
    await turns(3)
    made[0]!.crash('a timer failed')
    expect(stream.errors).toMatchObject([
      { event: 'stream.worker_lost', listener: 'shard 0', cause: { name: 'WorkerLostError' } },
    ])
    await stream.send(9, 'two', 'a')
    await hurry(stream.close())
    expect(processed).toHaveBeenCalledTimes(2)
    expect(made).toHaveLength(2)
    expect(stream.errors).toHaveLength(1)
  })

  it('fails where its module never serves a processor', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const stream = createStream({
      shards: 1,
      onError: () => undefined,
      processor: { worker: () => new FakeWorker(() => undefined) },
    })
    await stream.send(9, 'one', 'a')
    const closing = stream.close()
    await vi.advanceTimersByTimeAsync(30_000)
    await closing
    expect(causes(stream)).toEqual([
      'its worker was lost: it has not called serveProcessor() within 30000 ms',
    ])
  })

  it('fails where a worker can’t be made, or is another shard’s', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const one = new FakeWorker((port) => serveProcessor(() => processorOf(), port))
    const make = vi
      .fn<() => StreamWorker>()
      .mockImplementationOnce(() => {
        throw new Error('blocked by policy')
      })
      .mockReturnValue(one)
    const streams = [1, 2].map(() =>
      createStream({ shards: 1, onError: () => undefined, processor: { worker: make } }),
    )
    await streams[0]!.send(9, 'one', 'a')
    await streams[0]!.send(9, 'two', 'a')
    await hurry(streams[0]!.close())
    expect(streams[0]!.errors).toMatchObject([
      { cause: { message: 'its worker could not be made', cause: new Error('blocked by policy') } },
    ])
    await streams[1]!.send(9, 'one', 'a')
    await streams[1]!.close()
    expect(causes(streams[1]!)).toEqual(['`options.processor.worker` must make another worker each time'])
  })

  it('gives up where no worker can be made', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const make = vi.fn<() => StreamWorker>(() => {
      throw new Error('blocked by policy')
    })
    const stream = createStream({ shards: 1, onError: () => undefined, processor: { worker: make } })
    for (let turn = 0; turn < 8; turn++) await stream.send(9, turn, 'a')
    await hurry(stream.close())
    expect(make).toHaveBeenCalledTimes(6)
    expect(stream.errors).toHaveLength(8)
  })

  it('notices by its lock that a worker was terminated', async () => {
    const letGo: (() => void)[] = []
    let holder: Promise<unknown> | undefined
    // As far as it is needed of the Web Locks API, which Node 20 has not.
    const request = async (_name: string, ...rest: unknown[]): Promise<unknown> => {
      const held = rest.at(-1) as () => unknown
      if (holder !== undefined) {
        await new Promise<void>((resolve) => letGo.push(resolve))
        return held()
      }
      holder = Promise.resolve(held())
      return holder
    }
    vi.stubGlobal('navigator', { locks: { request } })
    const { stream } = workers(() => processorOf(() => new Promise(() => undefined)))
    await stream.send(9, 'one', 'a')
    await vi.waitFor(() => expect(letGo).toHaveLength(1))
    letGo[0]!()
    await stream.close()
    expect(causes(stream)).toEqual(['its worker was lost: it was terminated'])
  })

  it('may be a worker of node:worker_threads, which has no addEventListener', async () => {
    const listeners = new Map<string, (value: unknown) => void>()
    const values: unknown[] = []
    const channel = new MessageChannel()
    const serving = vi.fn((port: MessagePort) =>
      serveProcessor(
        () =>
          processorOf(({ value }) => (value === 'exit' ? listeners.get('exit')?.(7) : values.push(value))),
        port,
      ),
    )
    const stream = createStream({
      shards: 1,
      onError: () => undefined,
      processor: {
        worker: () => {
          serving(channel.port2)
          channel.port1.addEventListener('message', ({ data }) => listeners.get('message')?.(data))
          channel.port1.start()
          return {
            postMessage: (message: unknown) => channel.port1.postMessage(message),
            on: (type: string, listener: (value: unknown) => void) => listeners.set(type, listener),
            terminate: () => channel.port1.close(),
          }
        },
      },
    })
    await stream.send(9, 'one', 'a')
    await stream.send(9, 'exit', 'a')
    await stream.close()
    expect(values).toEqual(['one'])
    expect(causes(stream)).toEqual(['its worker was lost: it has exited with code 7'])
  })
})
