import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SortBuffers } from './radix-sort.ts'

/** The places of the keys in ascending order, by the sort under test. */
function sorted(keys: readonly number[], buffers: SortBuffers = new SortBuffers()): number[] {
  buffers.reserve(keys.length)
  buffers.keys.set(keys)
  for (let at = 0; at < keys.length; at++) buffers.values[at] = at
  for (const _step of buffers.sort(keys.length));
  return [...buffers.values.subarray(0, keys.length)]
}

function expected(keys: readonly number[]): number[] {
  return keys.map((_, at) => at).sort((a, b) => keys[a]! - keys[b]! || a - b)
}

const anyKeys = fc.array(fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 0xffff_ffff })), {
  maxLength: 300,
})

test('keys are in order, equal ones in the order in which they came', () => {
  fc.assert(
    fc.property(anyKeys, (keys) => {
      expect(sorted(keys)).toEqual(expected(keys))
    }),
  )
})

test('the same buffers do for sorts of more and of fewer keys', () => {
  const buffers = new SortBuffers()
  for (const length of [10, 5_000, 3, 0, 6_000]) {
    const keys = Array.from({ length }, (_, at) => (at * 2_654_435_761) % 0x1_0000_0000)
    expect(sorted(keys, buffers)).toEqual(expected(keys))
  }
})

test('the values can be taken away, and those given instead are used', () => {
  const buffers = new SortBuffers()
  sorted([3, 1, 2], buffers)
  const taken = buffers.takeValues(new Uint32Array(0))
  expect([...taken.subarray(0, 3)]).toEqual([1, 2, 0])
  expect(sorted([2, 1], buffers)).toEqual([1, 0])
  expect([...taken.subarray(0, 3)]).toEqual([1, 2, 0])
})

test('a large sort is cut in many steps', () => {
  const buffers = new SortBuffers()
  buffers.reserve(100_000)
  for (let at = 0; at < 100_000; at++) buffers.keys[at] = (at * 2_654_435_761) % 0x1_0000_0000
  let steps = 0
  for (const _step of buffers.sort(100_000)) steps++
  expect(steps).toBeGreaterThan(40)
})
