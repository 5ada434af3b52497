import { createBus } from 'eventscope'
import { createRecorder, type RecorderOptions, restorePayload } from 'eventscope/recorder'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parsePayload } from './edit.ts'
import { seedOf } from './seed.ts'

/** What is kept of a payload. */
function captured(payload: unknown, options: RecorderOptions = {}): unknown {
  const recorder = createRecorder(options)
  const bus = createBus()
  recorder.attach(bus)
  bus.dispatch('a', payload)
  return recorder.recording.at(0)?.payload
}

/** What stands in the text, and of what else it is said that it is there, or not. */
function written(payload: unknown, options: RecorderOptions = {}) {
  const { text, lost, converted } = seedOf(captured(payload, options))
  const told = (parts: typeof lost) => Object.fromEntries(parts.map(({ path, why }) => [path, why]))
  return { value: text === '' ? undefined : JSON.parse(text), lost: told(lost), converted: told(converted) }
}

test('what JSON can say is read from the text as it was dispatched', () => {
  // As text and back, for -0 is no value of JSON.stringify.
  const values = fc.jsonValue({ maxDepth: 4 }).map((value): unknown => JSON.parse(JSON.stringify(value)))
  fc.assert(
    fc.property(values, (value) => {
      const kept = captured(value)
      const { text, converted } = seedOf(kept)
      expect(parsePayload(text)).toStrictEqual({ ok: true, value: restorePayload(kept).value })
      expect(converted).toEqual([])
    }),
  )
})

test('whatever was dispatched, the text is JSON, or there is none', () => {
  const values = fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true })
  fc.assert(
    fc.property(values, fc.constantFrom('snapshot', 'reference'), (value, capture) => {
      const { text } = seedOf(captured(value, { capture }))
      expect(parsePayload(text).ok).toBe(true)
    }),
  )
})

test('a long list stays a list, without those that were not kept', () => {
  const { value, lost } = written({ lines: Array.from({ length: 5_000 }, (_, at) => at) })
  expect(Array.isArray(value.lines)).toBe(true)
  expect(value.lines.slice(0, 3)).toEqual([0, 1, 2])
  expect(value.lines.length).toBeLessThan(5_000)
  expect(lost['lines']).toMatch(/entries were left out/)
})

test('what was left out of the recording is not in the text', () => {
  const { value, lost, converted } = written(
    { card: '4242', pins: ['1', { pin: 2 }] },
    { redact: ['card', 'pin'] },
  )
  expect(value).toEqual({ pins: ['1', {}] })
  expect(lost).toEqual({ card: 'redacted', 'pins.1.pin': 'redacted' })
  expect(converted).toEqual({})
})

test('a place in a list is kept by null', () => {
  const { value, lost, converted } = written([1, undefined, () => 2], { redact: [] })
  expect(value).toEqual([1, null, null])
  expect(lost['2']).toMatch(/^a function/)
  expect(converted).toEqual({ '1': 'undefined, here null', '2': 'undefined, here null' })
})

class Money {
  constructor(readonly amount: number) {}
}

test.each<[string, unknown, unknown, string]>([
  ['a BigInt', 12n, 12, 'a BigInt, here a number'],
  ['a BigInt that no number is', 2n ** 70n, '1180591620717411303424', 'a BigInt, here a text'],
  ['NaN', Number.NaN, null, 'NaN, here null'],
  ['-Infinity', -Infinity, null, '-Infinity, here null'],
  ['-0', -0, 0, '-0, here 0'],
  ['undefined', undefined, undefined, 'undefined, left out'],
  ['a Date', new Date(0), '1970-01-01T00:00:00.000Z', 'a Date, here a text'],
  ['an invalid Date', new Date(Number.NaN), null, 'an invalid Date, here null'],
  ['a Set', new Set([1, 2]), [1, 2], 'a Set, here a list'],
  ['a Map', new Map([['a', 1]]), { a: 1 }, 'a Map, here an object'],
  ['a Map by numbers', new Map([[5, 1]]), [[5, 1]], 'a Map, here a list of keys and values'],
  ['a regular expression', /a/g, '/a/g', 'a regular expression, here a text'],
])('it is said of %s what stands for it', (_name, part, stands, why) => {
  const { value, converted } = written({ part })
  expect(value.part).toEqual(stands)
  expect(converted).toEqual({ part: why })
})

test('of an instance it is said that its class is not kept', () => {
  expect(written({ total: new Money(5) })).toEqual({
    value: { total: { amount: 5 } },
    lost: { total: 'an instance (Money), now a plain object' },
    converted: {},
  })
})

test('what is kept by reference is written as it is now, and what JSON can not say is told', () => {
  const loop: Record<string, unknown> = { total: new Money(5), run: () => 1 }
  loop['self'] = loop
  const { value, converted } = written(loop, { capture: 'reference' })
  expect(value).toEqual({ total: { amount: 5 } })
  expect(converted).toEqual({
    total: 'an instance (Money), here a plain object',
    run: 'a function, left out',
    self: 'a reference to what it is inside of, left out',
  })
})

test('a part that throws when it is read is left out', () => {
  const hostile = {
    get total(): never {
      throw new Error('no')
    },
  }
  const { value, converted } = written({ hostile, qty: 1 }, { capture: 'reference' })
  expect(value).toEqual({ qty: 1 })
  expect(converted).toEqual({ hostile: 'it threw when it was read, left out' })
})

test('of very many parts that were converted, the first are told', () => {
  const { converted } = seedOf(Array.from({ length: 150 }, () => Number.NaN))
  expect(converted).toHaveLength(101)
  expect(converted.at(-1)).toEqual({ path: '', why: 'and more' })
})

test('no payload is no text', () => {
  expect(seedOf(undefined).text).toBe('')
})
