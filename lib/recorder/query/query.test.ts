import { describe, expect, it } from 'vitest'
import { compileQuery, parseQuery, QUERY_FIELDS } from '../index.ts'
import { recordedBus } from '../test-support.ts'
import { answersTo, foundBy, shop } from './test-support.ts'

describe('terms', () => {
  it('nothing finds everything', async () => {
    const expected = { '': 'abcde', '   ': 'abcde' }
    expect(await answersTo(expected)).toEqual(expected)
  })

  it('words are found anywhere, as a whole pattern or in quotes if so written', async () => {
    const expected = {
      declined: 'b',
      'CART badge': 'a',
      'cart.*': 'ac',
      'card*': 'b',
      '?1': 'ac',
      '"charge card"': 'd',
      "'charge card'": 'd',
      '"cart.*"': '',
      'badge|declined': 'ab',
      '"(slow)"': 'e',
    }
    expect(await answersTo(expected)).toEqual(expected)
  })

  it('texts contain a value, are like a pattern, or are equal to it', async () => {
    const expected = {
      'name:cart': 'ac',
      'name:CART.*': 'ac',
      'name:*.item?added': 'a',
      'name:item*': '',
      'event=cart.cleared': 'c',
      'name=cart': '',
      'name=cart.*': '',
      'name!=cart.cleared': 'abde',
      'name:cleared|lost': 'ce',
      'name!=order.lost|cart.cleared': 'abd',
      'bus:sho': 'abcde',
      'source=shop': 'abcde',
      'bus=sho': '',
      'listener:badge': 'a',
      'listener:"charge card"|badge': 'ad',
      'listener="save cart"': 'a',
      'listener:charge*': 'd',
      'listener:search?(slow)': 'e',
      'error:DECLINED': 'b',
      'error="card declined"': 'b',
      'error:*': 'b',
      'payload:red': 'a',
      'payload:color': 'a',
      'payload:shop': '',
      'payload=b2': 'bc',
      'name:""': 'abcde',
    }
    expect(await answersTo(expected)).toEqual(expected)
  })

  it('what has failed in part is both failed and waiting', () => {
    const { bus, recording } = recordedBus()
    bus.on('a', () => {
      throw new Error('broken')
    })
    bus.on('a', () => new Promise(() => undefined))
    bus.dispatch('a')
    expect(recording.find('status:failed')).toHaveLength(1)
    expect(recording.find('status:waiting')).toHaveLength(1)
    expect(recording.find('status:ok')).toHaveLength(0)
  })

  it('a status is one of three', async () => {
    const expected = {
      'status:failed': 'b',
      'status=OK': 'acd',
      'status:failed|waiting': 'be',
      'status!=ok': 'be',
    }
    expect(await answersTo(expected)).toEqual(expected)
  })

  it('durations have units, and what waits counts as long as it has so far', async () => {
    const expected = {
      'dur>16': 'bde',
      'dur>16ms': 'bde',
      'dur>0.2s': 'de',
      'dur<0.005m': 'abcd',
      'dur>0.005min': '',
      'sync>=5': 'ab',
      'sync:5': 'a',
      'sync=5000us': 'a',
      'sync=5000µs|20': 'ab',
      'wait=250': 'd',
      'wait>=250': 'de',
      'wait>290': 'e',
      'wait<1s': 'de',
      'wait!=250': 'abce',
      '-wait>=0': 'abc',
    }
    expect(await answersTo(expected)).toEqual(expected)
  })

  it('ids, parents and counts are numbers', async () => {
    const recording = await shop()
    const [a, b, c] = recording.find('')
    expect(foundBy(recording, `id:${a!.id}`)).toBe('a')
    expect(foundBy(recording, `id:${a!.id}|${c!.id}`)).toBe('ac')
    expect(foundBy(recording, `id>${b!.id}`)).toBe('cde')
    expect(foundBy(recording, `parent:${b!.id}`)).toBe('c')
    expect(foundBy(recording, 'parent:none')).toBe('abde')
    expect(foundBy(recording, 'parent!=none')).toBe('c')
    expect(foundBy(recording, `parent:none|${b!.id}`)).toBe('abcde')
    expect(foundBy(recording, 'parent>0')).toBe('c')
    expect(foundBy(recording, 'listeners:2')).toBe('a')
    expect(foundBy(recording, 'listeners<1')).toBe('c')
    expect(foundBy(recording, 'errors>0')).toBe('b')
    expect(foundBy(recording, 'errors=0')).toBe('acde')
  })

  it('moments are counted from the start of the page, the later bound left out', async () => {
    const recording = await shop()
    const shipped = recording.find('name:order.shipped')[0]!.time
    expect(foundBy(recording, 'after:5s')).toBe('de')
    expect(foundBy(recording, 'before:5s')).toBe('abc')
    expect(foundBy(recording, `after:${shipped}`)).toBe('de')
    expect(foundBy(recording, `before=${shipped}`)).toBe('abc')
    expect(foundBy(recording, 'after:0.1m before:1min')).toBe('de')
  })
})

describe('terms together', () => {
  it('AND binds more than OR, and parentheses most', async () => {
    const expected = {
      'name:cart listener:badge': 'a',
      'name:cart AND listener:badge': 'a',
      'name:order OR name:cart listener:badge': 'ade',
      '(name:order OR name:cart) payload:A1': 'ac',
      '(name:order OR (name:cart payload.sku:*)) -status:waiting': 'ad',
      'name:order OR(error:*)': 'bde',
    }
    expect(await answersTo(expected)).toEqual(expected)
  })

  it('a minus, NOT and != leave out', async () => {
    const expected = {
      '-name:cart.*': 'bde',
      'NOT name:cart.*': 'bde',
      '-"charge card" name:order': 'e',
      '-(status:ok OR error:*)': 'e',
      '--status:failed': 'b',
      'NOT NOT status:failed': 'b',
      '-name!=order.lost': 'e',
      'name:order -payload:near': 'e',
    }
    expect(await answersTo(expected)).toEqual(expected)
  })

  it('the words between terms are in upper case; in lower case they are looked for', async () => {
    const expected = {
      'badge and': '',
      'badge or': 'a',
      'badge not card': '',
      'badge NOT card': 'a',
      '"OR" badge': 'a',
    }
    expect(await answersTo(expected)).toEqual(expected)
  })
})

describe('what a query says of itself', () => {
  it('a query is early if all it asks is known when a dispatch starts', () => {
    for (const query of [
      '',
      'name:a',
      'bus:a -payload.x=1',
      'origin:remote -origin:redis',
      'id:1 OR parent:none',
      'after:1s before:2s payload:x',
    ]) {
      expect([query, parseQuery(query).early]).toEqual([query, true])
    }
    for (const query of [
      'a',
      'status:ok',
      'name:a dur>1',
      'name:a OR (bus:b -error:x)',
      'listener:a',
      'errors:0',
    ]) {
      expect([query, parseQuery(query).early]).toEqual([query, false])
    }
  })

  it('a query is timed if waiting alone can make a row match', () => {
    for (const query of [
      'dur>1',
      'wait>=1',
      'wait:5',
      '-dur<5',
      '-(name:a OR wait<=5)',
      'wait!=5',
      'name:a OR dur>1',
    ]) {
      expect([query, parseQuery(query).timed]).toEqual([query, true])
    }
    for (const query of ['', 'a', 'dur<1', '-wait>5', 'sync>5', 'status:waiting', 'NOT -wait<5']) {
      expect([query, parseQuery(query).timed]).toEqual([query, false])
    }
  })

  it('a query is empty if it asks for nothing', () => {
    expect(parseQuery(' \n ').isEmpty).toBe(true)
    expect(parseQuery('""').isEmpty).toBe(false)
    expect(parseQuery(' a ')).toMatchObject({ text: ' a ', isEmpty: false, error: undefined })
  })

  it('every field of the help is one', () => {
    for (const { name, detail } of QUERY_FIELDS) {
      const field = name.replace('…', 'x')
      const errors = [`${field}:ok`, `${field}:1`].map((query) => parseQuery(query).error)
      expect([field, errors.includes(undefined)]).toEqual([field, true])
      expect(detail).not.toBe('')
    }
  })
})

it('names that are met again are found again, and a predicate can go over several recordings', () => {
  const wanted = compileQuery('name:cart.* -name:*.cleared|*.lost bus:shop')
  for (let turn = 0; turn < 2; turn++) {
    const { bus, recording } = recordedBus()
    for (const name of ['cart.added', 'cart.cleared', 'user.added', 'cart.added']) bus.dispatch(name)
    const { columns } = recording
    expect([0, 1, 2, 3].map((row) => wanted(columns, row))).toEqual([true, false, false, true])
  }
})
