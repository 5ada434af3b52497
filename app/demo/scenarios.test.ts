import { expect, test } from 'vitest'
import { shopUnderTest } from './bugs/test-support.ts'
import type { ScenarioName } from './events.ts'
import { SCENARIO_GROUPS, SCENARIOS } from './scenarios.ts'

const under = shopUnderTest()

const NAMES = Object.keys(SCENARIOS) as ScenarioName[]

test('the menu lists each scenario once', () => {
  expect(SCENARIO_GROUPS.flatMap(({ names }) => names).sort()).toEqual([...NAMES].sort())
})

test.each(NAMES)('%s says when it starts and when it has finished', async (name) => {
  await under.play(name)
  expect(under.seenOf('scenario.started')).toMatchObject([{ payload: { name }, parent: undefined }])
  expect(under.seenOf('scenario.finished')).toMatchObject([{ payload: { name }, parent: undefined }])
  expect(under.shop.store.getState().scenario).toBeUndefined()
})

test('while one runs, no other starts', async () => {
  const first = under.shop.run('Leaking listener')
  await under.shop.run('Endless loop')
  expect(under.seenOf('scenario.started')).toMatchObject([{ payload: { name: 'Leaking listener' } }])
  under.shop.dispose()
  await first
})
