import { describe, expect, it } from 'vitest'
import { decodeHttpMessage, decodeHttpMessages, encodeHttpMessage, type HttpMessage } from './index.ts'
import { wireErrorOf } from './test-support.ts'

const text =
  '{"event_type":"user.created","timestamp":"2023-01-01T12:00:00.123456789Z","payload":{"id":123},' +
  '"metadata":{"version":"1.0","source":"api"},' +
  '"callback":{"success_url":"https://api.example.com/ok?a=1\\u0026b=2","fail_url":"https://api.example.com/failed"}}'
const message: HttpMessage = {
  eventType: 'user.created',
  timestamp: '2023-01-01T12:00:00.123456789Z',
  payload: { id: 123 },
  metadata: { version: '1.0', source: 'api' },
  callback: { successUrl: 'https://api.example.com/ok?a=1&b=2', failUrl: 'https://api.example.com/failed' },
}
const wire = JSON.parse(text) as Record<string, unknown>

describe("go-common's message", () => {
  it('reads what Go writes, and writes the same bytes', () => {
    expect(decodeHttpMessage(text)).toStrictEqual(message)
    expect(encodeHttpMessage(message)).toBe(text)
  })

  it('needs no callback', () => {
    const { callback: _, ...plain } = message
    expect(encodeHttpMessage(plain)).not.toContain('callback')
    expect(decodeHttpMessage(encodeHttpMessage(plain))).toStrictEqual(plain)
  })

  it("takes Go's zero values for what there is not", () => {
    const { callback: _, ...plain } = message
    expect(decodeHttpMessage(JSON.stringify({ ...wire, callback: null }))).toStrictEqual(plain)
    expect(decodeHttpMessage(JSON.stringify({ ...wire, metadata: null })).metadata).toStrictEqual({})
    const callback = { success_url: 'https://a.example', fail_url: '' }
    expect(decodeHttpMessage(JSON.stringify({ ...wire, callback })).callback).toStrictEqual({
      successUrl: 'https://a.example',
    })
    const zero = { ...wire, timestamp: '0001-01-01T00:00:00Z' }
    expect(decodeHttpMessage(JSON.stringify(zero)).timestamp).toBe('0001-01-01T00:00:00Z')
  })

  it.each(['event_type', 'timestamp', 'payload', 'metadata'])('needs %s', (field) => {
    const { [field]: _, ...rest } = wire
    expect(wireErrorOf(() => decodeHttpMessage(JSON.stringify(rest)))).toMatchObject({
      field,
      message: `\`${field}\` is missing`,
    })
  })

  it.each([
    ['event_type', { event_type: 1 }],
    ['event_type', { event_type: '' }],
    ['timestamp', { timestamp: 1_700_000_000 }],
    ['timestamp', { timestamp: '2023-02-29T00:00:00Z' }],
    ['metadata', { metadata: ['1.0'] }],
    ['metadata.version', { metadata: { version: 1 } }],
    ['metadata["trace id"]', { metadata: { version: '1', 'trace id': null } }],
    ['callback', { callback: 'https://a.example' }],
    ['callback.success_url', { callback: { success_url: 5 } }],
    ['callback.fail_url', { callback: { success_url: '', fail_url: {} } }],
  ])('names %s where it is wrong: %j', (field, wrong) => {
    expect(wireErrorOf(() => decodeHttpMessage(JSON.stringify({ ...wire, ...wrong }))).field).toBe(field)
  })

  it.each([
    ['event_type', { eventType: '' }],
    ['timestamp', { timestamp: 'yesterday' }],
    ['timestamp', { timestamp: undefined as never }],
    ['metadata', { metadata: undefined as never }],
    ['metadata.version', { metadata: { version: 1 as never } }],
    ['metadata.__proto__', { metadata: JSON.parse('{"__proto__":"x"}') as Record<string, string> }],
    ['callback.success_url', { callback: { successUrl: '' } }],
    ['callback.fail_url', { callback: { failUrl: 5 as never } }],
    ['payload.when', { payload: { when: Symbol('now') } as never }],
  ])('does not write a wrong %s', (field, wrong) => {
    expect(wireErrorOf(() => encodeHttpMessage({ ...message, ...wrong })).field).toBe(field)
  })
})

describe('a batch', () => {
  it('is one message or an array of them', () => {
    expect(decodeHttpMessages(text)).toStrictEqual([message])
    expect(decodeHttpMessages(`[${text}, ${text}]`)).toStrictEqual([message, message])
    expect(decodeHttpMessages('[]')).toStrictEqual([])
  })

  it('is read whole, or not at all: the error names which is wrong', () => {
    const bad = JSON.stringify({ ...wire, metadata: { version: false } })
    expect(wireErrorOf(() => decodeHttpMessages(`[${text},${text},${bad}]`)).field).toBe(
      '[2].metadata.version',
    )
    expect(wireErrorOf(() => decodeHttpMessages(`[${text},5]`))).toMatchObject({
      field: '[1]',
      message: '`[1]` must be an object, not a number',
    })
    expect(wireErrorOf(() => decodeHttpMessages(`[[${text}]]`)).field).toBe('[0]')
    expect(wireErrorOf(() => decodeHttpMessages(`[${text},{"__proto__":1}]`)).field).toBe('[1].__proto__')
  })

  it('is no single message', () => {
    expect(wireErrorOf(() => decodeHttpMessage(`[${text}]`)).field).toBe('')
  })
})
