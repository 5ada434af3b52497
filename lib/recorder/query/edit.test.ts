import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addTerm,
  compileQuery,
  hasTerm,
  payloadField,
  queryTerm,
  QuerySyntaxError,
  removeTerm,
} from '../index.ts'
import { recordedBus } from '../test-support.ts'

describe('adding a term', () => {
  it('asks for it besides all else', () => {
    expect(addTerm('', 'status:failed')).toBe('status:failed')
    expect(addTerm('  name:a   "b c" ', ' dur>16 ')).toBe('name:a "b c" dur>16')
    expect(addTerm('a AND b', 'c')).toBe('a b c')
    expect(addTerm('a OR b', 'c')).toBe('(a OR b) c')
    expect(addTerm('(a OR b)', 'c')).toBe('(a OR b) c')
    expect(addTerm('a', 'b OR c')).toBe('a (b OR c)')
    expect(addTerm('', 'b OR c')).toBe('b OR c')
    expect(addTerm('a', 'b c')).toBe('a b c')
  })

  it('adds nothing that is there, however it is spelled', () => {
    expect(addTerm('status:failed', 'STATUS="failed"')).toBe('status:failed')
    expect(addTerm('dur>16 a', 'dur>16ms')).toBe('dur>16 a')
    expect(addTerm('a OR b', 'b OR a')).toBe('a OR b')
    expect(addTerm('payload.a.b=1', 'payload.b.a=1')).toBe('payload.a.b=1 payload.b.a=1')
    expect(addTerm('name:a*', 'name:"a*"')).toBe('name:a* name:"a*"')
  })

  it('takes the opposite out', () => {
    expect(addTerm('a -status:failed b', 'status:failed')).toBe('a b status:failed')
    expect(addTerm('a status:failed b', '-status:failed')).toBe('a b -status:failed')
    expect(addTerm('NOT name=a', 'name=a')).toBe('name=a')
    expect(addTerm('name!=a b', 'event=a')).toBe('b event=a')
    expect(addTerm('(status:failed OR a)', '-status:failed')).toBe('(status:failed OR a) -status:failed')
  })

  it('leaves a query that is not understood as it is, behind the term', () => {
    expect(addTerm('name:"a', 'b')).toBe('b name:"a')
    expect(addTerm('b name:"a', 'b')).toBe('b name:"a')
  })
})

describe('removing a term', () => {
  it('takes it out wherever it stands at the top level', () => {
    expect(removeTerm('a  status:failed   b', 'status:failed')).toBe('a b')
    expect(removeTerm('a AND status:failed AND b', 'event:x')).toBe('a status:failed b')
    expect(removeTerm('a b a', 'a')).toBe('b')
    expect(removeTerm('a', 'a')).toBe('')
    expect(removeTerm('(a)', 'a')).toBe('')
    expect(removeTerm('-a', 'a')).toBe('-a')
    expect(removeTerm('a OR b', 'a')).toBe('a OR b')
    expect(removeTerm('name:"a', 'name:"a"')).toBe('name:"a')
  })

  it('undoes what adding did', () => {
    for (const query of ['', 'a', 'a OR b', '(a OR b) c', '-(a b)', 'a "b c"']) {
      expect(removeTerm(addTerm(query, 'status:failed'), 'status:failed')).toBe(query)
    }
  })
})

describe('having a term', () => {
  it('is asked of the top level, however it is spelled', () => {
    expect(hasTerm('a   status:failed', ' status:failed ')).toBe(true)
    expect(hasTerm('a status:waiting|failed', 'status:failed|waiting')).toBe(true)
    expect(hasTerm('(dur>0.016s)', 'dur>16')).toBe(true)
    expect(hasTerm('name!=a', '-name=A')).toBe(true)
    expect(hasTerm('a -b', 'b')).toBe(false)
    expect(hasTerm('a OR b', 'a')).toBe(false)
    expect(hasTerm('a b c', 'c a')).toBe(true)
    expect(hasTerm('a', '')).toBe(false)
    expect(hasTerm('payload.*=1', 'payload["*"]=1')).toBe(false)
    expect(hasTerm('parent:none', 'parent:0')).toBe(false)
    expect(hasTerm('name:"', 'name:""')).toBe(false)
  })

  it('a term that is not understood is refused everywhere', () => {
    for (const edit of [addTerm, removeTerm, hasTerm]) {
      expect(() => edit('a', 'status:faild')).toThrow(QuerySyntaxError)
    }
  })
})

describe('writing a term', () => {
  it('quotes what would say something else', () => {
    expect(queryTerm('name', 'cart.item_added')).toBe('name=cart.item_added')
    expect(queryTerm('name', 'cart.*')).toBe('name=cart.*')
    expect(queryTerm('name', 'cart.*', { operator: ':' })).toBe('name:"cart.*"')
    expect(queryTerm('listener', 'charge card')).toBe('listener="charge card"')
    expect(queryTerm('listener', '')).toBe('listener=""')
    expect(queryTerm('name', 'null')).toBe('name=null')
    expect(queryTerm('status', 'failed')).toBe('status:failed')
    expect(queryTerm('after', 10_000)).toBe('after:10000')
    expect(queryTerm('dur', 16.5, { operator: '>=' })).toBe('dur>=16.5')
    expect(queryTerm('parent', undefined)).toBe('parent=none')
    expect(queryTerm('payload.sku', 'a "b"\n')).toBe('payload.sku="a \\"b\\"\\n"')
    expect(queryTerm('payload.qty', 5)).toBe('payload.qty=5')
    expect(queryTerm('payload.qty', '5')).toBe('payload.qty="5"')
    expect(queryTerm('payload.coupon', null)).toBe('payload.coupon=null')
    expect(queryTerm('payload.coupon', 'null')).toBe('payload.coupon="null"')
    expect(queryTerm('payload.x', '=1', { operator: '>' })).toBe('payload.x>"=1"')
  })

  it('fits any text that a snapshot keeps whole', () => {
    const text = '"'.repeat(10_000)
    const { bus, recording } = recordedBus()
    bus.dispatch('a', { text })
    expect(recording.find(queryTerm('payload.text', text)).length).toBe(1)
    expect(() => queryTerm('payload.text', text.repeat(2))).toThrow('a query has at most 25000 characters')
  })

  it('writes a path into the payload as one would', () => {
    expect(payloadField(['items', '0', 'sku'])).toBe('payload.items[0].sku')
    expect(payloadField(['content-type', 'a key', '*', '01'])).toBe('payload.content-type["a key"]["*"].01')
  })

  it('refuses what no term can say', () => {
    expect(() => queryTerm('payload.x', {})).toThrow(
      new TypeError('`value` must be a text, a number or another plain value, not of type object'),
    )
    expect(() => queryTerm('payload.x', Symbol('a'))).toThrow(TypeError)
    expect(() => queryTerm('dur', 'long')).toThrow(/`dur` needs a number/)
    expect(() => queryTerm('durr', 1)).toThrow(/did you mean `dur`/)
    expect(() => queryTerm('a name', 'b')).toThrow(/`field` must be the name of one field/)
  })

  it('any path and value of a payload make a term that finds just that', () => {
    const { bus, recorder, recording } = recordedBus()
    const keys = fc.oneof(
      fc.string({ minLength: 1, maxLength: 6 }),
      fc.constantFrom('*', 'a b', '0', '1e3', 'a:b', '"', ']'),
    )
    const plain = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.constantFrom(
        'null',
        'true',
        '5',
        '-5e3',
        'NaN',
        'Infinity',
        'a*',
        '?',
        '(',
        '\\',
        '"',
        "'a'",
        '|',
        '=',
        'OR',
        '-x',
        '\n',
      ),
      fc.double(),
      fc.integer(),
      fc.bigInt(),
      fc.boolean(),
      fc.constantFrom(null, undefined),
    )
    const paths = fc.array(
      keys.filter((key) => key !== '__proto__'),
      { minLength: 1, maxLength: 3 },
    )
    fc.assert(
      fc.property(paths, plain, plain, (path, value, other) => {
        recorder.clear()
        const nest = (inner: unknown) =>
          path.reduceRight<unknown>((within, key) => ({ [key]: within }), inner)
        bus.dispatch('a', nest(value))
        bus.dispatch('a', nest(other))
        const wanted = compileQuery(queryTerm(payloadField(path), value))
        expect(wanted(recording.columns, 0)).toBe(true)
        expect(wanted(recording.columns, 1)).toBe(isAlike(value, other))
        const hidden = addTerm('', `-${queryTerm(payloadField(path), value)}`)
        expect(recording.find(hidden).length).toBe(isAlike(value, other) ? 0 : 1)
      }),
      { numRuns: 1_000 },
    )
  })

  it('any name makes a term that finds just that', () => {
    const { bus, recorder, recording } = recordedBus()
    const names = fc.oneof(
      fc.string({ minLength: 1, maxLength: 8 }).filter((name) => name !== '*'),
      fc.constantFrom('a*', 'a|b', '"', '(', 'none', '=a', ':'),
    )
    const fields = fc.constantFrom('name', 'event', 'listener')
    fc.assert(
      fc.property(fields, names, names, (field, name, other) => {
        recorder.clear()
        for (const each of [name, other]) {
          bus.on(each, () => undefined, { name: each })
          bus.dispatch(each)
          bus.unregisterAll(each)
        }
        const wanted = compileQuery(queryTerm(field, name))
        expect(wanted(recording.columns, 0)).toBe(true)
        expect(wanted(recording.columns, 1)).toBe(name.toLowerCase() === other.toLowerCase())
      }),
      { numRuns: 500 },
    )
  })
})

/** Whether a term for `value` finds `other` too: a text is not told from a number where it is written so. */
function isAlike(value: unknown, other: unknown): boolean {
  if (typeof value === 'string')
    return typeof other === 'string' && value.toLowerCase() === other.toLowerCase()
  return value === other || String(value).toLowerCase() === String(other).toLowerCase()
}
