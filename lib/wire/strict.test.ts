import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  decodeAggregateEvent,
  decodeGoevent,
  decodeHttpMessage,
  encodeGoevent,
  type GoeventMessage,
  WireError,
  type WireLimits,
} from './index.ts'
import { wireErrorOf } from './test-support.ts'

/** What all codecs refuse, for which fields it does not matter. */
function read(data: string, limits?: WireLimits): unknown {
  return decodeGoevent(textOf(data), limits).eventData
}

function textOf(data: string): string {
  return `{"event_name":"a","event_type":"a","event_data":${data},"handle_id":"a:1","timestamp":1}`
}

function fieldOf(data: string, limits?: WireLimits): string {
  return wireErrorOf(() => read(data, limits)).field
}

const message = (eventData: unknown): GoeventMessage<unknown> => ({
  eventName: 'a',
  eventType: 'a',
  eventData,
  handleId: 'a:1',
  timestamp: 1,
})

it('a name or an id has an end', () => {
  for (const field of ['eventName', 'eventType', 'handleId'] as const) {
    const of = (length: number) => ({ ...message(1), [field]: 'x'.repeat(length) })
    expect(decodeGoevent(encodeGoevent(of(1_024)))).toEqual(of(1_024))
    const { field: found, message: text } = wireErrorOf(() => encodeGoevent(of(1_025)))
    expect(text).toBe(`\`${found}\` must not be longer than 1024 characters`)
  }
})

describe('the size limit', () => {
  it('counts bytes of UTF-8, before anything is read', () => {
    const text = textOf('"ä€🛒"')
    const bytes = new TextEncoder().encode(text)
    for (const input of [text, bytes]) {
      expect(decodeGoevent(input, { maxBytes: bytes.length }).eventData).toBe('ä€🛒')
      expect(wireErrorOf(() => decodeGoevent(input, { maxBytes: bytes.length - 1 }))).toMatchObject({
        field: '',
        message: `the message is larger than ${bytes.length - 1} bytes`,
      })
    }
    expect(wireErrorOf(() => decodeGoevent('{'.repeat(101), { maxBytes: 100 })).message).toContain(
      '100 bytes',
    )
  })

  it('is 1 MiB, both ways', () => {
    const fits = 'x'.repeat(1_048_576 - textOf('""').length)
    expect(read(`"${fits}"`)).toBe(fits)
    expect(encodeGoevent(message(fits))).toHaveLength(1_048_576)
    expect(wireErrorOf(() => read(`"${fits}x"`)).message).toContain('1048576 bytes')
    expect(wireErrorOf(() => encodeGoevent(message(`${fits}x`))).message).toContain('1048576 bytes')
  })

  it('stops a value that is referred to again and again', () => {
    let value: unknown = 1
    for (let depth = 0; depth < 60; depth++) value = [value, value]
    expect(wireErrorOf(() => encodeGoevent(message(value))).message).toContain('1048576 bytes')
    // oxlint-disable-next-line unicorn/no-new-array -- of a length that nothing else would have
    expect(wireErrorOf(() => encodeGoevent(message(new Array(2 ** 32 - 1)))).message).toContain(
      '1048576 bytes',
    )
  })
})

describe('the depth limit', () => {
  const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels)

  it('is 64 levels, the message among them, both ways', () => {
    expect(read(nested(63))).toEqual(JSON.parse(nested(63)))
    expect(encodeGoevent(message(JSON.parse(nested(63))))).toBe(textOf(nested(63)))
    const place = `event_data${'[0]'.repeat(63)}`
    expect(wireErrorOf(() => read(nested(64)))).toMatchObject({
      field: place,
      message: `\`${place}\` is nested deeper than 64 levels`,
    })
    expect(wireErrorOf(() => encodeGoevent(message(JSON.parse(nested(64))))).field).toBe(place)
  })

  it.each([
    ['brackets', '['.repeat(100_000)],
    ['braces', '{"a":'.repeat(100_000)],
    ['both', '[{"a":'.repeat(50_000)],
  ])('stops 100 000 %s without a stack overflow', (_, text) => {
    expect(wireErrorOf(() => decodeHttpMessage(text)).message).toContain('deeper than 64 levels')
    expect(fieldOf(text)).toContain('event_data')
  })

  it('counts no brackets in strings', () => {
    const text = JSON.stringify('[[[{{{"\\'.repeat(1_000))
    expect(read(text)).toBe(JSON.parse(text))
  })

  it('stops what goes that deep before it is written', () => {
    let value: unknown = 1
    for (let depth = 0; depth < 100_000; depth++) value = { value }
    expect(wireErrorOf(() => encodeGoevent(message(value))).message).toContain('deeper than 64 levels')
  })

  it.each([{ maxDepth: 0 }, { maxDepth: 513 }, { maxDepth: 1.5 }, { maxBytes: 0 }, { maxBytes: Number.NaN }])(
    'must be a limit: %j',
    (limits) => {
      expect(() => read('1', limits)).toThrow(TypeError)
      expect(() => encodeGoevent(message(1), limits)).toThrow(TypeError)
    },
  )
})

describe('names that could reach a prototype', () => {
  it.each([
    ['event_data.__proto__', '{"__proto__":{"polluted":true}}'],
    ['event_data.a[1].__proto__', '{"a":[0,{"b":"}","__proto__":1}]}'],
    ['event_data.__proto__', String.raw`{"\u005f_proto__":1}`],
    ['event_data.constructor.prototype', '{"constructor":{"prototype":{"polluted":true}}}'],
    ['event_data.prototype', '{"a":1,"prototype":1}'],
    ['event_data[0].prototype', '[{"prototype":null}]'],
  ])('are refused: %s', (field, data) => {
    expect(fieldOf(data)).toBe(field)
    expect(wireErrorOf(() => encodeGoevent(message(JSON.parse(data)))).field).toBe(field)
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  })

  it('are refused in fields that nobody reads', () => {
    const decoders = [decodeGoevent, decodeHttpMessage, decodeAggregateEvent]
    for (const decode of decoders) {
      expect(wireErrorOf(() => decode('{"trace":{"__proto__":1}}')).field).toBe('trace.__proto__')
      expect(wireErrorOf(() => decode('{"__proto__":{"type":"a"}}')).field).toBe('__proto__')
    }
  })

  it('are no others', () => {
    const data = {
      constructor: 'Ferrari',
      toString: 1,
      proto: ['__proto__', 'prototype'],
      a: { hasOwnProperty: 1 },
    }
    expect(read(JSON.stringify(data))).toStrictEqual(data)
  })
})

describe('numbers', () => {
  it.each([
    ['event_data.id', '{"id":9007199254740993}'],
    ['event_data[1]', '[1, 12345678901234567890]'],
    ['event_data', '-9007199254740993'],
    ['event_data', '9007199254740993.5'],
    ['event_data', '9007199254740993e0'],
    ['event_data', '1e400'],
    ['event_data', '-1e400'],
    ['event_data', '1e-400'],
    ['event_data', '3.14159265358979323846'],
    ['event_data', '1e99999999999999999999'],
  ])('are refused where they would become others: %s in %s', (field, data) => {
    expect(wireErrorOf(() => read(data))).toMatchObject({
      field,
      message: expect.stringContaining('send it as a string') as string,
    })
  })

  it.each([
    '9007199254740992',
    '0.1',
    '0.10000000000000001',
    '0.1000000000000000055511151231257827',
    '1e23',
    '123456789012345.67',
    '4.9406564584124654e-324',
    '1.7976931348623157E+308',
    '0.000000000000000000000000000',
    '0e999',
    '-0',
    '100000000000000000000000',
    '1.50000000000000000000000000000',
    '1152921504606847000',
    '1152921504606846976',
  ])('are read where they are that number: %s', (data) => {
    expect(read(data)).toBe(Number(data))
  })

  it('are read however many digits a double was written with', () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.integer({ min: 17, max: 99 }),
        (number, digits) => {
          const plain = Object.is(number, -0) ? '-0' : String(number)
          for (const text of [plain, number.toPrecision(digits), number.toExponential(digits)])
            expect(read(text)).toBe(number === 0 && text !== '-0' ? 0 : number)
        },
      ),
    )
  })

  it('are read where a double lies halfway between two numbers of so many digits, whichever was written', () => {
    expect(String(-2160466326339533.25)).toBe('-2160466326339533.2')
    for (const text of ['-2160466326339533.2', '-2160466326339533.3', '-2160466326339533.25'])
      expect(read(text)).toBe(-2160466326339533.25)
    for (const text of ['600000000000000.12', '600000000000000.13', '600000000000000.125'])
      expect(read(text)).toBe(600000000000000.125)
    expect(() => read('600000000000000.14')).toThrow('exactly')
    fc.assert(
      fc.property(fc.integer({ min: 2 ** 51, max: 2 ** 53 }), (eighths) => {
        for (const number of [eighths / 4, eighths / 8, eighths / 16])
          expect(read(JSON.stringify([number, -number]))).toEqual([number, -number])
      }),
      { numRuns: 1_000 },
    )
  })

  it('are refused where the double next to an integer is not the one its digits say', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 64n), max: 2n ** 64n }), fc.nat(20), (digits, zeros) => {
        const text = `${digits}${digits === 0n ? '' : '0'.repeat(zeros)}`
        const [ending = ''] = /0*$/.exec(text) ?? []
        const difference = BigInt(Number(text)) - BigInt(text)
        const fits =
          digits === 0n || 2n * (difference < 0n ? -difference : difference) < 10n ** BigInt(ending.length)
        expect(outcome(() => read(text))).toBe(fits ? Number(text) : 'refused')
      }),
    )
  })

  it('of a million digits take no time', () => {
    const started = performance.now()
    expect(fieldOf(`1${'0'.repeat(900_000)}1`)).toBe('event_data')
    expect(fieldOf(`0.${'0'.repeat(900_000)}1`)).toBe('event_data')
    expect(performance.now() - started).toBeLessThan(10_000)
  })
})

describe('text', () => {
  it.each([
    ['nothing', ''],
    ['half a message', textOf('1').slice(0, -1)],
    ['more than one', `${textOf('1')}{}`],
    ['a byte order mark', `\ufeff${textOf('1')}`],
    ['NaN', textOf('NaN')],
    ['a leading zero', textOf('01')],
    ['a bare minus', textOf('-')],
    ['a number with two points', textOf('1.2.3.4.5.6.7.8.9.0.1')],
    ['a trailing comma', textOf('[1,]')],
    ['a comment', textOf('1/**/')],
    ['single quotes', textOf("'a'")],
    ['an open string', `{"event_name":"a`],
    ['an open string that ends in a backslash', String.raw`{"event_name":"a\\\"`],
    ['an open key', '{"a":1,"\\'],
    ['a raw line break', textOf('"\n"')],
    ['brackets that do not match', textOf('[}')],
    ['closing brackets', ']]}}'],
  ])('is refused that is no JSON: %s', (_, text) => {
    expect(wireErrorOf(() => decodeGoevent(text)).message).toBeTypeOf('string')
    expect(wireErrorOf(() => decodeGoevent(new TextEncoder().encode(text))).field).toBe('')
  })

  it('is refused where JSON.parse refuses it, whatever it is', () => {
    const pieces = fc.constantFrom(
      ...['{', '}', '[', ']', ',', ':', '"', '\\', '"a"', '1', '-', '1e5 ', '.', 'null', ' ', '\ud800'],
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        const text = textOf(parts.join(''))
        const parse = (): unknown => (JSON.parse(text) as { event_data: unknown }).event_data
        expect(outcome(() => decodeGoevent(text).eventData)).toEqual(outcome(parse))
      }),
      { numRuns: 5_000 },
    )
  })

  it('must be UTF-8', () => {
    const bytes = new TextEncoder().encode(textOf('"x"'))
    bytes[bytes.indexOf(120)] = 0xff
    expect(wireErrorOf(() => decodeGoevent(bytes))).toMatchObject({
      field: '',
      message: 'the message is not UTF-8',
    })
    const surrogate = new Uint8Array([...new TextEncoder().encode('{"a":"'), 0xed, 0xa0, 0x80, 34, 125])
    expect(wireErrorOf(() => decodeGoevent(surrogate)).message).toBe('the message is not UTF-8')
  })

  it('keeps lone surrogates, which UTF-8 has no bytes for', () => {
    expect(read(String.raw`"\ud800"`)).toBe('\ud800')
    expect(read('"\udc00"')).toBe('\udc00')
    expect(encodeGoevent(message('\ud800'))).toBe(textOf(String.raw`"\ud800"`))
  })

  it('has the last of two values of one name, as JSON.parse has', () => {
    expect(read('{"a":1,"a":{"b":2}}')).toStrictEqual({ a: { b: 2 } })
    expect(decodeGoevent(textOf('1').replace('{', '{"event_data":[],')).eventData).toBe(1)
  })

  it('must be a string or bytes', () => {
    expect(() => decodeGoevent(5 as never)).toThrow('`text` must be a string or a Uint8Array')
    expect(() => decodeGoevent(undefined as never)).toThrow(TypeError)
    expect(decodeGoevent(Buffer.from(textOf('1'))).eventData).toBe(1)
  })
})

/** What it gives, or that it is refused, in a way it may be. */
function outcome(what: () => unknown): unknown {
  try {
    return what()
  } catch (error) {
    if (error instanceof WireError || error instanceof SyntaxError) return 'refused'
    throw error
  }
}
