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

it('a number is kept while somebody refers to it, and used again afterwards', () => {
  const interner = new Interner<string, { name: string }>()
  const retain = (name: string): number => interner.retain(name, () => ({ name }))
  const first = retain('one')
  expect(retain('one')).toBe(first)
  interner.release(first)
  expect(interner.value(first)).toEqual({ name: 'one' })
  expect(interner.idOf('one')).toBe(first)
  interner.release(first)
  expect(interner.find('one')).toBeUndefined()
  expect(retain('two')).toBe(first)
  expect(interner.all()).toEqual([{ name: 'two' }])
})
