import { createBus } from 'eventscope'
import { createRecorder } from 'eventscope/recorder'
import { expect, test } from 'vitest'
import { knownNames } from './known-names.ts'

interface Events {
  'cart.viewed': undefined
  'app.started': undefined
  'never.dispatched': undefined
}

test('events, buses and listeners are known by name, once each and sorted', () => {
  const recorder = createRecorder()
  const bus = createBus<Events>({ name: 'shop' })
  recorder.attach(bus)
  bus.on('cart.viewed', () => {}, { name: 'badge' })
  bus.on('never.dispatched', () => {}, { name: 'archive' })
  for (let times = 0; times < 3; times++) bus.dispatch('cart.viewed')
  bus.dispatch('app.started')
  for (const via of ['redis', 'redis', 'http'])
    bus.receive('cart.viewed', undefined, { via, sender: 's', id: 's:1' })
  expect(knownNames(recorder.recording)).toEqual({
    events: ['app.started', 'cart.viewed', 'never.dispatched'],
    buses: ['shop'],
    listeners: ['archive', 'badge'],
    vias: ['http', 'redis'],
  })
})

test('names made up without end are known up to a limit', () => {
  const recorder = createRecorder()
  const bus = createBus<Record<string, undefined>>({ name: 'shop' })
  recorder.attach(bus)
  for (let at = 0; at < 1_500; at++) bus.dispatch(`made.up_${at}`)
  const { events } = knownNames(recorder.recording)
  expect(events).toHaveLength(1_000)
  expect(events, 'the newest').toContain('made.up_1499')
})
