import { expect, test } from 'vitest'
import { Lasting } from './lasting.ts'

/** A tally that finds what it is told to. */
function tally() {
  const made = { found: [] as readonly string[], read: () => made.found }
  return made
}

function following() {
  const recording = { generation: 0 }
  const lasting = new Lasting<readonly string[]>(recording)
  const first = tally()
  lasting.follow(first.read)
  first.found = ['cart']
  const second = tally()
  return { recording, lasting, first, second, value: () => lasting.value() }
}

test('what was found stays until the next tally has found something', () => {
  const { lasting, second, value } = following()
  expect(value()).toEqual(['cart'])
  lasting.follow(second.read)
  expect(value()).toEqual(['cart'])
  second.found = []
  expect(value(), 'also where it finds nothing').toEqual([])
})

test('it stays when one tally after the other is left before it has found anything', () => {
  const { lasting, second, value } = following()
  lasting.follow(second.read)
  lasting.follow(tally().read)
  expect(value()).toEqual(['cart'])
})

test('after a clear, it is gone', () => {
  const { recording, lasting, second, value } = following()
  lasting.follow(second.read)
  recording.generation++
  expect(value()).toEqual([])
})
