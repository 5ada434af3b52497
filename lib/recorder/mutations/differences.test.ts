import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { recordedBus } from '../test-support.ts'

/** The changes that are told of a payload, as `+path`, `-path` or `path`. */
function changes<Payload>(payload: Payload, change: (payload: Payload) => void): string[] {
  const { bus, recording } = recordedBus({ mutations: 'on' })
  bus.on('a', () => change(payload))
  bus.dispatch('a', payload)
  const signs = { added: '+', removed: '-', changed: '' }
  return recording.at(0)!.mutations!.map(({ change, path }) => signs[change] + path)
}

describe('what is told of a change', () => {
  it('of members of a Set: those that came and went, not those that moved', () => {
    const set = new Set(['a', 'b', 'c'])
    const told = changes({ set }, () => {
      set.delete('a')
      set.add('d')
    })
    expect(told).toEqual(['-set.0', '+set.2'])
  })

  it('of a value that became of another kind', () => {
    expect(changes<{ a: unknown }>({ a: [1] }, (payload) => (payload.a = { 0: 1 }))).toEqual(['a'])
    expect(changes<{ a: unknown }>({ a: 1 }, (payload) => (payload.a = '1'))).toEqual(['a'])
    expect(changes<{ a: unknown }>({ a: null }, (payload) => (payload.a = undefined))).toEqual(['a'])
  })

  it('of a Date, a regular expression and the length of an array', () => {
    const payload = { at: new Date(0), like: /a/, holes: Array.from({ length: 1 }) }
    const told = changes(payload, () => {
      payload.at.setTime(1)
      payload.like = /a/i
      payload.holes.length = 9
      delete payload.holes[0]
    })
    expect(told).toEqual(['at', 'like', '-holes.0'])
    const holes: unknown[] = []
    expect(changes({ holes }, () => (holes.length = 9))).toEqual(['holes'])
  })

  it('of fields of an instance, and of Map entries whose keys look alike', () => {
    class Cart {
      total = 1
    }
    const cart = new Cart()
    expect(changes({ cart }, () => (cart.total = 2))).toEqual(['cart.total'])
    const [one, two] = [{}, {}]
    const map = new Map([
      [one, 1],
      [two, 2],
    ])
    // Which of them it was can't be told, but by what they hold.
    expect(changes({ map }, () => map.set(two, 3))).toEqual(['map'])
    expect(changes({ map }, () => map.delete(one))).toEqual(['-map.Object'])
  })

  it('of a Map entry: the one that went, not one whose key looks alike', () => {
    const [one, two] = [{}, {}]
    const map = new Map([[one, { id: 1 }], [two, { id: 2 }]]) // prettier-ignore
    const { bus, recording } = recordedBus({ mutations: 'on' })
    bus.on('a', () => map.delete(one))
    bus.dispatch('a', { map })
    const removed = { path: 'map.Object', change: 'removed', before: { id: 1 }, after: undefined }
    expect(recording.at(0)!.mutations).toMatchObject([removed])
    const same = new Map([[{}, 1], [{}, 1]]) // prettier-ignore
    expect(changes({ same }, () => same.delete([...same.keys()][0]!))).toEqual(['same'])
  })

  it('of Map entries by their keys, also those that are no texts', () => {
    const map = new Map<unknown, { n: number }>([[1, { n: 1 }], ['1', { n: 2 }], [null, { n: 3 }], [{}, { n: 4 }]]) // prettier-ignore
    const told = changes({ map }, () => {
      map.get('1')!.n = 20
      map.delete(null)
      map.set(true, { n: 5 })
      map.set(new Date(0), { n: 6 })
    })
    expect(told).toEqual(['map.1.n', '-map.null', '+map.true', '+map.1970-01-01T00:00:00.000Z'])
  })

  it('of objects in a Set: those that came or went, by what they hold', () => {
    const [one, two, three] = [{ id: 1 }, { id: 2 }, { id: 3 }]
    const set = new Set([one, two, three])
    const { bus, recording } = recordedBus({ mutations: 'on' })
    bus.on('a', () => set.delete(one))
    bus.on('a', () => set.add({ id: 4 }))
    bus.dispatch('a', { set })
    expect(recording.at(0)!.mutations).toMatchObject([
      { path: 'set.0', change: 'removed', before: { id: 1 } },
      { path: 'set.2', change: 'added', after: { id: 4 } },
    ])
  })

  it('of objects in a Set, where nobody can say which it was: that the Set is another', () => {
    const set = new Set([{ id: 1 }, { id: 1 }, { id: 2 }])
    const first = [...set][0]!
    expect(changes({ set }, () => (first.id = 3))).toEqual(['set'])
    expect(changes({ set }, () => set.delete([...set][2]!))).toEqual(['-set.2'])
    const same = new Set([{ id: 1 }, { id: 1 }])
    expect(changes({ same }, () => same.delete([...same][0]!))).toEqual(['same'])
  })

  it('of items of an array: by their places', () => {
    const items = [{ id: 1 }, { id: 2 }]
    expect(changes({ items }, () => items.shift())).toEqual(['items.0.id', '-items.1'])
  })

  it('of what a snapshot does not hold: only that there is one', () => {
    const list = Array.from({ length: 150 }, () => 0)
    expect(changes({ list }, () => list.push(1))).toEqual(['list'])
    expect(changes({ list }, () => (list[120] = 1))).toEqual([])
    const record = Object.fromEntries(list.map((value, at) => [`key ${at}`, value]))
    expect(changes({ record }, () => (record['more'] = 1))).toEqual(['record'])
  })

  it('nothing of the order of keys', () => {
    const payload: Record<string, number> = { a: 1, b: 2 }
    const told = changes(payload, () => {
      delete payload['a']
      payload['a'] = 1
    })
    expect(told).toEqual([])
  })
})

it('any two payloads like JSON differ exactly if a change is told', () => {
  const json = fc.jsonValue({ maxDepth: 3 })
  const pairs = fc.property(json, json, (before, after) => {
    const told = changes<{ it: unknown }>({ it: before }, (payload) => (payload.it = after))
    let same = true
    try {
      expect(after).toStrictEqual(before)
    } catch {
      same = false
    }
    expect(told.length === 0).toBe(same)
  })
  expect(() => fc.assert(pairs, { numRuns: 200 })).not.toThrow()
})

it('a part that is changed in any payload like JSON is told by its path', () => {
  const json = fc.dictionary(fc.stringMatching(/^[a-z]{1,3}$/), fc.jsonValue({ maxDepth: 2 }), {
    minKeys: 1,
    maxKeys: 5,
  })
  const runs = fc.property(json, fc.nat(), (payload, which) => {
    const keys = Object.keys(payload)
    const key = keys[which % keys.length]!
    expect(changes(payload, () => (payload[key] = 'changed by this test'))).toEqual([key])
  })
  expect(() => fc.assert(runs, { numRuns: 100 })).not.toThrow()
})
