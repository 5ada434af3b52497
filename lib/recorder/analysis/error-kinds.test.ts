import { expect, it } from 'vitest'
import { createBus, type DispatchCheck, disposable, type Driver } from '../../core/index.ts'
import { createRecorder, type ErrorGroup } from '../index.ts'
import { flush } from '../test-support.ts'

const naming: DispatchCheck = {
  refuses: false,
  test: (event) => (event === 'badName' ? new Error('not named by the rule') : undefined),
}
const schema: DispatchCheck = {
  refuses: true,
  test: (_, payload) => (payload === 'wrong' ? new Error('payload: not right') : undefined),
}

/** A driver that publishes nothing. */
const driver: Driver = {
  name: 'fake',
  state: 'down',
  counts: { sent: 0, received: 0, failed: 0, refused: 0 },
  onState: () => disposable(() => undefined),
  publish: () => Promise.reject(new Error('it is down')),
  subscribe: () => undefined,
  unsubscribe: () => undefined,
  wait: () => Promise.resolve(),
  close: () => Promise.resolve(),
}

const brief = ({ kind, event, listener, message, count }: ErrorGroup) => [
  kind,
  event,
  listener,
  message,
  count,
]

it('what fails besides listeners is told apart, and grouped by what it is and by event', async () => {
  const recorder = createRecorder()
  const bus = createBus({ checks: [naming, schema], driver, onError: () => undefined })
  recorder.attach(bus)
  bus.on(
    'badName',
    () => {
      throw new Error('broken')
    },
    { name: 'badge' },
  )
  bus.dispatch('badName')
  bus.dispatch('badName', 'wrong')
  bus.dispatch('other', 'wrong')
  await flush()
  const { groups } = recorder.recording.errorGroups()
  expect(groups.map(brief).sort()).toEqual([
    ['check', 'badName', undefined, 'not named by the rule', 2],
    ['listener', 'badName', 'badge', 'broken', 1],
    ['publish', 'badName', undefined, 'it is down', 1],
    ['refused', 'badName', undefined, 'payload: not right', 1],
    ['refused', 'other', undefined, 'payload: not right', 1],
  ])
  const [first] = recorder.recording.find('name:badName')
  expect(first!.errors.map(({ kind }) => kind)).toEqual(['check', 'listener', 'publish'])
})

it('each kind has a state of its own: one goes well while another still fails', () => {
  const recorder = createRecorder()
  const bus = createBus({ checks: [naming, schema], onError: () => undefined })
  recorder.attach(bus)
  bus.dispatch('badName', 'wrong')
  bus.dispatch('badName')
  bus.dispatch('badName')
  const states = recorder.recording
    .errorGroups()
    .groups.map(({ kind, state, okSince }) => [kind, state, okSince])
  expect(states.sort()).toEqual([
    ['check', 'failing', 0],
    ['refused', 'recovered', 2],
  ])
})
