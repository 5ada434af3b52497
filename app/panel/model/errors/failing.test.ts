import { createBus, type DispatchCheck } from 'eventscope'
import { expect, test } from 'vitest'
import { failingWords } from './failing.ts'

/** The words for what a check finds of a dispatch. */
function wordsFor(refuses: boolean, failure: Error): ReturnType<typeof failingWords> {
  const check: DispatchCheck = { refuses, test: () => failure }
  const bus = createBus({ checks: [check], onError: () => undefined })
  return failingWords(bus.dispatch('a').errors[0]!)
}

const named = (name: string): Error => Object.assign(new Error('x'), { name })

test('a naming rule, a schema and another check are told apart, and whether listeners ran', () => {
  expect(wordsFor(false, named('NamingRuleError'))).toMatchObject({
    short: 'naming rule',
    why: expect.stringContaining('listeners ran all the same') as string,
  })
  expect(wordsFor(true, named('PayloadError'))).toMatchObject({
    short: 'payload schema',
    why: expect.stringContaining('no listener ran') as string,
  })
  expect(wordsFor(false, new Error('x')).short).toBe('a check')
  expect(wordsFor(true, new Error('x')).short).toBe('refused')
})

test('what is refused for another reason says which', async () => {
  const bus = createBus({ onError: () => undefined })
  await bus.close()
  expect(failingWords(bus.dispatch('a').errors[0]!).short).toBe('closed bus')
})

test('a cause that throws when it is asked is just what failed', () => {
  const hostile = new Error('x')
  Object.defineProperty(hostile, 'name', {
    get: () => {
      throw new Error('no')
    },
  })
  expect(wordsFor(true, hostile).short).toBe('refused')
})
