import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { restorePayload } from '../index.ts'
import { recordedBus } from '../test-support.ts'

/** What a snapshot of the payload is restored to. */
function restored(payload: unknown, options: Parameters<typeof recordedBus>[0] = {}) {
  const { bus, recording } = recordedBus(options)
  bus.dispatch('a', payload)
  return restorePayload(recording.at(0)!.payload)
}

/** Small enough for the default limits of a snapshot. */
const json = fc.jsonValue({ maxDepth: 5, noUnicodeString: false })

describe('what is restored just as it was', () => {
  it('any payload like JSON', () => {
    const payloads = fc.property(json, (payload) => {
      expect(restored(payload)).toStrictEqual({ value: payload, lost: [] })
    })
    expect(() => fc.assert(payloads)).not.toThrow()
  })

  it.each<[string, unknown]>([
    ['undefined', undefined],
    ['odd numbers', [Number.NaN, Infinity, -0, 10n]],
    ['a field that is undefined', { a: undefined }],
    // oxlint-disable-next-line no-sparse-arrays -- Holes are what it is about.
    ['holes', [1, , 3]],
    ['a Map with text keys', new Map([['sku', { qty: 1 }]])],
    [
      'a Map with keys of other types, and texts that look like labels',
      new Map<unknown, number>([[1, 1], ['1', 2], [true, 3], [undefined, 4], ['Cart', 5], ['Object', 6], ['ƒ a', 7], [2n, 8]]), // prettier-ignore
    ],
    ['a Set', new Set(['a', { b: 1 }])],
    ['a Date', { at: new Date(1_700_000_000_123) }],
    ['a regular expression', /a\/b+/giu],
    ['an object without a prototype', Object.assign(Object.create(null) as object, { a: 1 })],
    ['a key named __proto__', JSON.parse('{"__proto__":{"a":1}}')],
  ])('%s', (_name, payload) => {
    expect(restored({ payload })).toStrictEqual({ value: { payload }, lost: [] })
  })

  it('an invalid Date', () => {
    expect(restored(new Date(Number.NaN))).toMatchObject({ value: new Date(Number.NaN), lost: [] })
  })
})

describe('what is not', () => {
  class Cart {
    readonly id = 1
  }
  class Items extends Array<number> {}
  class Index extends Map<string, number> {}
  const circle: { self?: unknown } = {}
  circle.self = circle

  it.each<[string, unknown, unknown, string]>([
    ['an instance of a class', new Cart(), { id: 1 }, 'an instance (Cart), now a plain object'],
    ['one of a class of arrays', Items.of(1, 2), [1, 2], 'an instance (Items), now a plain array'],
    [
      'one of a class of Maps',
      new Index([['a', 1]]),
      new Map([['a', 1]]),
      'an instance (Index(1)), now a plain Map',
    ],
    ['a function', () => 1, undefined, 'a function, of which only the name was kept'],
    ['a symbol', Symbol('tag'), undefined, 'a symbol, of which only the name was kept'],
    ['binary data', new Uint8Array(3), undefined, 'binary data, of which only the beginning was kept'],
    ['a revoked Proxy', revoked(), undefined, 'it threw when it was read'],
    [
      'a long array',
      Array.from({ length: 102 }, () => 7),
      Array.from({ length: 100 }, () => 7),
      '2 entries were left out',
    ],
    ['a long text', 'x'.repeat(10_003), 'x'.repeat(10_000), 'a long text, without its last 3 characters'],
    ['what is too deep', nested(9), cutNested(7), 'beyond a limit of the snapshot'],
  ])('%s', (_name, payload, value, why) => {
    const { value: copy, lost } = restored([payload])
    expect(copy).toEqual([value])
    expect(lost.map((one) => one.why)).toEqual([why])
    expect(lost[0]!.path.startsWith('0')).toBe(true)
  })

  it('cycles, accessors and what was redacted, each by its path', () => {
    const payload = { user: { password: 'x', get name() { return 'ada' } }, circle } // prettier-ignore
    expect(restored(payload, { redact: ['password'] })).toEqual({
      value: { user: { password: undefined, name: undefined }, circle: { self: undefined } },
      lost: [
        { path: 'user.password', why: 'redacted' },
        { path: 'user.name', why: 'an accessor, which was not called' },
        { path: 'circle.self', why: 'a reference to what it is inside of' },
      ],
    })
  })

  it('keys that are symbols or were shortened', () => {
    const { value, lost } = restored({ [Symbol('pin')]: 1, ['k'.repeat(300)]: 2, a: 3 })
    expect(value).toMatchObject({ a: 3 })
    expect(lost.map(({ why }) => why)).toEqual(
      Array.from({ length: 2 }, () => 'of its key only the name was kept'),
    )
    expect(restored({ 'Symbol(pin)': 1, [Symbol('pin')]: 2 }).value).toEqual({ 'Symbol(pin)': 1 })
  })

  it('entries of a Map whose keys were objects', () => {
    const map = new Map<unknown, number>([
      [1, 1],
      ['sku', 2],
      [{}, 3],
      [new Date(0), 4],
      [null, 5],
    ])
    const { value, lost } = restored(map)
    expect(value).toEqual(new Map<unknown, number>([[1, 1], ['sku', 2], [null, 5]])) // prettier-ignore
    expect(lost.map(({ path }) => path)).toEqual(['Object', '1970-01-01T00:00:00.000Z'])
  })

  it('is told up to a bound', () => {
    const payload = Array.from({ length: 90 }, () => [() => 1, () => 2])
    const { lost } = restored(payload)
    expect(lost).toHaveLength(101)
    expect(lost.at(-1)).toEqual({ path: '', why: 'and more' })
  })
})

it('a payload that goes round in circles, kept by reference, comes to an end', () => {
  const circle: { self?: unknown } = {}
  circle.self = circle
  expect(restorePayload(circle).lost.map(({ why }) => why)).toEqual(['too deep inside'])
})

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {})
  revoke()
  return proxy
}

/** What is left of what is nested deeper. */
function cutNested(depth: number): object {
  return { in: depth === 1 ? undefined : cutNested(depth - 1) }
}

function nested(depth: number): object {
  return depth === 0 ? {} : { in: nested(depth - 1) }
}
