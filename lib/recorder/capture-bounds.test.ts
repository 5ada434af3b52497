import { afterEach, describe, expect, test, vi } from 'vitest'
import { createSnapshot } from './capture.ts'
import { fail, nested, node, snapshot } from './capture-test-support.ts'
import { CapturedNode, type CapturedValue } from './captured.ts'
import { compileRedactions } from './redact.ts'

afterEach(() => {
  vi.restoreAllMocks()
})

describe('bounds', () => {
  test('an array over the limit keeps its first entries and counts the rest, unread', () => {
    const list = Array.from({ length: 100_000 }, (_, index) => index)
    const read = vi.fn<(target: number[], key: string | symbol) => PropertyDescriptor | undefined>(
      Reflect.getOwnPropertyDescriptor,
    )
    const copy = node(snapshot(new Proxy(list, { getOwnPropertyDescriptor: read })))
    expect(copy).toMatchObject({ kind: 'array', label: 'Array(100000)', more: 99_900 })
    expect(copy.entries).toHaveLength(100)
    expect(copy.entries[99]).toEqual(['99', 99])
    expect(read).toHaveBeenCalledTimes(100)
  })

  test('a sparse array over the limit has entries for what is there', () => {
    const list: unknown[] = []
    list[3] = 'a'
    list[1_000_000] = 'b'
    expect(snapshot(list)).toEqual(new CapturedNode('array', 'Array(1000001)', [['3', 'a']], 999_901))
  })

  test('an object over the limit keeps its first entries and counts the rest', () => {
    const copy = createSnapshot(undefined, { entries: 2 })({ a: 1, b: 2, c: 3, d: 4 })
    expect(copy).toEqual(
      new CapturedNode(
        'object',
        'Object',
        [
          ['a', 1],
          ['b', 2],
        ],
        2,
      ),
    )
  })

  test('so do Maps, Sets and class instances', () => {
    const two = createSnapshot(undefined, { entries: 2 })
    class Point {
      readonly x = 1
      readonly y = 2
      readonly z = 3
    }
    for (const value of [
      new Map([
        [1, 1],
        [2, 2],
        [3, 3],
      ]),
      new Set([1, 2, 3]),
      new Point(),
    ]) {
      expect(node(two(value)).entries).toHaveLength(2)
      expect(node(two(value)).more).toBe(1)
    }
  })

  test('a long string is cut, and says by how much', () => {
    expect(snapshot('x'.repeat(10_000))).toBe('x'.repeat(10_000))
    expect(snapshot('x'.repeat(1_000_000))).toEqual(
      new CapturedNode('string', 'x'.repeat(10_000), [], 990_000),
    )
  })

  test('a string is not cut inside a surrogate pair', () => {
    expect(createSnapshot(undefined, { stringLength: 2 })('a😀b')).toEqual(
      new CapturedNode('string', 'a', [], 3),
    )
  })

  test('a key longer than a string may be is shortened', () => {
    const copy = node(createSnapshot(undefined, { stringLength: 300 })({ ['k'.repeat(301)]: 1 }))
    expect(copy.entries).toEqual([[`${'k'.repeat(200)}…`, 1]])
  })

  test('objects deeper than the limit are cut', () => {
    const three = createSnapshot(undefined, { depth: 3 })
    expect(three(nested(2))).toEqual(nested(2))
    expect(three(nested(3))).toEqual({ in: { in: { in: new CapturedNode('cut', '… depth') } } })
  })

  test('values beyond the total are cut, once, and the rest counted', () => {
    const five = createSnapshot(undefined, { nodes: 5 })
    expect(five([1, 2, 3, 4])).toEqual([1, 2, 3, 4])
    expect(five([1, [2, 3], 4, 5])).toEqual(
      new CapturedNode(
        'array',
        'Array(4)',
        [
          ['0', 1],
          ['1', [2, 3]],
          ['2', new CapturedNode('cut', '… nodes')],
        ],
        1,
      ),
    )
    expect(five([1, 2, 3, 4])).toEqual([1, 2, 3, 4])
  })

  test('strings beyond the total of characters are cut', () => {
    const ten = createSnapshot(undefined, { characters: 10 })
    expect(ten(['12345678', '901', '90'])).toEqual([
      '12345678',
      new CapturedNode('cut', '… characters', [], 3),
      '90',
    ])
  })

  test('keys count as characters', () => {
    const copy = node(createSnapshot(undefined, { characters: 5 })({ abc: 1, def: 2, ghi: 3 }))
    expect(copy.entries).toEqual([
      ['abc', 1],
      ['def', new CapturedNode('cut', '… characters')],
    ])
    expect(copy.more).toBe(1)
  })

  test('a snapshot that takes too long is cut', () => {
    let now = 0
    vi.spyOn(performance, 'now').mockImplementation(() => (now += 3))
    const many = Array.from({ length: 100 }, () => [1, 2, 3, 4])
    const copy = node(snapshot(many))
    expect(JSON.stringify(copy)).toContain('… time')
    expect(copy.more).toBeGreaterThan(50)
  })

  test('a small payload reads no clock', () => {
    const clock = vi.spyOn(performance, 'now')
    snapshot({ a: 1, b: { c: [1, 2, 3] } })
    expect(clock).not.toHaveBeenCalled()
  })

  test.each([
    ['depth', -1],
    ['nodes', Number.NaN],
    ['time', '5'],
    ['dept', 1],
  ])('limit %s: %o is refused', (name, limit) => {
    expect(() => createSnapshot(undefined, { [name]: limit })).toThrow(TypeError)
    expect(() => createSnapshot(undefined, { [name]: limit })).toThrow(`\`limits.${name}\``)
  })
})

describe('redaction', () => {
  const redacted = new CapturedNode('redacted', '[redacted]')
  const redacting = (
    ...rules: Parameters<typeof compileRedactions>[0]
  ): ((value: unknown) => CapturedValue) => createSnapshot(compileRedactions(rules))

  test('goes by key at any depth', () => {
    const payload = { password: 1, users: [{ password: { a: 1 }, name: 'ada' }] }
    expect(redacting('password')(payload)).toEqual({
      password: redacted,
      users: [{ password: redacted, name: 'ada' }],
    })
  })

  test('goes by path', () => {
    const payload = {
      card: { number: '4111', cvc: { code: 1 } },
      number: 2,
      items: [{ sku: 'a' }, { sku: 'b' }],
    }
    expect(redacting('card.*', 'items.1.sku')(payload)).toEqual({
      card: { number: redacted, cvc: redacted },
      number: 2,
      items: [{ sku: 'a' }, { sku: redacted }],
    })
  })

  test('asks a function about every path but the root, and not below what is redacted', () => {
    const paths: string[] = []
    const payload = { card: { number: 1 }, items: [{ sku: 'a' }], map: new Map([['k', new Set([1])]]) }
    redacting((path) => {
      paths.push(path)
      return path === 'card'
    })(payload)
    expect(paths).toEqual(['card', 'items', 'items.0', 'items.0.sku', 'map', 'map.k', 'map.k.0'])
  })

  test('covers Map keys, class fields and symbol keys', () => {
    class User {
      readonly password = 1
    }
    const copy = redacting(
      'password',
      'Symbol(pin)',
    )([new Map([['password', 1]]), new User(), { [Symbol('pin')]: 1 }])
    expect(copy).toEqual([
      new CapturedNode('map', 'Map(1)', [['password', redacted]]),
      new CapturedNode('object', 'User', [['password', redacted]]),
      new CapturedNode('object', 'Object', [['Symbol(pin)', redacted]], 0, [undefined]),
    ])
  })

  test('of a message covers the label and the stack of the error', () => {
    const copy = node(redacting('message')(new TypeError('card 4111')))
    expect(copy.label).toBe('TypeError')
    expect(JSON.stringify(copy)).not.toContain('4111')
  })

  test('of a message that is an accessor covers the stack, which engines make from it', () => {
    class CardError extends Error {
      override get message(): string {
        return 'card 4111'
      }
    }
    expect(JSON.stringify(redacting('message')(new CardError()))).not.toContain('4111')
  })

  test('happens before the value is walked', () => {
    const trap = vi.fn<() => never>(fail)
    redacting('secret')({ secret: new Proxy({}, { ownKeys: trap, getPrototypeOf: trap }) })
    expect(trap).not.toHaveBeenCalled()
  })

  test('that takes another snapshot disturbs neither', () => {
    const inner: CapturedValue[] = []
    const both = createSnapshot((path) => {
      if (path === 'b.c') inner.push(both([{ d: 4 }]))
      return false
    })
    expect(both({ a: 1, b: { c: 2, e: [3] } })).toEqual({ a: 1, b: { c: 2, e: [3] } })
    expect(inner).toEqual([[{ d: 4 }]])
  })
})
