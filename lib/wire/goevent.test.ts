import { describe, expect, it } from 'vitest'
import { decodeGoevent, encodeGoevent, type GoeventMessage } from './index.ts'
import { wireErrorOf } from './test-support.ts'

const text =
  '{"event_name":"order.created","event_type":"order.created.v1","event_data":{"id":7,"note":"a \\u003c b \\u0026 c"},' +
  '"handle_id":"4f6c:1","timestamp":1700000000}'
const message: GoeventMessage = {
  eventName: 'order.created',
  eventType: 'order.created.v1',
  eventData: { id: 7, note: 'a < b & c' },
  handleId: '4f6c:1',
  timestamp: 1_700_000_000,
}

describe("goevent's message", () => {
  it('reads what Go writes, and writes the same bytes', () => {
    expect(decodeGoevent(text)).toStrictEqual(message)
    expect(decodeGoevent(new TextEncoder().encode(text))).toStrictEqual(message)
    expect(encodeGoevent(message)).toBe(text)
  })

  it('ignores fields it does not know', () => {
    expect(decodeGoevent(text.replace('{', '{"trace":{"id":[1]},'))).toStrictEqual(message)
  })

  it.each(['event_name', 'event_type', 'event_data', 'handle_id', 'timestamp'])('needs %s', (field) => {
    const { [field]: _, ...rest } = JSON.parse(text) as Record<string, unknown>
    expect(wireErrorOf(() => decodeGoevent(JSON.stringify(rest)))).toMatchObject({
      field,
      message: `\`${field}\` is missing`,
    })
  })

  it.each([
    ['event_name', 5],
    ['event_name', ''],
    ['event_type', null],
    ['event_type', ''],
    ['handle_id', ['a']],
    ['handle_id', ''],
    ['timestamp', '1700000000'],
    ['timestamp', 1.5],
    ['timestamp', 2 ** 53],
    ['timestamp', null],
  ])('refuses a %s of %j, both ways', (field, value) => {
    const wire = { ...(JSON.parse(text) as object), [field]: value }
    expect(wireErrorOf(() => decodeGoevent(JSON.stringify(wire))).field).toBe(field)
    const names: Record<string, string> = {
      event_name: 'eventName',
      event_type: 'eventType',
      handle_id: 'handleId',
    }
    const wrong = { ...message, [names[field] ?? field]: value } as GoeventMessage
    expect(wireErrorOf(() => encodeGoevent(wrong)).field).toBe(field)
  })

  it.each(['[]', 'null', '"text"', '1'])('is an object, not %s', (text) => {
    expect(wireErrorOf(() => decodeGoevent(text))).toMatchObject({
      field: '',
      message: expect.stringContaining('must be an object') as string,
    })
  })

  it('writes a payload of undefined as null, and names what it can’t write', () => {
    expect(encodeGoevent({ ...message, eventData: undefined })).toContain('"event_data":null')
    expect(encodeGoevent({ ...message, eventData: { toJSON: () => undefined } })).toContain(
      '"event_data":null',
    )
    expect(wireErrorOf(() => encodeGoevent({ ...message, eventData: { items: [{ qty: 1n }] } })).field).toBe(
      'event_data.items[0].qty',
    )
  })
})
