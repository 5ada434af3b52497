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
  interner.letGo(c)
  interner.sweep(8)
  expect(interner.current(0)).toEqual([])
})
