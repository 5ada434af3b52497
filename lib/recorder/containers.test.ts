import { expect, it } from 'vitest'
import { CHUNK_ROWS, Chunks, slotOf } from './chunks.ts'
import { Interner } from './interner.ts'

it('chunks are used again, so that a full ring makes no more of them', () => {
  let made = 0
  const chunks = new Chunks(() => ({ number: made++ }))
  for (let row = 0; row < 20 * CHUNK_ROWS; row++) {
    chunks.reserve(row + 1)
    chunks.release(row - CHUNK_ROWS)
    expect(chunks.of(row)).toBeDefined()
  }
  expect(made).toBeLessThanOrEqual(3)
  expect(slotOf(CHUNK_ROWS + 3)).toBe(3)
})

it('a number is kept while it is held or a kept row refers to it, and used again afterwards', () => {
  const interner = new Interner<string, { name: string }>()
  const [a, b, c] = ['a', 'b', 'c'].map((name) => interner.add(name, { name })) as [number, number, number]
  interner.use(a, 7)
  interner.use(b, 3)
  interner.hold(c)
  interner.sweep(5)
  expect(interner.current(5).map(({ name }) => name)).toEqual(['a', 'c'])
  expect(interner.idOf('b')).toBeUndefined()
  expect(interner.add('d', { name: 'd' })).toBe(b)
  interner.letGo(c, 8)
  interner.sweep(8)
  expect(interner.current(0)).toEqual([])
})

it('a row used again by a run that began before others does not count as the last', () => {
  const interner = new Interner<string, string>()
  const id = interner.add('a', 'a')
  interner.use(id, 9)
  interner.use(id, 2)
  interner.sweep(5)
  expect(interner.current(5)).toEqual(['a'])
})

it('what is held and let go without a row does not pile up', () => {
  const interner = new Interner<number, number>()
  for (let key = 0; key < 5_000; key++) {
    const id = interner.add(key, key)
    interner.hold(id)
    interner.letGo(id, 0)
  }
  expect(interner.size).toBeLessThan(2_000)
})
