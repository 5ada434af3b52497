import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import * as first from '../index.ts'

afterEach(() => {
  vi.resetModules()
})

/** The library once more, as a package brings its own copy into the page. */
async function secondCopy(): Promise<typeof first> {
  vi.resetModules()
  return import('../index.ts')
}

/** An object with methods of its own, inherited ones, and two names of one. */
function makeObject() {
  const add = (...values: number[]): number => values.reduce((sum, value) => sum + value, 0)
  return Object.create(
    { inherited: () => 'inherited' },
    {
      own: { value: add, configurable: true, enumerable: true, writable: true },
      alias: { value: add, configurable: true, enumerable: false, writable: false },
      computed: { get: () => add, configurable: true, enumerable: true },
      number: { value: 5, configurable: true },
    },
  ) as Record<string, (...args: unknown[]) => unknown>
}

const KEYS = ['own', 'alias', 'computed', 'inherited', 'number', 'missing']

describe('replaceMethods', () => {
  it('leaves all as it was when the last has ended, in whatever order, also of two copies of the library', async () => {
    const second = await secondCopy()
    const layers = fc.array(
      fc.record({
        copy: fc.constantFrom(first, second),
        keys: fc.subarray(KEYS, { minLength: 1 }),
        /** How many of those at work end after it has been put there, each the one at that place. */
        ends: fc.array(fc.nat(3), { maxLength: 2 }),
      }),
      { maxLength: 8 },
    )
    fc.assert(
      fc.property(layers, fc.infiniteStream(fc.nat(7)), (layers, order) => {
        const object = makeObject()
        const before = Object.getOwnPropertyDescriptors(object)
        const undos: (() => void)[] = []
        const end = (at: number): void => undos.splice(at % undos.length, 1)[0]?.()
        for (const { copy, keys, ends } of layers) {
          let calls = 0
          undos.push(
            copy.replaceMethods(object, keys, (inner) => {
              calls++
              return inner()
            }),
          )
          for (const key of KEYS.slice(0, 3)) expect(object[key]?.(1, 2, 3)).toBe(6)
          expect(object['inherited']?.()).toBe('inherited')
          expect(calls > 0).toBe(keys.some((key) => !['number', 'missing'].includes(key)))
          expect(Object.keys(object)).toEqual(['own', 'computed'])
          for (const at of ends) end(at)
        }
        while (undos.length > 0) end(order.next().value as number)
        expect(Object.getOwnPropertyDescriptors(object)).toEqual(before)
      }),
    )
  })

  it('takes nothing of what somebody else has put there since, whose calls it passes on', () => {
    const object = makeObject()
    const instead = vi.fn<first.Instead>((inner) => inner())
    const undo = first.replaceMethods(object, ['own'], instead)
    const ours = object['own']!
    const theirs = (...args: unknown[]): unknown => ours(...args)
    object['own'] = theirs
    undo()
    expect(object['own']).toBe(theirs)
    expect(object['own'](1, 2)).toBe(3)
    expect(instead).not.toHaveBeenCalled()
  })

  it('leaves a method to an object that has got it from another that was replaced', () => {
    const [from, to] = [makeObject(), makeObject()]
    const undoFrom = first.replaceMethods(from, ['own'], (inner) => inner())
    const taken = from['own']!
    to['own'] = taken
    const undoTo = first.replaceMethods(to, ['own'], (inner) => inner())
    undoFrom()
    undoTo()
    expect(to['own']).toBe(taken)
  })

  it('makes what looks like the method, and one of two names of it', () => {
    const object = makeObject()
    const real = Object.assign(object['own']!, { version: 1 })
    first.replaceMethods(object, ['own', 'alias'], (inner) => inner())
    const { own, alias } = object
    expect(own).not.toBe(real)
    expect(own).toBe(alias)
    expect(Object.getOwnPropertyDescriptors(own)).toEqual(Object.getOwnPropertyDescriptors(real))
  })

  it('calls with other arguments where it is given them, on the same `this`', () => {
    const object = makeObject()
    object['own'] = function (this: unknown, ...args) {
      return [this === object, args]
    }
    first.replaceMethods(object, ['own'], (inner, args, self, key) => [
      self === object,
      key,
      args,
      inner([7]),
    ])
    expect(object['own'](1, 2)).toEqual([true, 'own', [1, 2], [true, [7]]])
  })

  it('replaces a method once, also one that is named twice', () => {
    const object = makeObject()
    const before = Object.getOwnPropertyDescriptors(object)
    let calls = 0
    const undo = first.replaceMethods(object, ['own', 'own'], (inner) => {
      calls++
      return inner()
    })
    expect([object['own']?.(1, 2), calls]).toEqual([3, 1])
    undo()
    expect(Object.getOwnPropertyDescriptors(object)).toEqual(before)
  })

  it('throws for a frozen object', () => {
    expect(() => first.replaceMethods(Object.freeze(makeObject()), ['own'], () => 1)).toThrow(TypeError)
  })
})
