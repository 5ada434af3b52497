import { describe, expect, it } from 'vitest'
import { createBus, defaultBus, defineEvent } from './index.ts'

describe('bus.event()', () => {
  it('is the event as a frozen object', () => {
    const bus = createBus<{ 'cart.item_added': { sku: string } }>()
    const itemAdded = bus.event('cart.item_added')
    const log: string[] = []
    itemAdded.on(({ sku }) => log.push(`on ${sku}`))
    itemAdded.once(({ sku }) => log.push(`once ${sku}`))
    bus.on('cart.item_added', ({ sku }) => log.push(`bus ${sku}`))
    itemAdded.dispatch({ sku: 'A1' })
    expect(itemAdded.dispatch({ sku: 'A2' })).toMatchObject({
      event: 'cart.item_added',
      payload: { sku: 'A2' },
    })
    expect(log).toEqual(['on A1', 'once A1', 'bus A1', 'on A2', 'bus A2'])
    expect(itemAdded.name).toBe('cart.item_added')
    expect(Object.isFrozen(itemAdded)).toBe(true)
  })

  it('passes options on, and gives a subscription', () => {
    const bus = createBus()
    const subscription = bus.event('a').on(() => undefined, { name: 'badge' })
    expect(bus.listeners('a')).toMatchObject([{ name: 'badge' }])
    subscription()
    expect(bus.listeners('a')).toEqual([])
  })

  it('knows the parent of what it dispatches', () => {
    const bus = createBus()
    const parents: unknown[] = []
    bus.on('a', () => parents.push(bus.event('b').dispatch().parent))
    expect(parents).toEqual([])
    const { id } = bus.dispatch('a')
    expect(parents).toEqual([id])
  })
})

describe('defineEvent()', () => {
  it('defines an event of the default bus', () => {
    const log: unknown[] = []
    const userCreated = defineEvent<{ email: string }>('user.created')
    using _subscription = defaultBus().on('user.created', (payload) => log.push(payload))
    userCreated.dispatch({ email: 'ada@example.com' })
    expect(log).toEqual([{ email: 'ada@example.com' }])
    expect(Object.isFrozen(userCreated)).toBe(true)
    expect(defaultBus()).toBe(defaultBus())
    expect(defaultBus().name).toBe('default')
  })

  it('defines an event of another bus', () => {
    const bus = createBus()
    const ticked = defineEvent('ticked', bus)
    ticked.on(() => undefined)
    expect(bus.listeners('ticked')).toHaveLength(1)
    expect(defaultBus().listeners('ticked')).toHaveLength(0)
    expect(ticked.dispatch().settled).toBe(true)
  })
})
