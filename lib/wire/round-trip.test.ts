import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type AggregateEvent,
  decodeAggregateEvent,
  decodeGoevent,
  decodeHttpMessage,
  encodeAggregateEvent,
  encodeGoevent,
  encodeHttpMessage,
  type GoeventMessage,
  type HttpMessage,
  type JsonValue,
  parseTimestamp,
} from './index.ts'

const FORBIDDEN = new Set(['__proto__', 'prototype'])

/** Any string there can be, lone surrogates among them. */
const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string(),
  fc.string({ unit: fc.integer({ min: 0, max: 0xff_ff }).map((unit) => String.fromCharCode(unit)) }),
  fc.constantFrom('constructor', 'toString', '0', '<a href="?x&y">', '\u2028\u2029', '\u{1F6D2}', '\ud800'),
)

const anyName: fc.Arbitrary<string> = anyText.filter((text) => text !== '')

const anyKey = anyText.filter((key) => !FORBIDDEN.has(key))

/** Anything that JSON text can say, but for the keys that are refused. */
const anyJson: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.oneof(
      fc.constantFrom<JsonValue>(null, true, false, -0, 5e-324, 2 ** 53, -(2 ** 60), 1e21, 1e300),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.integer(),
      anyText,
    ),
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(anyKey, tie('value'), { maxKeys: 5, noNullPrototype: true }),
  ),
})).value

/** RFC 3339, with nanoseconds and offsets. */
const anyTimestamp: fc.Arbitrary<string> = fc
  .tuple(
    fc.date({
      min: new Date('0001-01-01T00:00:00Z'),
      max: new Date('9999-12-31T23:59:59Z'),
      noInvalidDate: true,
    }),
    fc.constantFrom('', '.1', '.123456789', '.000000000'),
    fc.constantFrom('Z', '+02:00', '-11:30', '+00:00'),
  )
  .map(([date, fraction, offset]) => date.toISOString().slice(0, 19) + fraction + offset)

const goevents: fc.Arbitrary<GoeventMessage> = fc.record({
  eventName: anyName,
  eventType: anyName,
  eventData: anyJson,
  handleId: anyName,
  timestamp: fc.maxSafeInteger(),
})

const httpMessages: fc.Arbitrary<HttpMessage> = fc.record(
  {
    eventType: anyName,
    timestamp: anyTimestamp,
    payload: anyJson,
    metadata: fc.dictionary(
      anyText.filter((key) => key !== '__proto__' && key !== 'prototype'),
      anyText,
      { noNullPrototype: true },
    ),
    callback: fc.record(
      { successUrl: anyName, failUrl: anyName },
      { requiredKeys: [], noNullPrototype: true },
    ),
  },
  { requiredKeys: ['eventType', 'timestamp', 'payload', 'metadata'], noNullPrototype: true },
)

const aggregateEvents: fc.Arbitrary<AggregateEvent> = fc.record({
  aggregateId: anyText,
  type: anyName,
  body: anyJson,
  timestamp: anyTimestamp,
})

describe('a message comes back as it went, and is written as it was', () => {
  it('of goevent', () => {
    fc.assert(
      fc.property(goevents, (message) => {
        const text = encodeGoevent(message)
        expect(decodeGoevent(text)).toEqual(message)
        expect(decodeGoevent(new TextEncoder().encode(text))).toEqual(message)
        expect(encodeGoevent(decodeGoevent(text))).toBe(text)
      }),
    )
  })

  it('of go-common', () => {
    fc.assert(
      fc.property(httpMessages, (message) => {
        const text = encodeHttpMessage(message)
        expect(decodeHttpMessage(text)).toEqual(message)
        expect(encodeHttpMessage(decodeHttpMessage(new TextEncoder().encode(text)))).toBe(text)
      }),
    )
  })

  it('of the broker, with either body', () => {
    fc.assert(
      fc.property(aggregateEvents, fc.constantFrom('json' as const, 'base64' as const), (event, body) => {
        const text = encodeAggregateEvent(event, { body })
        expect(decodeAggregateEvent(text, { body })).toEqual(event)
        expect(encodeAggregateEvent(decodeAggregateEvent(text, { body }), { body })).toBe(text)
      }),
    )
  })
})

describe('what comes in', () => {
  it('is read as JSON.parse reads it', () => {
    fc.assert(
      fc.property(anyJson, fc.constantFrom('', ' ', '\t\r\n'), (value, space) => {
        const text = JSON.stringify(value, undefined, space)
        expect(
          decodeGoevent(
            `{"event_name":"a","event_type":"a","event_data":${text},"handle_id":"a","timestamp":1}`,
          ).eventData,
        ).toEqual(JSON.parse(text))
      }),
    )
  })

  it('has the time that Date gives its timestamp', () => {
    fc.assert(
      fc.property(anyTimestamp, (text) => {
        expect(parseTimestamp(text)).toBe(Date.parse(text))
      }),
    )
  })
})
