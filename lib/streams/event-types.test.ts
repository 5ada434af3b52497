import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defineEventTypes, EventType, eventTypeName, isUser } from 'eventscope/streams'

describe('event types', () => {
  it('have the numbers of the seed', () => {
    expect(Object.entries(EventType).sort(([, one], [, other]) => one - other)).toEqual([
      ['notSet', 0],
      ['commonError', 1],
      ['newCertificate', 2],
      ['dropCertificate', 3],
      ['failedAuth', 4],
      ['startRequest', 5],
      ['failedRequest', 6],
      ['finishRequest', 7],
      ['traffic', 8],
      ['userBase', 9],
    ])
    expect(Object.isFrozen(EventType)).toBe(true)
  })

  it('are reserved below the user base', () => {
    expect(isUser(EventType.traffic)).toBe(false)
    expect(isUser(EventType.userBase)).toBe(true)
    expect(isUser(255)).toBe(true)
  })

  it('have names to print', () => {
    expect(eventTypeName(EventType.startRequest)).toBe('startRequest')
    expect(eventTypeName(EventType.notSet)).toBe('notSet')
    expect(eventTypeName(EventType.userBase + 200)).toBe('user(200)')
    expect(eventTypeName(700)).toBe('user(691)')
    expect(eventTypeName(-1)).toBe('unknown(-1)')
  })
})

describe('defineEventTypes()', () => {
  it('numbers and names types of a user', () => {
    const Page = defineEventTypes({ pageShown: 100, pageHidden: 101 })
    expect(Page).toEqual({ pageShown: 109, pageHidden: 110 })
    expect(Object.isFrozen(Page)).toBe(true)
    expect([109, 110, 111].map(eventTypeName)).toEqual(['pageShown', 'pageHidden', 'user(102)'])
  })

  it('may run again with the same', () => {
    const once = defineEventTypes({ ranTwice: 110 })
    expect(defineEventTypes({ ranTwice: 110 })).toEqual(once)
  })

  it.each([
    [{ byteTooBig: 247 }, '`types.byteTooBig` must be a whole number from 0 to 246'],
    [{ negative: -1 }, '`types.negative` must be a whole number from 0 to 246'],
    [{ half: 0.5 }, '`types.half` must be a whole number from 0 to 246'],
    [{ one: 120, other: 120 }, '`types.other` must not be 120: that is "one" already'],
    [{ usurper: 110 }, '`types.usurper` must not be 110: that is "ranTwice" already'],
    [{ ranTwice: 121 }, '`types.ranTwice` is another type already'],
    [{ startRequest: 121 }, '`types.startRequest` is another type already'],
    [{ '': 121 }, '`types` must not have an empty name'],
  ])('refuses %o', (types: Record<string, number>, message) => {
    defineEventTypes({ ranTwice: 110 })
    expect(() => defineEventTypes(types)).toThrow(new TypeError(message))
  })

  it('defines all or none', () => {
    expect(() => defineEventTypes({ fine: 130, wrong: 1_000 })).toThrow(TypeError)
    expect(eventTypeName(139)).toBe('user(130)')
    expect(() => defineEventTypes(undefined as never)).toThrow(new TypeError('`types` must be an object'))
  })

  it('gives each index the type that is so far from the base', () => {
    fc.assert(
      fc.property(fc.integer({ min: 150, max: 246 }), (index) => {
        const types: Record<string, number> = defineEventTypes({ [`type ${index}`]: index })
        expect(types[`type ${index}`]).toBe(EventType.userBase + index)
        expect(eventTypeName(EventType.userBase + index)).toBe(`type ${index}`)
      }),
    )
  })
})
