import { createBus } from 'eventscope'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isNamedByRule, namingRule, NamingRuleError } from './index.ts'

const quiet = { onError: () => undefined }

describe('the naming rule', () => {
  it.each([
    'article-created',
    'notification-sent',
    'order-accepted',
    'user-logged_in',
    'key_set-updated',
    'changed_password_notification-sent',
    'oauth2_token-issued',
  ])('takes %s', (name) => {
    expect(isNamedByRule(name)).toBe(true)
  })

  it.each([
    '',
    'article',
    'article-',
    '-created',
    'article.created',
    'Article-created',
    'article-Created',
    'article-was-created',
    'article--created',
    'article_-created',
    'article-_created',
    'key__set-updated',
    '2article-created',
    'article-created\n',
    'artikel-geändert',
  ])('does not take %j', (name) => {
    expect(isNamedByRule(name)).toBe(false)
  })

  it('takes words in snake case on both sides of one hyphen', () => {
    const part = fc
      .array(fc.stringMatching(/^[a-z][a-z0-9]*$/), { minLength: 1, maxLength: 4 })
      .map((words) => words.join('_'))
    fc.assert(
      fc.property(part, part, (noun, action) => {
        expect(isNamedByRule(`${noun}-${action}`)).toBe(true)
        expect(isNamedByRule(`${noun}${action}`)).toBe(false)
      }),
    )
  })
})

describe('namingRule', () => {
  it('tells of each name once, and lets its listeners run', () => {
    const bus = createBus({ checks: [namingRule()], ...quiet })
    let runs = 0
    bus.on('OrderPlaced', () => runs++)
    const first = bus.dispatch('OrderPlaced')
    expect(first.errors).toHaveLength(1)
    expect(first.errors[0]?.cause).toBeInstanceOf(NamingRuleError)
    expect(first.errors[0]?.cause).toMatchObject({ event: 'OrderPlaced' })
    expect(first.errors[0]?.message).toContain('"OrderPlaced" is not named by the rule {noun}-{action}')
    expect(bus.dispatch('OrderPlaced').errors).toEqual([])
    expect(bus.dispatch('cart.cleared').errors).toHaveLength(1)
    expect(bus.dispatch('order-placed').errors).toEqual([])
    expect(runs).toBe(2)
  })

  it('tells each bus of its own', () => {
    for (const bus of [
      createBus({ checks: [namingRule()], ...quiet }),
      createBus({ checks: [namingRule()], ...quiet }),
    ])
      expect(bus.dispatch('OrderPlaced').errors).toHaveLength(1)
  })

  it('leaves exceptions be', () => {
    const bus = createBus({ checks: [namingRule({ except: ['app.ready'] })], ...quiet })
    expect(bus.dispatch('app.ready').errors).toEqual([])
    expect(bus.dispatch('app.closed').errors).toHaveLength(1)
  })

  it('stops at 1 000 names, and says so', () => {
    const rule = namingRule({ except: ['app.ready'] })
    const told = Array.from({ length: 1_500 }, (_, index) => rule.test(`made.up.${index}`, undefined))
    const errors = told.filter((error) => error !== undefined)
    expect(errors).toHaveLength(1_000)
    expect(errors[998]?.message).not.toContain('no more')
    expect(errors[999]?.message).toContain('1000th such name: no more are told')
  })
})
