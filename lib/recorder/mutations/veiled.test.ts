import { describe, expect, it } from 'vitest'
import type { Redaction } from '../index.ts'
import { recordedBus } from '../test-support.ts'

const SECRET = 'hunter2'

/** What is told of changes of a payload, one after the other. */
function told<Payload>(redact: Redaction[], payload: Payload, ...changes: ((payload: Payload) => unknown)[]) {
  const { bus, recording } = recordedBus({ mutations: 'on', redact })
  for (const change of changes) bus.on('a', () => void change(payload))
  bus.dispatch('a', payload)
  return recording.at(0)!.mutations!
}

describe('what a redaction has hidden by its place is not told where it comes to stand in another', () => {
  const list = () => ({ items: ['a', SECRET, 'c'] as unknown[] })
  const map = () => ({ items: new Map<unknown, unknown>([[{}, 'a'], [[], SECRET]]) }) // prettier-ignore

  it.each<[string, () => unknown]>([
    ['an array', () => told(['items.1'], list(), ({ items }) => items.shift())],
    ['an array, by an index', () => told(['1'], list(), ({ items }) => items.shift())],
    ['an array, by any key', () => told(['*1'], list(), ({ items }) => items.reverse(), ({ items }) => items.shift())], // prettier-ignore
    [
      'an array, by a function',
      () => told([(path) => path === 'items.1'], list(), ({ items }) => items.shift()),
    ],
    ['an array, later', () => told(['items.1'], list(), ({ items }) => items.shift(), ({ items }) => items.shift())], // prettier-ignore
    [
      'an array in it',
      () => told(['items.1.x'], { items: [{ x: 'a' }, { x: SECRET }] }, ({ items }) => items.shift()),
    ],
    ['a Set', () => told(['items.1'], { items: new Set(['a', SECRET]) }, ({ items }) => items.delete('a'))],
    ['a Map', () => told(['items.Array(0)'], map(), ({ items }) => items.set('other', items.get([...items.keys()][1])))], // prettier-ignore
    ['an object', () => told(['card.number'], { card: { number: SECRET } } as Record<string, unknown>, (payload) => (payload['other'] = payload['card']))], // prettier-ignore
    ['a text', () => told(['card.number'], { card: { number: SECRET }, note: '' }, (payload) => (payload.note = payload.card.number))], // prettier-ignore
  ])('in %s', (_name, mutations) => {
    const text = JSON.stringify(mutations())
    expect(text).toContain('"path"')
    expect(text).not.toContain(SECRET)
  })

  it('only that the array changed, and its size', () => {
    expect(told(['items.1'], list(), ({ items }) => items.shift())).toMatchObject([
      { path: 'items', change: 'changed', before: { label: 'Array(3)' }, after: { label: 'Array(2)' } },
    ])
  })

  it('and nothing where nothing changed', () => {
    expect(told(['items.1'], list(), () => undefined)).toEqual([])
    expect(told(['items.1'], list(), ({ items }) => (items[1] = 'another'))).toEqual([])
  })
})

it('values are told where a redaction goes by keys, or has hidden nothing of the payload', () => {
  const payload = () => ({ items: [{ password: SECRET, price: 1 }] })
  const change = ({ items }: ReturnType<typeof payload>) => (items[0]!.price = 2)
  const changed = [{ path: 'items.0.price', before: 1, after: 2 }]
  expect(told(['password'], payload(), change)).toMatchObject(changed)
  expect(told(['card.*'], payload(), change)).toMatchObject(changed)
})
