import fc from 'fast-check'
import { expect, it } from 'vitest'
import { compileQuery, payloadContains } from '../index.ts'
import { recordedBus } from '../test-support.ts'

function searched() {
  const { bus, recording } = recordedBus()
  bus.on('cart.item_added', () => undefined, { name: 'Badge' })
  bus.on('checkout.failed', () => {
    throw new Error('Card declined')
  })
  bus.dispatch('cart.item_added', { sku: 'A1', tags: new Map([['color', 'Red']]) })
  bus.dispatch('checkout.failed', { cartId: 'c1', nested: [{ qty: 42 }] })
  return recording
}

it('a word is found in event, bus, listener, error and payload, in upper or lower case', () => {
  const recording = searched()
  const cart = ['cart.item_added']
  const checkout = ['checkout.failed']
  const both = [...cart, ...checkout]
  const expected: [string, string[]][] = [
    ['', both],
    ['SHOP', both],
    ['item_added', cart],
    ['badge', cart],
    ['a1', cart],
    ['red', cart],
    ['color', cart],
    ['declined', checkout],
    ['cartid', checkout],
    ['42', checkout],
    ['nowhere', []],
  ]
  for (const [query, events] of expected) {
    const found = recording.find(query).map((view) => view.event)
    expect([query, ...found]).toEqual([query, ...events])
  }
})

it('all words must be found, wherever each is', () => {
  const recording = searched()
  expect(recording.find('  badge   A1 ').length).toBe(1)
  expect(recording.find('badge c1').length).toBe(0)
  const { columns } = recording
  expect(compileQuery('declined checkout')(columns, columns.first + 1)).toBe(true)
})

it('a payload that throws when it is read, or goes round in circles, is just not found', () => {
  const hostile = new Proxy(
    {},
    {
      ownKeys: () => {
        throw new Error('no')
      },
    },
  )
  expect(payloadContains(hostile, 'a')).toBe(false)
  const circle: { self?: unknown; name: string } = { name: 'ring' }
  circle.self = circle
  expect(payloadContains(circle, 'nowhere')).toBe(false)
  expect(payloadContains(circle, 'ring')).toBe(true)
})

it('a payload kept by reference is searched in its own properties only', () => {
  const inheriting = Object.assign(Object.create({ inherited: 'far' }) as object, { own: 'near' })
  expect(payloadContains(inheriting, 'near')).toBe(true)
  expect(payloadContains(inheriting, 'own')).toBe(true)
  expect(payloadContains(inheriting, 'far')).toBe(false)
  expect(payloadContains(inheriting, 'inherited')).toBe(false)
})

it('numbers are found by their digits, sign and exponent, and those without digits by name', () => {
  expect(payloadContains({ at: -12.5 }, '-12.5')).toBe(true)
  expect(payloadContains({ at: 1e21 }, 'e+21')).toBe(true)
  expect(payloadContains({ at: 12 }, '3')).toBe(false)
  expect(payloadContains([Number.NaN], 'nan')).toBe(true)
  expect(payloadContains([-Infinity], 'infinity')).toBe(true)
})

it('a name that many rows share is searched for each word on its own', () => {
  const { bus, recording } = recordedBus()
  for (const name of ['cart.added', 'cart.removed', 'user.added']) bus.dispatch(name)
  for (const name of ['cart.added', 'cart.removed', 'user.added']) bus.dispatch(name)
  expect(recording.find('cart added').map((view) => view.event)).toEqual(['cart.added', 'cart.added'])
})

it('names made up without end are found like others', () => {
  const payload = Object.fromEntries(Array.from({ length: 1_500 }, (_, at) => [`key-${at}`, at]))
  const wanted = compileQuery('key-1499')
  const { bus, recording } = recordedBus({ capture: 'reference' })
  for (let at = 0; at < 5; at++) {
    bus.dispatch('a', Object.fromEntries(Object.keys(payload).map((key) => [`${at}-${key}`, at])))
  }
  bus.dispatch('a', payload)
  const { columns } = recording
  const found = Array.from({ length: columns.end }, (_, row) => wanted(columns, row))
  expect(found).toEqual([true, true, true, true, true, true])
  expect(payloadContains({ far: payload, near: 'x' }, 'x')).toBe(true)
})

const letters = fc.string({
  unit: fc.constantFrom('a', 'A', 'b', 'B', 'ß', 'İ', 'K', '1', '-', '.'),
  maxLength: 60,
})
const values = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    letters,
    fc.integer(),
    fc.double(),
    fc.constantFrom(null, undefined, true, false),
    fc.bigInt(),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(letters, tie('value'), { maxKeys: 4 }),
  ),
})).value

/** All texts of a payload, in lower case. */
function textsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsOf)
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, inner]) => [key.toLowerCase(), ...textsOf(inner)])
  }
  return value === undefined ? [] : [String(value).toLowerCase()]
}

it('a word is found exactly where one of the texts of a payload contains it in lower case', () => {
  fc.assert(
    fc.property(values, letters, fc.nat(), fc.integer({ min: 1, max: 6 }), (payload, other, from, length) => {
      const texts = textsOf(payload)
      const text = texts[from % Math.max(1, texts.length)] ?? other
      const part = text.slice(from % Math.max(1, text.length)).slice(0, length)
      for (const word of [part, other.toLowerCase()]) {
        expect(payloadContains(payload, word)).toBe(texts.some((known) => known.includes(word)))
      }
    }),
    { numRuns: 2_000 },
  )
})
