import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compileRedactions, type Redaction } from './redact.ts'

/** What the rules say of the value at a path, its last segment being the key. */
function redacts(rules: Redaction[], path: string, value: unknown = 'secret'): boolean {
  return compileRedactions(rules)?.(path, path.slice(path.lastIndexOf('.') + 1), value) ?? false
}

test('no rules make no redactor', () => {
  expect(compileRedactions([])).toBeUndefined()
})

describe('a string without a dot', () => {
  test('matches that key at any depth', () => {
    expect(redacts(['password'], 'password')).toBe(true)
    expect(redacts(['password'], 'users.0.password')).toBe(true)
  })

  test('matches neither part of a key nor another case', () => {
    expect(redacts(['password'], 'passwords')).toBe(false)
    expect(redacts(['password'], 'password.hint')).toBe(false)
    expect(redacts(['password'], 'Password')).toBe(false)
  })

  test('takes a * for any characters', () => {
    expect(redacts(['*token'], 'auth.refreshtoken')).toBe(true)
    expect(redacts(['*token'], 'tokens')).toBe(false)
    expect(redacts(['a*b*c'], 'a-b-c')).toBe(true)
    expect(redacts(['a*b*c'], 'a-c-b')).toBe(false)
  })

  test('does not let two parts of a pattern match the same characters', () => {
    expect(redacts(['aa*aa'], 'aaa')).toBe(false)
    expect(redacts(['aa*aa'], 'aaaa')).toBe(true)
  })

  test('takes every other character literally', () => {
    expect(redacts(['pass+(word)*'], 'pass+(word)1')).toBe(true)
    expect(redacts(['pass+(word)*'], 'passsword1')).toBe(false)
  })
})

describe('a string with dots', () => {
  test("matches one path from the payload's root", () => {
    expect(redacts(['card.number'], 'card.number')).toBe(true)
    expect(redacts(['card.number'], 'order.card.number')).toBe(false)
    expect(redacts(['card.number'], 'card.numbers')).toBe(false)
    expect(redacts(['card.number'], 'number')).toBe(false)
  })

  test('takes a * for one whole segment, or part of it', () => {
    expect(redacts(['items.*.serial'], 'items.0.serial')).toBe(true)
    expect(redacts(['items.*.serial'], 'items.0.1.serial')).toBe(false)
    expect(redacts(['card.*'], 'card.cvc')).toBe(true)
    expect(redacts(['card.*'], 'card')).toBe(false)
    expect(redacts(['card.c*'], 'card.number')).toBe(false)
  })

  test('covers a key that holds dots itself', () => {
    const redactor = compileRedactions(['card.*', 'user.name'])
    expect(redactor?.('card.a.b', 'a.b', 1)).toBe(true)
    expect(redactor?.('user.name', 'user.name', 1)).toBe(true)
  })
})

describe('a function', () => {
  test('gets the path and the value, and decides', () => {
    const calls: unknown[][] = []
    const rule = (...args: unknown[]): boolean => {
      calls.push(args)
      return args[1] === 'secret'
    }
    expect(redacts([rule], 'items.0.sku', 'secret')).toBe(true)
    expect(redacts([rule], 'items.0.sku', 'public')).toBe(false)
    expect(calls).toEqual([
      ['items.0.sku', 'secret'],
      ['items.0.sku', 'public'],
    ])
  })

  test('redacts when it throws', () => {
    const rule = (): boolean => {
      throw new Error('broken rule')
    }
    expect(redacts([rule], 'anything')).toBe(true)
  })
})

test('one matching rule of many is enough', () => {
  const rules: Redaction[] = ['password', 'card.*', (path) => path === 'note']
  expect(['password', 'card.cvc', 'note', 'sku'].map((path) => redacts(rules, path))).toEqual([
    true,
    true,
    true,
    false,
  ])
})

test('rules for keys alone say that they need no path', () => {
  expect(compileRedactions(['password', '*token'])?.keysOnly).toBe(true)
  expect(compileRedactions(['password', 'card.number'])?.keysOnly).toBe(false)
  expect(compileRedactions([() => false])?.keysOnly).toBe(false)
})

test.each([[''], [null], [42], [undefined], [/password/]])('the rule %o is refused by its place', (rule) => {
  expect(() => compileRedactions(['password', rule as never])).toThrow(TypeError)
  expect(() => compileRedactions(['password', rule as never])).toThrow('`redact[1]` must be')
})

test('rules that are no array are refused by name', () => {
  expect(() => compileRedactions('password' as never)).toThrow('`redact` must be an array')
})

const segment = fc.string({ minLength: 1 }).filter((text) => !/[.*]/.test(text))

test('a path is matched by itself, and by itself with any one segment a *', () => {
  fc.assert(
    fc.property(fc.array(segment, { minLength: 2, maxLength: 5 }), fc.nat(), (segments, at) => {
      const path = segments.join('.')
      expect(redacts([path], path)).toBe(true)
      expect(redacts([segments.with(at % segments.length, '*').join('.')], path)).toBe(true)
    }),
  )
})

test('a pattern with a * matches what it is cut from, whatever stands for the *', () => {
  fc.assert(
    fc.property(segment, segment, fc.string(), (start, end, middle) => {
      const key = `${start}${middle}${end}`
      expect(compileRedactions([`${start}*${end}`])?.(key, key, 1)).toBe(true)
      expect(compileRedactions([`${start}*${end}`])?.('', `${key}\0`, 1)).toBe(end.endsWith('\0'))
    }),
  )
})
