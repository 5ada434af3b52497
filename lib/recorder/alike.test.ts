import { expect, it } from 'vitest'
import { AlikeCounts } from './alike.ts'
import { recordedBus } from './test-support.ts'

it('registrations are counted by what made them, also past a clear and a detaching', () => {
  const { bus, recorder, recording, clock, detach } = recordedBus()
  const alike = () => recording.listeners.at(-1)?.alike
  const offs: (() => void)[] = []
  for (let count = 0; count < 4; count++) {
    offs.push(bus.on('a', () => undefined, { name: 'one' }))
    clock.advance(count === 0 ? 10 : 100)
  }
  const { id } = alike()!
  expect(alike()).toEqual({ id, living: 4, added: 4, removed: 0, moments: 3, growing: 3 })
  offs.pop()!()
  recorder.clear()
  expect(alike()).toEqual({ id, living: 3, added: 4, removed: 1, moments: 3, growing: 3 })
  bus.dispatch('a')
  detach()
  expect(alike()).toMatchObject({ living: 0, removed: 1 })
  recorder.attach(bus)
  expect(alike()).toMatchObject({ id, living: 3, added: 4, removed: 1 })
  bus.on('a', () => undefined, { name: 'other' })
  expect(alike()).toMatchObject({ living: 1, added: 1 })
})

it('managed ones are counted also where the recorder comes later, if they say where they were made', () => {
  const { bus, recorder, recording, detach } = recordedBus()
  detach()
  const given = { name: 'row', stack: 'Error\n    at Row (http://shop/row.ts:3:5)' }
  const offs = Array.from({ length: 3 }, () => bus.on('a', () => undefined, { ...given, managed: true }))
  bus.on('a', () => undefined, given)
  bus.on('a', () => undefined, { name: 'row', managed: true })
  const detachAgain = recorder.attach(bus)
  const living = () => recording.listeners.map(({ alike }) => alike?.living)
  expect(living()).toEqual([3, 3, 3, undefined, undefined])
  detachAgain()
  recorder.attach(bus)
  offs[0]!()
  expect(recording.listenerStats().map(({ alike, active }) => active && alike?.living)).toEqual([
    ...[false, 2, 2, undefined, undefined],
  ])
})

it('they grow as long as each moment leaves more than there ever were', () => {
  const { bus, recording, clock } = recordedBus()
  const steps = ['add', 'add', 'swap', 'add', 'add']
  const offs: (() => void)[] = []
  const growing = steps.map((step) => {
    if (step === 'swap') offs.pop()!()
    offs.push(bus.on('a', () => undefined, { name: 'one' }))
    clock.advance(100)
    return recording.listeners.at(-1)?.alike?.growing
  })
  expect(growing).toEqual([1, 2, 2, 1, 2])
})

it('so many kinds are counted: of those that are registered no more, the one used least lately goes', () => {
  const counts = new AlikeCounts()
  const bus = { id: 1, name: 'shop' }
  const once = { async: false, once: false, timeout: undefined, owner: undefined }
  const made = { managed: false, stack: undefined }
  const of = (name: string) => counts.of(bus, { id: 1, event: 'a', name, ...once, ...made }, 'at shop.ts:1:1')
  const kept = of('registered')
  kept?.add(0)
  for (let count = 0; count < 1_500; count++) expect(of(`listener ${count}`)).toBeDefined()
  expect(counts.dropped).toBe(501)
  expect(of('registered')).toBe(kept)
  expect(of('listener 1499')).toBe(of('listener 1499'))
  for (let count = 0; count < 999; count++) of(`living ${count}`)?.add(0)
  expect(of('no room')).toBeUndefined()
  kept?.remove()
  expect(of('room')).toBeDefined()
})
