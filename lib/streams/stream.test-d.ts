import { Worker as NodeWorker } from 'node:worker_threads'
import { describe, expectTypeOf, it } from 'vitest'
import { createRecorder } from 'eventscope/recorder'
import {
  createStream,
  defineEventTypes,
  EventType,
  noopProcessorFactory,
  type NamedValues,
  type RequestMeta,
  type ReservedValues,
  serveProcessor,
  type Stream,
  type StreamEvent,
} from 'eventscope/streams'

const Page = defineEventTypes({ shown: 0, hidden: 1, left: 246 })

interface PageValues extends ReservedValues {
  [Page.shown]: { path: string }
  [Page.hidden]: undefined
}

const stream = createStream<PageValues>({ shards: 1, processor: noopProcessorFactory })

describe('event types', () => {
  it('are literal numbers', () => {
    expectTypeOf(EventType.userBase).toEqualTypeOf<9>()
    expectTypeOf(Page).toEqualTypeOf<{ readonly shown: 9; readonly hidden: 10; readonly left: 255 }>()
    const loose: Record<string, number> = {}
    expectTypeOf(defineEventTypes(loose)).toEqualTypeOf<{ readonly [name: string]: number }>()
  })
})

describe('a stream with a map of values', () => {
  it('takes the value that a type has', () => {
    void stream.send(Page.shown, { path: '/' }, 'key')
    void stream.send(Page.hidden, undefined, '')
    void stream.send(EventType.finishRequest, { requestId: '1', statusCode: 200 }, '1', { signal: undefined })
    void stream.send(EventType.newCertificate, 'a.example', '')
    // @ts-expect-error: another value
    void stream.send(Page.shown, { path: 1 }, 'key')
    // @ts-expect-error: the value of another type
    void stream.send(EventType.startRequest, { requestId: '1', statusCode: 200 }, '1')
    // @ts-expect-error: a type that is not in the map
    void stream.send(11, undefined, 'key')
    // @ts-expect-error: the key is missing
    void stream.send(Page.hidden, undefined)
  })

  it('gives processors events whose type tells the value', () => {
    createStream<PageValues>({
      shards: 1,
      processor: () => ({
        process(event) {
          if (event.type === Page.shown) expectTypeOf(event.value).toEqualTypeOf<{ path: string }>()
          else if (event.type === EventType.startRequest)
            expectTypeOf(event.value).toEqualTypeOf<RequestMeta>()
          expectTypeOf(event.isUser).toEqualTypeOf<boolean>()
        },
        shutdown: () => undefined,
      }),
    })
    // @ts-expect-error: a processor needs shutdown()
    createStream({ shards: 1, processor: () => ({ process: () => undefined }) })
  })

  it('can be sent reserved types by who knows only those', () => {
    expectTypeOf(stream).toExtend<Pick<Stream<ReservedValues>, 'send'>>()
  })
})

describe('a map of values by name', () => {
  it('is one by type', () => {
    const Cart = defineEventTypes({ 'cart.opened': 60, 'cart.closed': 61 })
    type CartValues = NamedValues<typeof Cart, { 'cart.opened': { id: string }; 'cart.closed': undefined }>
    expectTypeOf<CartValues>().toEqualTypeOf<{ 69: { id: string }; 70: undefined }>()
    // @ts-expect-error: a name is missing
    type Missing = NamedValues<typeof Cart, { 'cart.opened': { id: string } }>
    expectTypeOf<Missing>().toBeObject()
  })
})

describe('a stream without one', () => {
  it('takes any value', () => {
    const untyped = createStream({
      shards: 1,
      processor: () => ({
        process: (event) => expectTypeOf(event).toEqualTypeOf<StreamEvent>(),
        shutdown: () => undefined,
      }),
    })
    void untyped.send(200, { any: 'thing' }, 'key')
  })
})

describe('workers', () => {
  it('may be a browser’s, a URL, or Node’s', () => {
    createStream({ shards: 1, processor: { worker: new URL('https://a.example/x.js') } })
    createStream({ shards: 1, processor: { worker: () => new Worker('./x.js', { type: 'module' }) } })
    createStream({ shards: 1, processor: { worker: () => new NodeWorker('./x.js') } })
    // @ts-expect-error: no worker
    createStream({ shards: 1, processor: { worker: () => 'x.js' } })
    serveProcessor<PageValues>(noopProcessorFactory)
  })
})

describe('a recorder', () => {
  it('attaches to a stream', () => {
    createRecorder().attach(stream)
  })
})
