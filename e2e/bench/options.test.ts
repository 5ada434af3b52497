import { expect, it } from 'vitest'
import { parseOptions } from './options.ts'

const known = ['dispatch', 'recorded']

it('without arguments it is all suites, seven rounds, and the README', () => {
  const all = { quick: false, rounds: 7, suites: known, publish: true, report: false }
  expect(parseOptions([], known)).toEqual(all)
  expect(parseOptions(['--report'], known)).toEqual({ ...all, report: true })
})

it('a quick run, a part of it, or one that was asked not to, leaves the README alone', () => {
  expect(parseOptions(['--quick'], known)).toMatchObject({ quick: true, rounds: 1, publish: false })
  expect(parseOptions(['--only', 'recorded'], known)).toMatchObject({ suites: ['recorded'], publish: false })
  expect(parseOptions(['--no-readme'], known)).toMatchObject({ suites: known, publish: false })
})

it('the rounds asked for win over those of a quick run', () => {
  expect(parseOptions(['--quick', '--rounds', '3'], known).rounds).toBe(3)
})

it.each([
  [['--only', 'dispatch,panle'], '`--only` knows dispatch, recorded, not panle'],
  [['--only', ''], '`--only` knows dispatch, recorded, not nothing'],
  [['--rounds', '0'], '`--rounds` must be a whole number ≥ 1, not 0'],
  [['--rounds', 'many'], '`--rounds` must be a whole number ≥ 1, not many'],
])('%j is refused', (args, message) => {
  expect(() => parseOptions(args, known)).toThrow(new TypeError(message))
})

it('an argument nobody knows is refused', () => {
  expect(() => parseOptions(['--fast'], known)).toThrow(TypeError)
})
