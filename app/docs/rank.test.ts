import { expect, it } from 'vitest'
import { rank } from './rank.ts'

const named = (name: string) => ({ name, address: '', kind: '' })
const NAMES = ['createBus', 'Bus', 'Bus.on', 'BusOptions', 'eventscope/adapters/mitt', 'defaultBus'].map(
  named,
)
const found = (text: string): readonly string[] => rank(NAMES, text).map(({ name }) => name)

it('the name itself comes first, then names with such a part, or one that begins so, shorter ones before longer ones', () => {
  expect(found('bus')).toEqual(['Bus', 'Bus.on', 'BusOptions', 'createBus', 'defaultBus'])
})

it('a member comes before names that only begin like it', () => {
  expect(rank(['busiest', 'Shop.bus'].map(named), 'bus').map(({ name }) => name)).toEqual([
    'Shop.bus',
    'busiest',
  ])
})

it('a member is found by its own name, an entry by a part of its path', () => {
  expect(found('on')[0]).toBe('Bus.on')
  expect(found(' MITT ')).toEqual(['eventscope/adapters/mitt'])
})

it('without a text, and without a match, nothing is found', () => {
  expect(found('  ')).toEqual([])
  expect(found('nothing')).toEqual([])
})
