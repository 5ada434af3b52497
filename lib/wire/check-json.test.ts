import { describe, expect, it } from 'vitest'
import { checkJson, encodeGoevent } from './index.ts'
import { wireErrorOf } from './test-support.ts'

/** What a value is written as. */
function written(eventData: unknown): unknown {
  const text = encodeGoevent({ eventName: 'a', eventType: 'a', eventData, handleId: 'a', timestamp: 1 })
  return (JSON.parse(text) as { event_data: unknown }).event_data
}

const cyclic: Record<string, unknown> = { list: [] }
cyclic['list'] = [cyclic]

describe('checkJson', () => {
  it.each<[string, unknown, string]>([
    ['a BigInt', 1n, 'is a bigint'],
    ['a function', () => undefined, 'is a function'],
    ['a symbol', Symbol('a'), 'is a symbol'],
    ['NaN', Number.NaN, 'is NaN'],
    ['infinity', -Infinity, 'is -Infinity'],
    ['a Map', new Map(), 'is of type Map'],
    ['a Set', new Set(), 'is of type Set'],
    ['a Promise', Promise.resolve(), 'is of type Promise'],
    ['an Error', new Error('a'), 'is of type Error'],
    ['bytes', new Uint8Array(1), 'is of type Uint8Array'],
    ['a regular expression', /a/, 'is of type RegExp'],
    ['an invalid Date', new Date(Number.NaN), 'is an invalid Date'],
    ['an own __proto__', JSON.parse('{"__proto__":1}'), 'a name that is not allowed'],
  ])('refuses %s, and says where', (_, value, problem) => {
    const at = (path: string) => (error: { field: string; message: string }) =>
      error.field.startsWith(path) && error.message.includes(problem)
    expect(wireErrorOf(() => checkJson(value, 'payload'))).toSatisfy(at('payload'))
    expect(wireErrorOf(() => checkJson({ items: [0, { 'unit price': value }] }, 'payload'))).toSatisfy(
      at('payload.items[1]["unit price"]'),
    )
    expect(wireErrorOf(() => checkJson([value]))).toSatisfy(at('[0]'))
  })

  it('refuses a cycle where it closes, and takes what is only used twice', () => {
    expect(wireErrorOf(() => checkJson(cyclic, 'payload'))).toMatchObject({
      field: 'payload.list[0]',
      message: '`payload.list[0]` contains itself',
    })
    const shared = { a: 1 }
    expect(written([shared, { shared }])).toEqual([{ a: 1 }, { shared: { a: 1 } }])
  })

  it.each<[string, unknown]>([
    [
      'a getter',
      {
        get qty(): never {
          throw new Error('sold out')
        },
      },
    ],
    [
      'toJSON',
      {
        qty: {
          toJSON: () => {
            throw new Error('sold out')
          },
        },
      },
    ],
  ])('names where %s throws', (_, value) => {
    expect(wireErrorOf(() => checkJson([value], 'payload'))).toMatchObject({
      field: 'payload[0].qty',
      message: '`payload[0].qty` could not be read: sold out',
      cause: new Error('sold out'),
    })
  })

  it('survives a Proxy that refuses everything, and a thrown value that has no text', () => {
    const { proxy, revoke } = Proxy.revocable({}, {})
    revoke()
    expect(wireErrorOf(() => checkJson({ proxy }, 'payload')).field).toBe('payload.proxy')
    const nasty = {
      get a(): never {
        throw Object.create(null)
      },
    }
    expect(wireErrorOf(() => checkJson(nasty)).field).toBe('a')
  })

  it('cuts a name that has no end', () => {
    expect(wireErrorOf(() => checkJson({ ['x'.repeat(10_000)]: 1n })).field.length).toBeLessThan(100)
  })

  it('reads each property once', () => {
    let reads = 0
    const value = {
      get a() {
        return ++reads
      },
    }
    expect(written(value)).toEqual({ a: 1 })
  })
})

describe('what is written', () => {
  it('is what toJSON gives, with the name it has', () => {
    expect(written({ at: new Date(0), home: new URL('https://a.example') })).toEqual({
      at: '1970-01-01T00:00:00.000Z',
      home: 'https://a.example/',
    })
    const echo = { toJSON: (key: string) => key }
    expect(written({ a: echo, b: [echo] })).toEqual({ a: 'a', b: ['0'] })
  })

  it('has no undefined properties; elsewhere they are null', () => {
    expect(written({ a: undefined, b: { toJSON: () => undefined }, c: null })).toEqual({ c: null })
    // oxlint-disable-next-line no-sparse-arrays -- a hole is what is tested
    expect(written([undefined, , { a: undefined }])).toEqual([null, null, {}])
    expect(written(undefined)).toBe(null)
  })

  it("has a class instance's own properties, and those of an object without a prototype", () => {
    class Order {
      readonly id = 7
      readonly #secret = 1
      get total(): number {
        return this.#secret
      }
    }
    expect(written(new Order())).toEqual({ id: 7 })
    expect(written(Object.assign(Object.create(null), { a: 1 }))).toEqual({ a: 1 })
  })
})
