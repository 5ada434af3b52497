import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MAX_IDS, RecentIds } from './recent-ids.ts'

describe('the newest ids', () => {
  it('take an id once', () => {
    const ids = new RecentIds()
    expect([ids.add('a'), ids.add('a'), ids.add('b'), ids.add('a')]).toEqual([true, false, true, false])
    expect([ids.has('a'), ids.has('c')]).toEqual([true, false])
  })

  it('take an id again that was forgotten', () => {
    const ids = new RecentIds()
    ids.add('a')
    ids.forget('a')
    ids.forget('never there')
    expect(ids.has('a')).toBe(false)
    expect([ids.add('a'), ids.add('a')]).toEqual([true, false])
  })

  it('lose the oldest where there are too many, and only that', () => {
    const ids = new RecentIds()
    for (let index = 0; index < MAX_IDS; index++) ids.add(`${index}`)
    expect(ids.has('0')).toBe(true)
    ids.add('one more')
    expect([ids.has('0'), ids.has('1'), ids.has(`${MAX_IDS - 1}`), ids.has('one more')]).toEqual([
      false,
      true,
      true,
      true,
    ])
  })

  it('know what was added and not forgotten, whatever the order', () => {
    const step = fc.record({ add: fc.boolean(), id: fc.constantFrom('a', 'b', 'c', 'd') })
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const ids = new RecentIds()
        const known = new Set<string>()
        for (const { add, id } of steps) {
          const isNew = !known.has(id)
          if (add) known.add(id)
          else known.delete(id)
          expect(add ? ids.add(id) : ids.forget(id)).toBe(add ? isNew : undefined)
        }
        for (const id of ['a', 'b', 'c', 'd']) expect(ids.has(id)).toBe(known.has(id))
      }),
    )
  })
})
