import { expect, it } from 'vitest'
import { MAX_BREAKPOINTS, QuerySyntaxError } from '../index.ts'
import { deferred, recordedBus } from '../test-support.ts'

function pausing(capacity = 100) {
  const log: string[] = []
  const { bus, recorder } = recordedBus({ capacity, pause: () => log.push('pause') })
  bus.on('a', () => log.push('one'))
  return { bus, recorder, control: recorder.control, log }
}

it('one that asks only for what is known at the start pauses before the first listener', () => {
  const { bus, control, log } = pausing()
  expect(control.breakWhen('name:a payload.sku=A1')).toMatchObject({ when: 'start', enabled: true, hits: 0 })
  bus.dispatch('a', { sku: 'A1' })
  bus.dispatch('a', { sku: 'B2' })
  expect(log).toEqual(['pause', 'one', 'one'])
  expect(control.state.breakpoints).toMatchObject([{ query: 'name:a payload.sku=A1', hits: 1 }])
})

it('one that asks for more pauses when the dispatch has settled', async () => {
  const { bus, control, log } = pausing()
  const gate = deferred()
  bus.on('a', async () => {
    await gate.promise
    log.push('paid')
    throw new Error('declined')
  })
  expect(control.breakWhen('status:failed').when).toBe('settled')
  const handle = bus.dispatch('a')
  log.push('returned')
  gate.resolve()
  await handle.wait()
  expect(log).toEqual(['one', 'returned', 'paid', 'pause'])
  expect(control.state.breakpoints[0]?.hits).toBe(1)
})

it('several that find the same dispatch pause once, and each counts', () => {
  const { bus, control, log } = pausing()
  control.breakWhen('name:a')
  control.breakWhen('payload.sku=A1')
  bus.dispatch('a', { sku: 'A1' })
  expect(log).toEqual(['pause', 'one'])
  expect(control.state.breakpoints.map(({ hits }) => hits)).toEqual([1, 1])
})

it('one can be disabled, enabled again and removed', () => {
  const { bus, control, log } = pausing()
  const { id } = control.breakWhen('name:a')
  expect(control.enableBreakpoint(id, false)).toBe(true)
  expect(control.state).toMatchObject({ active: false, breakpoints: [{ id, enabled: false }] })
  bus.dispatch('a')
  expect(log).toEqual(['one'])
  control.enableBreakpoint(id, true)
  bus.dispatch('a')
  expect(log).toEqual(['one', 'pause', 'one'])
  control.removeBreakpoint(id)
  bus.dispatch('a')
  expect(log).toEqual(['one', 'pause', 'one', 'one'])
  expect(control.enableBreakpoint(id, true)).toBe(false)
})

it('a dispatch that is not recorded pauses nothing', () => {
  const { bus, recorder, control, log } = pausing()
  control.breakWhen('name:a')
  recorder.pause()
  bus.dispatch('a')
  expect(log).toEqual(['one'])
})

it('a broken or empty query is refused, and so are too many', () => {
  const { control } = pausing()
  expect(() => control.breakWhen('status:faild')).toThrow(QuerySyntaxError)
  expect(() => control.breakWhen(' ')).toThrow('`query` must not be empty')
  expect(() => control.breakWhen(7 as never)).toThrow('`query` must be a string')
  expect(control.state.breakpoints).toEqual([])
  for (let count = 0; count < MAX_BREAKPOINTS; count++) control.breakWhen(`payload.n=${count}`)
  expect(() => control.breakWhen('name:b')).toThrow(RangeError)
})
