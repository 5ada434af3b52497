import * as v from 'valibot'
import { describe, expectTypeOf, it } from 'vitest'
import { z } from 'zod'
import {
  decodeGoevent,
  decodeHttpMessage,
  decodeHttpMessages,
  encodeGoevent,
  encodeHttpMessage,
  EventRegistry,
  type GoeventMessage,
  type HttpMessage,
  type JsonValue,
  makeEvent,
  type WireError,
} from './index.ts'

interface Order {
  id: number
  items: string[]
}

describe('messages', () => {
  it('carry any JSON when they come in', () => {
    expectTypeOf(decodeHttpMessage('')).toEqualTypeOf<HttpMessage>()
    expectTypeOf(decodeHttpMessages(new Uint8Array())).toEqualTypeOf<HttpMessage[]>()
    expectTypeOf(decodeGoevent('').eventData).toEqualTypeOf<JsonValue>()
    expectTypeOf(makeEvent('a', 'a-b', new Date()).body).toEqualTypeOf<JsonValue>()
    // @ts-expect-error: what came in has no type of its own; a registry gives it one
    expectTypeOf(decodeHttpMessage('').payload.id).toBeNumber()
  })

  it('carry a typed payload when they go out', () => {
    const order: Order = { id: 1, items: ['A1'] }
    const message: HttpMessage<Order> = { eventType: 'a', timestamp: '', payload: order, metadata: {} }
    expectTypeOf(encodeHttpMessage(message)).toBeString()
    expectTypeOf(message.payload).toEqualTypeOf<Order>()
    const goevent: GoeventMessage<Order> = {
      eventName: 'a',
      eventType: 'a',
      eventData: order,
      handleId: 'a',
      timestamp: 1,
    }
    expectTypeOf(encodeGoevent(goevent)).toBeString()
    // @ts-expect-error: the payload is another
    const wrong: HttpMessage<Order> = { ...message, payload: { id: '1' } }
    // @ts-expect-error: metadata has strings only
    const numbered: HttpMessage = { ...message, payload: 1, metadata: { version: 1 } }
    void [wrong, numbered]
  })

  it('fail with a field', () => {
    expectTypeOf<WireError['field']>().toEqualTypeOf<string>()
  })
})

describe('a registry', () => {
  const registry = new EventRegistry()

  it('gives an upgrade what the schema makes of a payload', () => {
    registry.registerAs('order.v1', {
      event: 'order',
      schema: z.object({ id: z.string().transform(Number) }),
      upgrade: {
        to: 'order.v2',
        with: (payload) => {
          expectTypeOf(payload).toEqualTypeOf<{ id: number }>()
          return payload
        },
      },
    })
    registry.registerAs('order.v2', {
      event: 'order',
      schema: v.object({ id: v.optional(v.number(), 1) }),
      upgrade: { to: 'order', with: ({ id }) => expectTypeOf(id).toEqualTypeOf<number>() },
    })
  })

  it('takes the payload’s type where there is no schema, and knows nothing otherwise', () => {
    registry.registerAs<Order>('order.v3', {
      event: 'order',
      upgrade: { to: 'order', with: ({ items }) => expectTypeOf(items).toEqualTypeOf<string[]>() },
    })
    registry.registerAs('order.v4', {
      event: 'order',
      upgrade: { to: 'order', with: (payload) => expectTypeOf(payload).toBeUnknown() },
    })
  })

  it('holds a schema to the type that was asked for', () => {
    registry.register<Order>('order', { schema: z.object({ id: z.number(), items: z.array(z.string()) }) })
    // @ts-expect-error: the schema makes another payload
    registry.register<Order>('order.other', { schema: z.object({ id: z.string() }) })
    // @ts-expect-error: that is no schema
    registry.register('order.none', { schema: (payload: unknown) => payload })
    // @ts-expect-error: the event is missing
    registry.registerAs('order.v5', {})
  })
})
