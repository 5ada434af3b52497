import { expect, it } from 'vitest'
import { recordedBus } from '../test-support.ts'

it.each(['ownKeys', 'isExtensible'] as const)(
  'a payload that dispatches when it is read is looked at without harm: %s',
  (trap) => {
    const { bus, recording } = recordedBus({ mutations: 'on' })
    const target = { n: 1 }
    const payload = new Proxy(target, {
      [trap]: (object: object) => {
        bus.dispatch('read', 'text')
        return Reflect[trap](object)
      },
    })
    bus.on('a', () => (target.n = 2), { name: 'sly' })
    const { id } = bus.dispatch('a', payload)
    const mutation = { path: 'n', before: 1, after: 2, listener: 'sly' }
    expect(recording.byId(id)?.mutations).toMatchObject([mutation])
    expect(recording.find('name=read').every(({ mutations }) => mutations?.length === 0)).toBe(true)
  },
)

it('a payload that has the recorder configured when it is read is captured by one way, and looked at no more', () => {
  const { bus, recorder, recording } = recordedBus({ mutations: 'on' })
  const target = { password: 'x' }
  const payload = new Proxy(target, {
    getOwnPropertyDescriptor: (object, key) => {
      recorder.configure({ redact: ['password'] })
      return Reflect.getOwnPropertyDescriptor(object, key)
    },
  })
  bus.on('a', () => (target.password = 'y'))
  bus.dispatch('a', payload)
  expect(recording.at(0)).toMatchObject({ payload: { password: 'x' }, mutations: undefined })
  recorder.configure({ capture: 'reference', redact: [] })
  const later = new Proxy({}, { ownKeys: () => (recorder.configure({ capture: 'snapshot' }), []) })
  recorder.configure({ capture: 'snapshot' })
  const turning = new Proxy({}, { ownKeys: () => (recorder.configure({ capture: 'reference' }), []) })
  bus.dispatch('a', turning)
  expect(recording.columns.isReference(1)).toBe(false)
  bus.dispatch('a', later)
  expect(recording.columns.isReference(2)).toBe(true)
})
