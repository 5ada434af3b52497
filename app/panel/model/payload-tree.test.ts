import { createBus } from 'eventscope'
import { CapturedNode, createRecorder, type RecorderOptions } from 'eventscope/recorder'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { entriesOf, kindOf, textOf, toJson, type TreeLine, treeLines } from './payload-tree.ts'

/** A payload as a recording keeps it. */
function capture(payload: unknown, options?: RecorderOptions): unknown {
  const recorder = createRecorder(options)
  const bus = createBus()
  recorder.attach(bus)
  bus.dispatch('a', payload)
  return recorder.recording.at(0)?.payload
}

function linesOf(payload: unknown, search = '', toggled: readonly string[] = []): TreeLine[] {
  return treeLines(payload, { search, toggled: new Set(toggled) })
}

const namesOf = (lines: readonly TreeLine[]): string[] => lines.map(({ name }) => name)
const pathsOf = (lines: readonly TreeLine[]): string[] => lines.map(({ path }) => path)

const deep = { a: { b: { c: { d: 1 } } }, e: 2 }

describe('lines', () => {
  test('two levels are open by default', () => {
    const lines = linesOf(capture(deep))
    expect(namesOf(lines)).toEqual(['payload', 'a', 'b', 'e'])
    expect(lines.map(({ level }) => level)).toEqual([1, 2, 3, 2])
    expect(lines.map(({ expanded }) => expanded)).toEqual([true, true, false, false])
    expect(lines.map(({ expandable }) => expandable)).toEqual([true, true, true, false])
  })

  test('a toggled line is closed, or opened', () => {
    const [root, , b] = linesOf(deep)
    expect(namesOf(linesOf(deep, '', [b!.id]))).toEqual(['payload', 'a', 'b', 'c', 'e'])
    expect(namesOf(linesOf(deep, '', [root!.id]))).toEqual(['payload'])
  })

  test('paths are as in code, whatever is in the keys', () => {
    const payload = { items: [{ sku: 'a' }], 'a.b': 1, 'say "hi"': 2, größe: 3, 7: 4, '007': 5, 'a²': 6 }
    expect(pathsOf(linesOf(capture(payload)))).toEqual([
      '',
      '[7]',
      'items',
      'items[0]',
      '["a.b"]',
      '["say \\"hi\\""]',
      'größe',
      '["007"]',
      '["a²"]',
    ])
    expect(pathsOf(linesOf([[1]]))).toEqual(['', '[0]', '[0][0]'])
  })

  test('ids are unique, also where names are not', () => {
    const payload = capture({
      map: new Map<unknown, unknown>([
        [1, 'number'],
        ['1', 'text'],
      ]),
      'a\u0000b': 1,
      a: { b: 2 },
      'a/b': 3,
    })
    const ids = linesOf(payload).map(({ id }) => id)
    expect(ids).toHaveLength(8)
    expect(new Set(ids).size).toBe(8)
  })

  test('what was left out is counted at the end, in thin groups', () => {
    const list = Array.from({ length: 4_815 }, (_, at) => at)
    const lines = linesOf(capture({ list }, { limits: { entries: 3 } }))
    const last = lines.at(-1)
    expect(lines).toHaveLength(6)
    expect(last).toMatchObject({ text: '… 4\u202f812 more', isMore: true, kind: 'more', level: 3 })
  })
})

describe('a search', () => {
  test('shows what matches by name or value, with what leads to it', () => {
    expect(namesOf(linesOf(deep, 'D'))).toEqual(['payload', 'a', 'b', 'c', 'd'])
    const users = { list: [{ name: 'ada' }, { name: 'bob' }], page: 1 }
    expect(pathsOf(linesOf(users, ' BOB '))).toEqual(['', 'list', 'list[1]', 'list[1].name'])
  })

  test('without a match shows nothing', () => {
    expect(linesOf(deep, 'nowhere')).toEqual([])
  })

  test('lets lines be closed', () => {
    const [, a] = linesOf(deep, 'd')
    expect(namesOf(linesOf(deep, 'd', [a!.id]))).toEqual(['payload', 'a'])
  })

  test('of a payload without an end stops, and says so', () => {
    const endless: Record<string, unknown> = { name: 'x' }
    endless['self'] = endless
    endless['other'] = [endless]
    const last = linesOf(endless, 'zzz').at(-1)
    expect(last).toMatchObject({ text: '… not all of it was searched', isMore: true })
    expect(
      linesOf(
        Array.from({ length: 20_000 }, (_, at) => at),
        '19999',
      ).at(-1)?.isMore,
    ).toBe(true)
  })
})

class Point {
  readonly x = 1
}

test.each<[unknown, string, string]>([
  [null, 'null', 'null'],
  [undefined, 'undefined', 'undefined'],
  ['a "b"', 'string', '"a \\"b\\""'],
  [10n, 'bigint', '10n'],
  [[1, 2], 'array', 'Array(2)'],
  [{}, 'object', '{}'],
  [{ a: 1, b: [1], c: { d: 1 }, e: 'x', f: 2 }, 'object', '{ a: 1, b: Array(1), c: {…}, e: "x", … }'],
  [new Map([[1, 2]]), 'map', 'Map(1)'],
  [new Set([1]), 'set', 'Set(1)'],
  [new Point(), 'object', 'Point'],
  [/x/g, 'regexp', '/x/g'],
])('the recording of %o is of kind %s and reads %s', (payload, kind, text) => {
  const captured = capture(payload)
  expect(kindOf(captured)).toBe(kind)
  expect(textOf(captured)).toBe(text)
})

describe('JSON for the clipboard', () => {
  test('is that of plain data', () => {
    expect(toJson(capture({ a: [1, 'x', null, true] }))).toBe(
      JSON.stringify({ a: [1, 'x', null, true] }, null, 2),
    )
    expect(toJson(undefined)).toBe('undefined')
  })

  test('tells what JSON has no word for', () => {
    const payload: Record<string, unknown> = {
      big: 10n,
      password: 'x',
      nan: Number.NaN,
      map: new Map([['k', 1n]]),
    }
    payload['self'] = payload
    const json: unknown = JSON.parse(toJson(capture(payload, { redact: ['password'] })))
    expect(json).toMatchObject({ big: '10n', password: '[redacted]', nan: 'NaN', map: { k: '1n' } })
    expect(json).toHaveProperty('self', expect.any(String))
  })

  test('says how much was left out', () => {
    const json: unknown = JSON.parse(toJson(capture({ a: 1, b: 2, c: 3 }, { limits: { entries: 1 } })))
    expect(json).toEqual({ a: 1, '…': '2 more' })
  })

  test('of a reference with a cycle is its preview', () => {
    const payload: Record<string, unknown> = { a: 1 }
    payload['self'] = payload
    expect(toJson(payload)).toBe('{ a: 1, self: {…} }')
  })
})

describe('a payload kept by reference', () => {
  const fail = (): never => {
    throw new Error('hands off')
  }
  const revoked = Proxy.revocable([], {})
  revoked.revoke()
  const nested = Array.from({ length: 20_000 }).reduce((inner: unknown) => ({ inner }), 1)
  const named = (): void => {}
  Object.defineProperty(named, 'name', { get: fail })

  test.each<[string, unknown]>([
    ['a getter that throws', Object.defineProperty({}, 'x', { get: fail, enumerable: true })],
    ['a revoked Proxy', revoked.proxy],
    ['a Proxy that refuses everything', new Proxy({}, { ownKeys: fail, getPrototypeOf: fail, get: fail })],
    ['a Proxy of an array', new Proxy([1], { get: fail, getPrototypeOf: fail })],
    ['a function with a hostile name', named],
    ['a symbol', Symbol('x')],
    ['one 20 000 levels deep', nested],
  ])('never throws: %s', (_name, hostile) => {
    const payload = capture({ hostile, list: [hostile] }, { capture: 'reference' })
    expect(linesOf(payload).length).toBeGreaterThanOrEqual(4)
    expect(namesOf(linesOf(payload, 'hostile'))).toContain('hostile')
    expect(toJson(payload)).not.toBe('')
    expect(linesOf(hostile)[0]?.text).not.toBe('')
  })

  test('whatever it is, each line can be shown, and ids are unique', () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withMap: true }), fc.string(), (payload, search) => {
        const lines = linesOf(payload, search)
        expect(new Set(lines.map(({ id }) => id)).size).toBe(lines.length)
        expect(lines.every(({ text }) => typeof text === 'string')).toBe(true)
        expect(typeof toJson(payload)).toBe('string')
      }),
    )
  })
})

test('what is inside a node are its entries, inside a primitive nothing', () => {
  expect(entriesOf(new CapturedNode('map', 'Map(1)', [['k', 1]]))).toEqual([['k', 1]])
  expect(entriesOf('text')).toEqual([])
  expect(entriesOf({ a: 1 })).toEqual([['a', 1]])
})
