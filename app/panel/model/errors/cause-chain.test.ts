import { expect, test } from 'vitest'
import { causeChain, causeMessage } from './cause-chain.ts'

const told = (thrown: unknown): string[] =>
  causeChain(thrown).links.map(({ role, depth, message }) => `${depth} ${role} ${message}`)

test('what was thrown is followed by what caused it, and by what caused that', () => {
  const refused = new TypeError('refused')
  const failed = new Error('request failed', { cause: refused })
  expect(told(new Error('no price', { cause: failed }))).toEqual([
    '0 thrown Error: no price',
    '1 cause Error: request failed',
    '2 cause TypeError: refused',
  ])
})

test('each error has the stack that it was made with', () => {
  const cause = new Error('inner')
  const thrown = new Error('outer', { cause })
  expect(causeChain(thrown).links.map(({ stack }) => stack)).toEqual([thrown.stack, cause.stack])
})

test('the errors that an AggregateError stands for are told one by one', () => {
  expect(told(new AggregateError([new Error('a'), 'b'], 'both failed'))).toEqual([
    '0 thrown AggregateError: both failed',
    '1 one of Error: a',
    '1 one of b',
  ])
})

test('what is thrown without being an error has no stack', () => {
  expect(causeChain('declined')).toEqual({
    links: [{ id: 0, role: 'thrown', depth: 0, message: 'declined', stack: undefined }],
    cut: false,
  })
})

test('an error that is its own cause is told once', () => {
  const error = new Error('again')
  error.cause = new Error('other', { cause: error })
  expect(told(error)).toEqual(['0 thrown Error: again', '1 cause Error: other'])
})

test('a chain without end is cut, and it is said', () => {
  let error = new Error('0')
  for (let at = 1; at < 100; at++) error = new Error(String(at), { cause: error })
  const { links, cut } = causeChain(error)
  expect(links.length).toBeLessThan(100)
  expect(cut).toBe(true)
})

test('an error that throws when it is read is told all the same', () => {
  const refuse = (): never => {
    throw new Error('not to be read')
  }
  const hostile = Object.defineProperties(new Error('x'), {
    message: { get: refuse },
    cause: { get: refuse },
  })
  expect(told(hostile)).toEqual(['0 thrown a value that cannot be shown'])
  expect(causeMessage(new Error(''))).toBe('Error')
})
