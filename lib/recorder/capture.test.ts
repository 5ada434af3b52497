import fc from 'fast-check'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { createSnapshot } from './capture.ts'
import { CapturedNode, type CapturedValue } from './captured.ts'
import { compileRedactions } from './redact.ts'

afterEach(() => {
  vi.restoreAllMocks()
})

const snapshot = createSnapshot()

function node(value: CapturedValue | undefined): CapturedNode {
  if (!(value instanceof CapturedNode)) throw new Error(`not a CapturedNode: ${String(value)}`)
  return value
}

/** The captured value of a class instance, cut object, Map … at a name. */
function entry(value: CapturedValue, name: string): CapturedValue | undefined {
  return node(value).entries.find(([key]) => key === name)?.[1]
}

function fail(): never {
  throw new Error('touched')
}

const throwingTraps = new Proxy({}, { get: () => fail })

/** An object inside so many others. */
function nested(levels: number): object {
  let value: object = {}
  for (let i = 0; i < levels; i++) value = { in: value }
  return value
}

describe('plain data', () => {
  test.each([['text'], [1], [-0], [Number.NaN], [true], [null], [undefined], [10n]])(
    '%o is kept',
    (value) => {
      expect(snapshot(value)).toBe(value)
    },
  )

  test('objects and arrays are kept as plain copies', () => {
    const payload = { user: { name: 'ada' }, items: [{ sku: 'a' }, [1, 2]], none: undefined }
    const copy = snapshot(payload)
    expect(copy).toStrictEqual(payload)
    expect(copy).not.toBe(payload)
  })

  test('frozen and sealed payloads are kept as copies too', () => {
    expect(snapshot(Object.freeze({ a: Object.seal([1]) }))).toStrictEqual({ a: [1] })
  })

  test('the holes of an array stay holes', () => {
    // oxlint-disable-next-line no-sparse-arrays -- the case
    expect(snapshot([1, , 3, ,])).toStrictEqual([1, , 3, ,])
  })

  test('an own __proto__ stays an own key and sets no prototype', () => {
    const copy = snapshot(JSON.parse('{"__proto__":{"admin":true}}')) as Record<string, unknown>
    expect(Object.keys(copy)).toEqual(['__proto__'])
    expect(Object.getPrototypeOf(copy)).toBe(Object.prototype)
    expect(copy['admin']).toBeUndefined()
  })

  test('the same object at two places is copied twice', () => {
    const shared = { a: 1 }
    const copy = snapshot([shared, shared]) as CapturedValue[]
    expect(copy).toEqual([{ a: 1 }, { a: 1 }])
    expect(copy[0]).not.toBe(copy[1])
  })

  test('symbol keys are entries by their description', () => {
    const value = { a: 1, [Symbol('tag')]: 2 }
    expect(snapshot(value)).toEqual(
      new CapturedNode('object', 'Object', [
        ['a', 1],
        ['Symbol(tag)', 2],
      ]),
    )
  })
})

describe('cycles', () => {
  test('say the path they point to', () => {
    const payload: Record<string, unknown> = { items: [] }
    ;(payload['items'] as unknown[]).push({ list: payload['items'], all: payload })
    expect(snapshot(payload)).toEqual({
      items: [
        {
          list: new CapturedNode('cycle', '↻ root.items'),
          all: new CapturedNode('cycle', '↻ root'),
        },
      ],
    })
  })

  test('are found through Maps and Sets', () => {
    const map = new Map<string, unknown>()
    map.set('self', new Set([map]))
    expect(node(entry(entry(snapshot(map), 'self') as CapturedValue, '0')).label).toBe('↻ root')
  })
})

describe('what throws when it is read', () => {
  test('accessors are never called', () => {
    const payload = {
      get a(): never {
        return fail()
      },
      set b(_value: number) {
        fail()
      },
      get c(): never {
        return fail()
      },
      set c(_value: never) {
        fail()
      },
      d: 1,
    }
    expect(snapshot(payload)).toEqual({
      a: new CapturedNode('getter', '[getter]'),
      b: new CapturedNode('getter', '[setter]'),
      c: new CapturedNode('getter', '[getter/setter]'),
      d: 1,
    })
  })

  test('accessors of arrays, of classes and of bound functions are not called either', () => {
    const called = vi.fn<() => string>()
    class Cart {
      get window(): string {
        return called()
      }
      get nodeName(): string {
        return called()
      }
    }
    const list = Object.defineProperty([1], 0, { get: called, enumerable: true })
    const error = Object.defineProperty(new Error('x'), 'cause', { get: called.bind(null) })
    snapshot([list, new Cart(), error])
    expect(called).not.toHaveBeenCalled()
  })

  test.each([
    ['an object', {}],
    ['an array', []],
    ['a function', fail],
  ])('a Proxy of %s whose every trap throws is unreadable, and its siblings are kept', (_name, target) => {
    const copy = snapshot({ a: 1, proxy: new Proxy(target, throwingTraps), b: 2 }) as Record<
      string,
      CapturedValue
    >
    expect(copy).toMatchObject({ a: 1, b: 2 })
    expect(node(copy['proxy']).label).toBe('[unreadable]')
    expect(node(snapshot(new Proxy(target, throwingTraps))).label).toBe('[unreadable]')
  })

  test('so is a revoked one', () => {
    const { proxy, revoke } = Proxy.revocable({}, {})
    revoke()
    expect(node(snapshot(proxy)).kind).toBe('unreadable')
  })

  test('one field that throws leaves the others', () => {
    let asked = 0
    const descriptor = (target: object, key: PropertyKey): PropertyDescriptor | undefined => {
      // The first time is for the list of keys.
      if (key === 'b' && ++asked > 1) fail()
      return Reflect.getOwnPropertyDescriptor(target, key)
    }
    const copy = snapshot(new Proxy({ a: 1, b: 2, c: 3 }, { getOwnPropertyDescriptor: descriptor }))
    expect(copy).toEqual({ a: 1, b: new CapturedNode('unreadable', '[unreadable]'), c: 3 })
  })

  test('a Proxy that answers with ever new prototypes comes to an end', () => {
    const endless = (): object => new Proxy({}, { getPrototypeOf: endless })
    expect(snapshot(endless())).toBeInstanceOf(CapturedNode)
  })

  test.each([[-1], [Number.NaN], ['2'], [2 ** 40]])(
    'a Proxy of an array that says its length is %o',
    (length) => {
      const proxy = new Proxy([], { get: () => length })
      expect(node(snapshot(proxy)).kind).toBe('unreadable')
    },
  )
})

describe('built-in objects', () => {
  const named = (): void => {}
  class Named {
    readonly id = 1
  }

  test.each<[unknown, string, string]>([
    [new Date(0), 'date', '1970-01-01T00:00:00.000Z'],
    [new Date(Number.NaN), 'date', 'Invalid Date'],
    [/a+/gi, 'regexp', '/a+/gi'],
    [named, 'function', 'ƒ named'],
    [() => {}, 'function', 'ƒ (anonymous)'],
    [Named, 'function', 'class Named'],
    [Symbol('tag'), 'symbol', 'Symbol(tag)'],
    [Promise.resolve(1), 'object', 'Promise'],
    [new WeakMap(), 'object', 'WeakMap'],
    [Object(5), 'object', 'Number(5)'],
    [Object('five'), 'object', 'String("five")'],
  ])('%o is a %s labelled %s', (value, kind, label) => {
    expect(snapshot(value)).toEqual(new CapturedNode(kind as never, label))
  })

  test('class instances have their class name and own enumerable fields', () => {
    class Cart {
      readonly id = 1
      readonly items = [{ sku: 'a' }]
      get total(): number {
        return fail()
      }
    }
    const expected = new CapturedNode('object', 'Cart', [
      ['id', 1],
      ['items', [{ sku: 'a' }]],
    ])
    expect(snapshot(new Cart())).toEqual(expected)
  })

  test('objects without a prototype say so', () => {
    const value: object = Object.assign(Object.create(null), { a: 1 })
    expect(snapshot(value)).toEqual(new CapturedNode('object', 'Object (null prototype)', [['a', 1]]))
  })

  test('Maps have entries named by their keys', () => {
    const key = { id: 1 }
    const map = new Map<unknown, unknown>([
      ['a', 1],
      [2, { b: 2 }],
      [key, 3],
      [null, 4],
      [new Date(0), 5],
    ])
    expect(snapshot(map)).toEqual(
      new CapturedNode('map', 'Map(5)', [
        ['a', 1],
        ['2', { b: 2 }],
        ['Object', 3],
        ['null', 4],
        ['1970-01-01T00:00:00.000Z', 5],
      ]),
    )
  })

  test('Sets have numbered entries', () => {
    const expected = new CapturedNode('set', 'Set(2)', [
      ['0', 'a'],
      ['1', { b: 1 }],
    ])
    expect(snapshot(new Set(['a', { b: 1 }]))).toEqual(expected)
  })

  test('subclasses of Array, Map and Error go by their own names', () => {
    class Items extends Array<number> {}
    class Index extends Map<string, number> {}
    class PaymentError extends Error {}
    expect(snapshot(Items.of(1, 2))).toEqual(
      new CapturedNode('array', 'Items(2)', [
        ['0', 1],
        ['1', 2],
      ]),
    )
    expect(node(snapshot(new Index([['a', 1]])))).toMatchObject({ kind: 'map', label: 'Index(1)' })
    expect(node(snapshot(new PaymentError('declined'))).label).toBe('PaymentError: declined')
  })

  test('a class of the page under the name of a built-in is an instance like any other', () => {
    for (const name of ['Map', 'Set', 'Date', 'RegExp', 'ArrayBuffer', 'Number', 'constructor']) {
      const Own = Object.defineProperty(class extends Named {}, 'name', { value: name })
      expect(snapshot(new Own())).toEqual(new CapturedNode('object', name, [['id', 1]]))
    }
  })

  test('errors keep name, message, stack, cause and own fields', () => {
    const error = Object.assign(new TypeError('no sku', { cause: { id: 1 } }), { code: 'E1' })
    const copy = node(snapshot(error))
    expect(copy.label).toBe('TypeError: no sku')
    expect(copy.entries.map(([name]) => name)).toEqual(['name', 'message', 'stack', 'cause', 'code'])
    expect(entry(copy, 'stack')).toBe(error.stack)
    expect(entry(copy, 'cause')).toEqual({ id: 1 })
    expect(entry(copy, 'code')).toBe('E1')
  })

  test('a DOMException, whose fields are accessors of the platform, keeps them', () => {
    expect(node(snapshot(new DOMException('gone', 'AbortError'))).label).toBe('AbortError: gone')
  })

  test('an ArrayBuffer of 50 MB keeps 16 bytes', () => {
    const buffer = new ArrayBuffer(52_428_800)
    new Uint8Array(buffer).set([0xde, 0xad])
    expect(snapshot(buffer)).toEqual(
      new CapturedNode(
        'buffer',
        'ArrayBuffer(52428800)',
        [['bytes', `de ad${' 00'.repeat(14)}`]],
        52_428_784,
      ),
    )
  })

  test('a DataView keeps the bytes it is over', () => {
    const view = new DataView(Uint8Array.of(1, 2, 3, 4).buffer, 1, 2)
    expect(snapshot(view)).toEqual(new CapturedNode('buffer', 'DataView(2)', [['bytes', '02 03']]))
  })

  test('typed arrays keep their first 16 elements', () => {
    const copy = node(snapshot(Float64Array.from({ length: 20 }, (_, index) => index / 2)))
    expect(copy).toMatchObject({ kind: 'buffer', label: 'Float64Array(20)', more: 4 })
    expect(copy.entries).toHaveLength(16)
    expect(copy.entries[3]).toEqual(['3', 1.5])
  })
})

describe('what belongs to the page', () => {
  class Node {
    readonly children = [new Map()]
    get nodeType(): number {
      return 1
    }
    get nodeName(): string {
      return 'BUTTON'
    }
  }
  class Button extends Node {
    get id(): string {
      return 'buy'
    }
    get className(): string {
      return 'primary  wide'
    }
  }

  test('an element is a label, and is not walked', () => {
    expect(snapshot(new Button())).toEqual(new CapturedNode('dom', '<button#buy.primary.wide>'))
  })

  test('an element without id and classes is its name', () => {
    expect(node(snapshot(new Node())).label).toBe('<button>')
  })

  test('a form with fields named like its properties is still known', () => {
    const form = Object.assign(new Button(), {})
    Object.defineProperty(form, 'nodeName', { value: {}, enumerable: true })
    expect(node(snapshot(form)).label).toBe('<button#buy.primary.wide>')
  })

  test('what only looks like a node by its own fields is known as well', () => {
    class TextNode {
      readonly nodeType = 3
      readonly nodeName = '#text'
    }
    expect(snapshot(new TextNode())).toEqual(new CapturedNode('dom', '#text'))
  })

  test('a window is a label, and is not walked', () => {
    class Page {
      readonly window = this
      readonly document = {}
    }
    const plain: Record<string, unknown> = { document: {} }
    plain['window'] = plain
    expect(snapshot(new Page())).toEqual(new CapturedNode('object', 'Window'))
    expect(snapshot({ view: plain })).toEqual({ view: new CapturedNode('object', 'Window') })
  })
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
      new CapturedNode('object', 'Object', [['Symbol(pin)', redacted]]),
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

describe('for any value', () => {
  const anything = fc.anything({
    withBigInt: true,
    withBoxedValues: true,
    withDate: true,
    withMap: true,
    withNullPrototype: true,
    withObjectString: true,
    withSet: true,
    withSparseArray: true,
    withTypedArray: true,
    maxDepth: 4,
  })
  const lifted = createSnapshot(undefined, {
    depth: Infinity,
    entries: Infinity,
    stringLength: Infinity,
    nodes: Infinity,
    characters: Infinity,
    time: Infinity,
  })

  /** What is in a captured value and may not be: functions, symbols, exotic objects, objects of the original's. */
  function strangersIn(value: unknown, original: Set<unknown>): unknown[] {
    if (typeof value === 'function' || typeof value === 'symbol' || original.has(value)) return [value]
    if (typeof value !== 'object' || value === null) return []
    if (value instanceof CapturedNode) return value.entries.flatMap(([, item]) => strangersIn(item, original))
    const isPlain = Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype
    return isPlain ? Object.values(value).flatMap((item) => strangersIn(item, original)) : [value]
  }

  function objectsIn(value: unknown, found: Set<unknown> = new Set()): Set<unknown> {
    if (typeof value !== 'object' || value === null || found.has(value)) return found
    found.add(value)
    if (value instanceof Map) for (const item of value.values()) objectsIn(item, found)
    else if (value instanceof Set) for (const item of value) objectsIn(item, found)
    else if (!ArrayBuffer.isView(value)) for (const item of Object.values(value)) objectsIn(item, found)
    return found
  }

  test('it does not throw and shares nothing with the original', () => {
    fc.assert(
      fc.property(anything, (value) => {
        expect(strangersIn(snapshot(value), objectsIn(value))).toEqual([])
      }),
    )
  })

  test('it does not throw under any limits and redaction', () => {
    const limits = fc.record({
      depth: fc.nat(4),
      entries: fc.nat(4),
      stringLength: fc.nat(4),
      nodes: fc.nat(20),
      characters: fc.nat(20),
    })
    const redactor = compileRedactions(['a*', (path) => path.length % 3 === 0])
    fc.assert(
      fc.property(anything, limits, (value, bounds) => {
        expect(strangersIn(createSnapshot(redactor, bounds)(value), objectsIn(value))).toEqual([])
      }),
    )
  })

  test('JSON inside the limits comes out equal', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        expect(lifted(value)).toEqual(value)
      }),
    )
  })

  test('what happens to the original later does not reach the copy', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        const before = JSON.stringify(value)
        const copy = lifted(value)
        for (const object of objectsIn(value)) {
          for (const key of Object.keys(object as object)) Reflect.deleteProperty(object as object, key)
          Reflect.set(object as object, 'later', true)
        }
        expect(JSON.stringify(copy)).toBe(before)
      }),
    )
  })

  test('no more values are kept than the total allows', () => {
    const count = (value: CapturedValue): number => {
      if (value instanceof CapturedNode) {
        return value.kind === 'cut' ? 0 : value.entries.reduce((sum, [, item]) => sum + count(item), 1)
      }
      if (typeof value !== 'object' || value === null) return 1
      return Object.values(value).reduce<number>((sum, item) => sum + count(item), 1)
    }
    fc.assert(
      fc.property(fc.jsonValue(), fc.integer({ min: 1, max: 30 }), (value, nodes) => {
        expect(count(createSnapshot(undefined, { nodes })(value))).toBeLessThanOrEqual(nodes)
      }),
    )
  })
})
