import { parseQuery } from 'eventscope/recorder'
import { expect, test } from 'vitest'
import { type Chip, chipsOf } from './chips.ts'

const SLOW_MS = 16
const chip = (query: string, label: string): Chip => {
  const found = chipsOf(query, SLOW_MS).find((one) => one.label === label)
  if (found === undefined) throw new Error(`no chip ${label}`)
  return found
}
const click = (query: string, label: string): string => chip(query, label).toggled
const pressed = (query: string): string[] =>
  chipsOf(query, SLOW_MS)
    .filter((one) => one.pressed)
    .map(({ label }) => label)

test.each([
  ['Errors', 'status:failed'],
  ['Waiting', 'status:waiting'],
  ['Slow', 'sync>=16'],
])('%s adds %s to the query, and takes it out again', (label, term) => {
  const on = click('name:cart.*', label)
  expect(on).toBe(`name:cart.* ${term}`)
  expect(pressed(on)).toEqual([label])
  expect(click(on, label)).toBe('name:cart.*')
  expect(chip('', label).title).toContain(term)
})

test('errors and waiting together show either', () => {
  const both = click(click('', 'Errors'), 'Waiting')
  expect(both).toBe('status:failed|waiting')
  expect(pressed(both)).toEqual(['Errors', 'Waiting'])
  expect(click(both, 'Errors')).toBe('status:waiting')
  expect(click(both, 'Waiting')).toBe('status:failed')
})

test('a chip is pressed by a term that was typed, however it is spelled', () => {
  expect(pressed('status:"failed"  name:cart')).toEqual(['Errors'])
  expect(pressed('status:waiting|failed')).toEqual(['Errors', 'Waiting'])
  expect(pressed('-status:failed')).toEqual([])
  expect(pressed('sync>=16ms')).toEqual(['Slow'])
})

test('beside an OR, a chip narrows all of it', () => {
  const on = click('name:a OR name:b', 'Errors')
  expect(parseQuery(on).error).toBeUndefined()
  expect(pressed(on)).toEqual(['Errors'])
  expect(click(on, 'Errors')).toBe('name:a OR name:b')
})
