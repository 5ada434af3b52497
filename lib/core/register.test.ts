import { describe, expect, it } from 'vitest'
import { createBus } from './index.ts'

describe('register', () => {
  class Badge {
    readonly event = 'cart.item_added'
    count = 0
    handle(): void {
      this.count++
    }
  }

  it('calls handle with the object as `this`, under the name of its class', () => {
    const bus = createBus()
    const badge = new Badge()
    bus.register(badge)
    bus.dispatch('cart.item_added')
    expect(badge.count).toBe(1)
    expect(bus.listeners()).toMatchObject([{ event: 'cart.item_added', name: 'Badge' }])
  })

  it('calls the handle an object has when the event comes', () => {
    const bus = createBus()
    const log: string[] = []
    const object = { event: 'a', handle: () => log.push('old') }
    bus.register(object)
    object.handle = () => log.push('new')
    bus.dispatch('a')
    expect(log).toEqual(['new'])
  })

  it('takes options of each, and gives one subscription for all', () => {
    const bus = createBus()
    const log: string[] = []
    const subscription = bus.register(
      { event: 'a', handle: () => log.push('a') },
      { event: 'b', handle: () => log.push('b'), options: { once: true, name: 'first b' } },
    )
    expect(bus.listeners().map(({ name, once }) => [name, once])).toEqual([
      ['handle', false],
      ['first b', true],
    ])
    for (const name of ['b', 'a', 'b']) bus.dispatch(name)
    expect(log).toEqual(['b', 'a'])
    subscription()
    expect(bus.listeners()).toEqual([])
  })

  it('registers all of them or none', () => {
    const bus = createBus()
    const good = { event: 'a', handle: () => undefined }
    expect(() => bus.register(good, { event: '', handle: () => undefined })).toThrow('`listeners[1].event`')
    expect(bus.listeners()).toEqual([])
  })
})
