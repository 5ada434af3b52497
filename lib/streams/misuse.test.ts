import { describe, expect, it } from 'vitest'
import { createStream, noopProcessorFactory } from 'eventscope/streams'

describe('misuse of a stream', () => {
  const processor = noopProcessorFactory
  it.each([
    [undefined, '`options` must be an object'],
    [{ shards: 1, processor, shard: 2 }, '`options.shard` is unknown. Known are: name, shards,'],
    [{ processor }, '`options.shards` must be a whole number from 1 to 1024'],
    [{ shards: 0, processor }, '`options.shards` must be a whole number from 1 to 1024'],
    [{ shards: 1 }, '`options.processor` must be a function, or an object with a `worker`'],
    [{ shards: 1, processor: {} }, '`options.processor.worker` must be a URL, or a function'],
    [{ shards: 1, processor: { worker: './x.js' } }, 'there is no `Worker` here to make of a URL'],
    [{ shards: 1, processor, capacity: 0 }, '`options.capacity` must be a whole number ≥ 1'],
    [{ shards: 1, processor, maxErrors: -1 }, '`options.maxErrors` must be a whole number ≥ 0'],
    [{ shards: 1, processor, name: 3 }, '`options.name` must be a string'],
    [{ shards: 1, processor, onError: 3 }, '`options.onError` must be a function'],
    [{ shards: 1, processor, signal: {} }, '`options.signal` must be an AbortSignal'],
  ])('createStream(%o) throws', (options, message) => {
    expect(() => createStream(options as never)).toThrow(TypeError)
    expect(() => createStream(options as never)).toThrow(message)
  })

  it('throws at send()', () => {
    const stream = createStream({ shards: 1, processor })
    expect(() => stream.send(256, 1, 'a')).toThrow(
      new TypeError('`type` must be a whole number from 0 to 255, as of EventType'),
    )
    expect(() => stream.send(9, 1, undefined as never)).toThrow(new TypeError('`shardKey` must be a string'))
    expect(() => stream.send(9, 1, 'a', { timeout: 1 } as never)).toThrow('`options.timeout` is unknown')
    expect(() => stream.send(9, 1, 'a', { signal: 1 as never })).toThrow(
      '`options.signal` must be an AbortSignal',
    )
  })
})
