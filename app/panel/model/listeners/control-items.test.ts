import { expect, test } from 'vitest'
import { controlGroups, controlOf } from './control-items.ts'
import { recordedBus } from './test-support.ts'

function controlled() {
  const made = recordedBus()
  const { bus, recorder, recording } = made
  for (const name of ['charge card', 'analytics', 'badge']) bus.on('order.placed', () => {}, { name })
  const idOf = (name: string): number => recording.listeners.find((one) => one.name === name)?.id ?? -1
  const groups = () => controlGroups(recorder.control.state, (id) => recording.listener(id)?.name)
  return { ...made, control: recorder.control, idOf, groups }
}

test('while nothing is in force, there is nothing to say', () => {
  expect(controlled().groups()).toEqual([])
})

test('what is muted, soloed or set to break is told by name', () => {
  const { control, idOf, groups } = controlled()
  control.mute(idOf('charge card'))
  control.mute(idOf('analytics'))
  control.solo(idOf('badge'))
  control.breakOnNextRun(idOf('badge'))
  control.breakWhen('name:order.* status:failed')
  expect(groups().map(({ label, items }) => [label, items.map((item) => item.label)])).toEqual([
    ['2 listeners muted', ['charge card', 'analytics']],
    ['1 listener soloed', ['badge']],
    ['1 listener set to break on the next run', ['badge']],
    ['1 breakpoint', ['name:order.* status:failed']],
  ])
  control.reset()
  expect(groups()).toEqual([])
})

test('a breakpoint that is turned off is not in force', () => {
  const { control, groups } = controlled()
  const { id } = control.breakWhen('status:failed')
  control.enableBreakpoint(id, false)
  expect(groups()).toEqual([])
})

test('of very many, some are named and the others counted', () => {
  const { bus, recorder, recording } = recordedBus()
  for (let at = 0; at < 50; at++) bus.on('order.placed', () => {}, { name: `listener ${at}` })
  for (const { id } of recording.listeners) recorder.control.mute(id)
  const [muted] = controlGroups(recorder.control.state, (id) => recording.listener(id)?.name)
  expect(muted?.label).toBe('50 listeners muted')
  expect((muted?.items.length ?? 0) + (muted?.more ?? 0)).toBe(50)
  expect(muted?.items.length).toBeLessThan(10)
})

test('a listener knows how it stands', () => {
  const { control, idOf } = controlled()
  control.mute(idOf('badge'))
  expect(controlOf(control.state, [idOf('badge')])).toEqual({ muted: true, soloed: false, breaks: false })
  expect(controlOf(control.state, [idOf('analytics')]).muted).toBe(false)
  expect(controlOf(control.state, [idOf('badge'), idOf('analytics')]).muted, 'not all of them').toBe(false)
})
