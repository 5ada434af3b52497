import { runInNewContext } from 'node:vm'
import { createBus } from 'eventscope'
import { createRecorder } from 'eventscope/recorder'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { literalOf } from './literal.ts'

/** What is kept of a payload. */
function captured(payload: unknown, redact: readonly string[] = []): unknown {
  const recorder = createRecorder({ redact })
  const bus = createBus()
  recorder.attach(bus)
  bus.dispatch('a', payload)
  return recorder.recording.at(0)?.payload
}

const evaluated = (text: string): unknown => runInNewContext(`(${text})`)

test('what was dispatched as plain data is evaluated to the same', () => {
  const values = fc.jsonValue({ maxDepth: 3 })
  fc.assert(
    fc.property(values, (value) => {
      // Through JSON, for objects of another realm have another prototype.
      expect(JSON.stringify(evaluated(literalOf(captured(value))))).toBe(JSON.stringify(value))
    }),
  )
})

test('any text and any key survive', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (text, key) => {
      const result = evaluated(literalOf({ ['k' + key]: text })) as Record<string, string>
      expect(Object.entries(result)).toEqual([['k' + key, text]])
    }),
  )
})

test.each<[string, unknown]>([
  ['undefined', undefined],
  ['null', null],
  ['-0', -0],
  ['NaN', Number.NaN],
  ['-Infinity', -Infinity],
  ['12n', 12n],
  ["'it\\'s'", "it's"],
  ["{ sku: 'lamp', 'two words': [1, 2] }", { sku: 'lamp', 'two words': [1, 2] }],
  ['{}', {}],
  ['[]', []],
  ["{ ['__proto__']: 1 }", JSON.parse('{"__proto__": 1}')],
])('%s is how it is written', (text, value) => {
  expect(literalOf(value)).toBe(text)
})

test('what is long goes over lines', () => {
  const text = literalOf({ first: 'a'.repeat(40), second: 'b'.repeat(40) })
  expect(text).toBe(`{\n  first: '${'a'.repeat(40)}',\n  second: '${'b'.repeat(40)}',\n}`)
})

test('what was not kept is undefined, and says why', () => {
  const text = literalOf(captured({ card: '4242', log: () => undefined, close: '*/' }, ['card']))
  expect(text).toContain('card: undefined /*')
  expect(text).toContain('redacted')
  expect(text).toContain('log: undefined /*')
  expect(evaluated(text)).toEqual({ card: undefined, log: undefined, close: '*/' })
})

test('a class instance is written with its name and fields', () => {
  class Money {
    constructor(readonly amount: number) {}
  }
  const text = literalOf(captured({ total: new Money(5) }))
  expect(text).toBe('{ total: /* Money */ { amount: 5 } }')
})

test('a label can not end the comment', () => {
  class Odd {
    readonly a = 1
  }
  Object.defineProperty(Odd, 'name', { value: '*/ alert(1) /*' })
  expect(evaluated(literalOf(captured(new Odd())))).toEqual({ a: 1 })
})
