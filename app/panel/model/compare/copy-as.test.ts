import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { record } from '../test-support.ts'
import { copyAs } from './copy-as.ts'

function dispatched() {
  const { bus, recording } = record()
  bus.on('order.placed', () => undefined, { name: 'ok' })
  bus.on(
    'order.placed',
    () => {
      throw new Error('declined')
    },
    { name: 'charge card' },
  )
  bus.dispatch('order.placed', { total: 5, note: "it's", when: 12n })
  bus.dispatch('order.viewed')
  return { placed: recording.at(0)!, viewed: recording.at(1)! }
}

test('as JSON it is all that was recorded, and can be parsed', () => {
  const { placed, viewed } = dispatched()
  const copied = JSON.parse(copyAs('JSON', placed)) as Record<string, unknown>
  expect(copied).toMatchObject({
    id: placed.id,
    event: 'order.placed',
    status: 'failed',
    payload: { total: 5, note: "it's", when: '12n' },
    runs: [
      { listener: 'ok', status: 'ok' },
      { listener: 'charge card', status: 'failed' },
    ],
  })
  expect(copied['errors']).toEqual([expect.stringContaining('declined')])
  expect(JSON.parse(copyAs('JSON', viewed))).not.toHaveProperty('payload')
})

test('as a call it dispatches the same again', () => {
  const { placed, viewed } = dispatched()
  const calls: unknown[] = []
  const bus = { dispatch: (...call: unknown[]) => calls.push(call) }
  runInNewContext(copyAs('call', placed), { bus })
  runInNewContext(copyAs('call', viewed), { bus })
  expect(calls).toEqual([['order.placed', { total: 5, note: "it's", when: 12n }], ['order.viewed']])
})

test('as a test it expects the errors there were, or none', () => {
  const { placed, viewed } = dispatched()
  expect(copyAs('test', placed)).toContain(
    "expect(handle.errors.map((error) => error.listener)).toEqual(['charge card'])",
  )
  expect(copyAs('test', placed)).toContain("it('order.placed fails in charge card'")
  expect(copyAs('test', viewed)).toContain('expect(handle.errors).toEqual([])')
})

test('as JSON it has what listeners changed, and how much more that was', () => {
  const { bus, recording } = record({ mutations: 'on' })
  bus.on(
    'order.placed',
    (payload) => {
      const order = payload as Record<string, unknown>
      for (let at = 0; at < 40; at++) order[`part${at}`] = 12n
    },
    { name: 'pricing' },
  )
  bus.dispatch('order.placed', { total: 5 })
  bus.dispatch('order.viewed', {})
  const [placed, viewed] = [recording.at(0)!, recording.at(1)!]
  const copied = JSON.parse(copyAs('JSON', placed)) as { mutations: unknown[]; moreMutations: number }
  expect(copied.mutations[0]).toMatchObject({ path: 'part0', listener: 'pricing', after: '12n' })
  expect(copied.mutations.length + copied.moreMutations).toBe(40)
  expect(copied.moreMutations).toBeGreaterThan(0)
  const untouched = JSON.parse(copyAs('JSON', viewed)) as object
  expect(Object.keys(untouched)).not.toContain('mutations')
  expect(Object.keys(untouched)).not.toContain('moreMutations')
})
