import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createSnapshot } from './capture.ts'
import { entry, node, snapshot } from './capture-test-support.ts'
import { CapturedNode, type CapturedValue } from './captured.ts'
import { compileRedactions } from './redact.ts'

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
      new CapturedNode(
        'object',
        'Object',
        [
          ['a', 1],
          ['Symbol(tag)', 2],
        ],
        0,
        [{ value: 'a' }, undefined],
      ),
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
