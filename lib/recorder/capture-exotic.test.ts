import { afterEach, describe, expect, test, vi } from 'vitest'
import { entry, fail, node, snapshot, throwingTraps } from './capture-test-support.ts'
import { CapturedNode, type CapturedValue } from './captured.ts'

afterEach(() => {
  vi.restoreAllMocks()
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
    const entries: [string, CapturedValue][] = [
      ['a', 1],
      ['2', { b: 2 }],
      ['Object', 3],
      ['null', 4],
      ['1970-01-01T00:00:00.000Z', 5],
    ]
    const keys = [{ value: 'a' }, { value: 2 }, undefined, { value: null }, undefined]
    expect(snapshot(map)).toEqual(new CapturedNode('map', 'Map(5)', entries, 0, keys))
  })

  test('the keys of a Map are kept only where their names do not say them', () => {
    const long = 'k'.repeat(300)
    expect(node(snapshot(new Map([['a', 1]]))).keys).toBeUndefined()
    const { keys } = node(snapshot(new Map<unknown, number>([[1, 1], ['1', 2], [long, 3], [7n, 4]]))) // prettier-ignore
    expect(keys).toEqual([{ value: 1 }, { value: '1' }, undefined, { value: 7n }])
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
