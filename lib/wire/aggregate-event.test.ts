import { describe, expect, it } from 'vitest'
import { type AggregateEvent, decodeAggregateEvent, encodeAggregateEvent, makeEvent } from './index.ts'
import { wireErrorOf } from './test-support.ts'

const event: AggregateEvent = {
  aggregateId: 'article',
  type: 'article-created',
  body: { id: 7 },
  timestamp: '2024-05-15T08:00:00.5+02:00',
}
const asJson =
  '{"aggregate_id":"article","type":"article-created","body":{"id":7},"timestamp":"2024-05-15T08:00:00.5+02:00"}'
const asBase64 =
  '{"aggregate_id":"article","type":"article-created","body":"eyJpZCI6N30=","timestamp":"2024-05-15T08:00:00.5+02:00"}'

describe("the broker's event", () => {
  it('has its body as JSON', () => {
    expect(encodeAggregateEvent(event)).toBe(asJson)
    expect(decodeAggregateEvent(asJson)).toStrictEqual(event)
  })

  it('has its body as base64 where Go reads it', () => {
    expect(encodeAggregateEvent(event, { body: 'base64' })).toBe(asBase64)
    expect(decodeAggregateEvent(asBase64, { body: 'base64' })).toStrictEqual(event)
  })

  it('leaves an empty aggregate id out', () => {
    const text = encodeAggregateEvent({ ...event, aggregateId: '' })
    expect(text).not.toContain('aggregate_id')
    expect(decodeAggregateEvent(text).aggregateId).toBe('')
  })

  it.each([
    ['aggregate_id', { aggregate_id: 1 }],
    ['type', { type: '' }],
    ['type', { type: undefined }],
    ['body', { body: undefined }],
    ['timestamp', { timestamp: undefined }],
    ['timestamp', { timestamp: '2024-05-15' }],
  ])('names %s where it is wrong: %j', (field, wrong) => {
    const text = JSON.stringify({ ...(JSON.parse(asJson) as object), ...wrong })
    expect(wireErrorOf(() => decodeAggregateEvent(text)).field).toBe(field)
  })

  it.each([
    '{"id":7}',
    '"eyJpZCI6N30"',
    '"eyJpZCI6N30= "',
    '"eyJp\\nCI6"',
    '"eyJp_CI6"',
    '"===="',
    '"eyJp"',
    '""',
  ])('refuses %s as a base64 body', (body) => {
    const text = asBase64.replace('"eyJpZCI6N30="', body)
    expect(wireErrorOf(() => decodeAggregateEvent(text, { body: 'base64' })).field).toBe('body')
  })

  it('looks into a base64 body as it does into the message', () => {
    const of = (body: string): string => asBase64.replace('eyJpZCI6N30=', btoa(body))
    const read = (body: string) =>
      wireErrorOf(() => decodeAggregateEvent(of(body), { body: 'base64', maxDepth: 4 }))
    expect(read('{"a":[{"__proto__":1}]}').field).toBe('body.a[0].__proto__')
    expect(read('{"id":9007199254740993}').field).toBe('body.id')
    expect(read('\xff').message).toBe('`body` is not UTF-8')
    expect(read('[[[[1]]]]').field).toBe('body[0][0][0]')
    expect(
      wireErrorOf(() => encodeAggregateEvent({ ...event, body: [[[[1]]]] }, { body: 'base64', maxDepth: 4 }))
        .field,
    ).toBe('body[0][0][0]')
  })

  it('says what makes an event, where it is given something else', () => {
    for (const given of ['article-created', undefined, null]) {
      const { field, message } = wireErrorOf(() => encodeAggregateEvent(given as never))
      expect([field, message]).toEqual(['', expect.stringContaining('makeEvent()')])
    }
  })

  it('knows two ways to write a body', () => {
    expect(() => encodeAggregateEvent(event, { body: 'xml' as never })).toThrow('`options.body`')
    expect(() => decodeAggregateEvent(asJson, { body: 'xml' as never })).toThrow('`options.body`')
  })
})

describe('makeEvent', () => {
  it('makes an event of now, with the body as it will arrive', () => {
    const body = { at: new Date(0), left: undefined, tags: ['a'] }
    const before = new Date().toISOString()
    const made = makeEvent('user', 'user-created', body)
    body.tags.push('b')
    expect(made).toStrictEqual({
      aggregateId: 'user',
      type: 'user-created',
      body: { at: '1970-01-01T00:00:00.000Z', tags: ['a'] },
      timestamp: made.timestamp,
    })
    expect(made.timestamp >= before).toBe(true)
    expect(decodeAggregateEvent(encodeAggregateEvent(made))).toStrictEqual(made)
  })

  it('takes the time it is told', () => {
    expect(makeEvent('', 'a-b', null, { timestamp: '2024-05-15T08:00:00Z' }).timestamp).toBe(
      '2024-05-15T08:00:00Z',
    )
    expect(wireErrorOf(() => makeEvent('', 'a-b', null, { timestamp: 'now' })).field).toBe('timestamp')
  })

  it('names where a body can’t be written', () => {
    expect(wireErrorOf(() => makeEvent('user', 'user-created', { a: [{ total: 1n }] })).field).toBe(
      'body.a[0].total',
    )
    expect(wireErrorOf(() => makeEvent('user', '', {})).field).toBe('type')
    expect(wireErrorOf(() => makeEvent(5 as never, 'a-b', {})).field).toBe('aggregate_id')
  })
})
