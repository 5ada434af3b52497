import { describe, expectTypeOf, it } from 'vitest'
import { createBus, defineEvent } from './index.ts'
import type {
  Bus,
  DispatchContext,
  DispatchHandle,
  EventError,
  EventObject,
  Origin,
  Subscription,
} from './index.ts'

interface Item {
  sku: string
  qty: number
}
interface ShopEvents {
  'cart.item_added': Item
  'cart.cleared': void
  'cart.note': string | undefined
}
// oxlint-disable-next-line typescript/consistent-type-definitions -- both kinds of event map must work
type ShopEventsType = { 'cart.item_added': Item; 'cart.cleared': void }

const bus = createBus<ShopEvents>()

describe('a bus with an event map', () => {
  it('infers payloads', () => {
    bus.on('cart.item_added', (payload, dispatch) => {
      expectTypeOf(payload).toEqualTypeOf<Item>()
      expectTypeOf(dispatch).toEqualTypeOf<DispatchContext<Item, ShopEvents>>()
      expectTypeOf(dispatch.payload).toEqualTypeOf<Item>()
    })
    bus.once('cart.note', (payload) => expectTypeOf(payload).toEqualTypeOf<string | undefined>())
    bus.onAny((payload) => expectTypeOf(payload).toEqualTypeOf<Item | string | void | undefined>())
    const handle = bus.dispatch('cart.item_added', { sku: 'A1', qty: 1 })
    expectTypeOf(handle).toEqualTypeOf<DispatchHandle<Item, ShopEvents>>()
    expectTypeOf(handle.errors).toEqualTypeOf<readonly EventError[]>()
    expectTypeOf(handle.parent).toEqualTypeOf<number | undefined>()
  })

  it('may be given as a type, too', () => {
    const typed = createBus<ShopEventsType>()
    typed.on('cart.item_added', ({ sku }) => expectTypeOf(sku).toEqualTypeOf<string>())
    typed.dispatch('cart.cleared')
    // @ts-expect-error: there is no such event
    typed.dispatch('cart.note')
  })

  it('receives what the map has', () => {
    const origin: Origin = { via: 'socket', sender: 's', id: 's:1' }
    const handle = bus.receive('cart.item_added', { sku: 'A1', qty: 1 }, origin)
    expectTypeOf(handle).toEqualTypeOf<DispatchHandle<Item, ShopEvents>>()
    expectTypeOf(handle.origin).toEqualTypeOf<Origin | undefined>()
    // @ts-expect-error: that is no payload of this event
    bus.receive('cart.item_added', { sku: 'A1' }, origin)
    // @ts-expect-error: an origin has an id
    bus.receive('cart.cleared', undefined, { via: 'socket', sender: 's' })
  })

  it('consumes one event or several, which its name tells apart', async () => {
    for await (const item of bus.consume('cart.item_added')) {
      expectTypeOf(item.payload).toEqualTypeOf<Item>()
    }
    for await (const item of bus.consume(['cart.item_added', 'cart.note'], { queue: 'printing' })) {
      if (item.event === 'cart.item_added') expectTypeOf(item.payload).toEqualTypeOf<Item>()
      else expectTypeOf(item.payload).toEqualTypeOf<string | undefined>()
    }
    // @ts-expect-error: there is no such event
    bus.consume('cart')
  })

  it('refuses unknown names', () => {
    // @ts-expect-error: there is no such event
    bus.on('cart.item_aded', () => undefined)
    // @ts-expect-error: there is no such event
    bus.once('cart', () => undefined)
    // @ts-expect-error: there is no such event
    bus.off('cart', () => undefined)
    // @ts-expect-error: there is no such event
    bus.dispatch('cart')
    // @ts-expect-error: there is no such event
    bus.unregisterAll('cart')
    // @ts-expect-error: there is no such event
    bus.event('cart')
    // @ts-expect-error: there is no such event
    bus.listeners('cart')
  })

  it('refuses wrong payloads', () => {
    // @ts-expect-error: the payload is missing
    bus.dispatch('cart.item_added')
    // @ts-expect-error: qty is missing
    bus.dispatch('cart.item_added', { sku: 'A1' })
    // @ts-expect-error: a void event has no payload
    bus.dispatch('cart.cleared', 1)
    // @ts-expect-error: a note is a string
    bus.dispatch('cart.note', 1)
    // @ts-expect-error: there is no third argument
    bus.dispatch('cart.note', 'text', 1)
    // @ts-expect-error: the listener asks for another payload
    bus.on('cart.item_added', (payload: { price: number }) => payload)
  })

  it('lets the payload be left out where it may be undefined', () => {
    bus.dispatch('cart.cleared')
    bus.dispatch('cart.note')
    bus.dispatch('cart.note', undefined)
    bus.dispatch('cart.note', 'fragile')
  })

  it('refuses unknown options', () => {
    // @ts-expect-error: it is called `once`
    bus.on('cart.cleared', () => undefined, { onec: true })
    // @ts-expect-error: a timeout is a number
    bus.on('cart.cleared', () => undefined, { timeout: '5s' })
    // @ts-expect-error: there is no such option
    createBus({ errors: 5 })
    bus.on('cart.cleared', () => undefined, { once: undefined })
  })

  it('types what listeners dispatch', () => {
    bus.on('cart.item_added', (_, dispatch) => {
      const child = dispatch.dispatch('cart.note', 'fragile')
      expectTypeOf(child).toEqualTypeOf<DispatchHandle<string | undefined, ShopEvents>>()
      // @ts-expect-error: a note is a string
      dispatch.dispatch('cart.note', 1)
      // @ts-expect-error: there is no such event
      dispatch.dispatch('cart')
    })
    bus.dispatch('cart.cleared').dispatch('cart.note', 'fragile')
  })

  it('keeps listeners from waiting for themselves', () => {
    bus.on('cart.cleared', (_, dispatch) => {
      expectTypeOf(dispatch).not.toHaveProperty('wait')
      expectTypeOf(dispatch).not.toHaveProperty('done')
      expectTypeOf(dispatch.signal).toEqualTypeOf<AbortSignal>()
      // @ts-expect-error: a listener that waits for its own dispatch never ends
      void dispatch.wait
    })
  })

  it('types listener objects', () => {
    bus.register(
      { event: 'cart.item_added', handle: (payload: Item) => payload.sku },
      { event: 'cart.cleared', handle: () => undefined, options: { once: true } },
    )
    class Badge {
      readonly event = 'cart.item_added'
      handle({ sku }: Item): string {
        return sku
      }
    }
    bus.register(new Badge())
    // @ts-expect-error: handle asks for the payload of another event
    bus.register({ event: 'cart.note', handle: (payload: Item) => payload.sku })
    // @ts-expect-error: there is no such event
    bus.register({ event: 'cart', handle: () => undefined })
    // @ts-expect-error: handle is missing
    bus.register({ event: 'cart.note' })
  })

  it('is read-only where it is not for writing', () => {
    const handle = bus.dispatch('cart.cleared')
    // @ts-expect-error: a dispatch keeps its id
    handle.id = 5
    // @ts-expect-error: errors are read, not made
    handle.errors.push(new Error('no'))
    // @ts-expect-error: errors are read, not made
    bus.errors = []
  })
})

describe('a bus without an event map', () => {
  it('takes any name and payload', () => {
    const untyped = createBus()
    expectTypeOf(untyped).toEqualTypeOf<Bus>()
    untyped.on('anything', (payload) => expectTypeOf(payload).toBeUnknown())
    untyped.dispatch('anything')
    untyped.dispatch('anything', { at: 'all' })
    // @ts-expect-error: a name is a string
    untyped.dispatch(5)
  })
})

describe('event objects', () => {
  it('are typed by the event map', () => {
    const itemAdded = bus.event('cart.item_added')
    expectTypeOf(itemAdded).toEqualTypeOf<EventObject<Item, ShopEvents>>()
    itemAdded.on(({ sku }, dispatch) => {
      expectTypeOf(sku).toEqualTypeOf<string>()
      dispatch.dispatch('cart.cleared')
    })
    itemAdded.dispatch({ sku: 'A1', qty: 1 })
    // @ts-expect-error: the payload is missing
    itemAdded.dispatch()
    bus.event('cart.cleared').dispatch()
    // @ts-expect-error: a void event has no payload
    bus.event('cart.cleared').dispatch(1)
    // @ts-expect-error: it is frozen
    itemAdded.name = 'other'
  })

  it('are typed by defineEvent', () => {
    const userCreated = defineEvent<{ email: string }>('user.created')
    userCreated.once((payload) => expectTypeOf(payload).toEqualTypeOf<{ email: string }>())
    expectTypeOf(userCreated.dispatch({ email: '' }).payload).toEqualTypeOf<{ email: string }>()
    // @ts-expect-error: an email is a string
    userCreated.dispatch({ email: 5 })
    const started = defineEvent('app.started')
    started.dispatch()
    // @ts-expect-error: without a type there is no payload
    started.dispatch(1)
  })
})

describe('subscriptions', () => {
  it('are functions and disposable', () => {
    const subscription = bus.on('cart.cleared', () => undefined)
    expectTypeOf(subscription).toEqualTypeOf<Subscription>()
    expectTypeOf(subscription).toExtend<Disposable>()
    expectTypeOf(subscription).toBeCallableWith()
    expectTypeOf(bus).toExtend<AsyncDisposable>()
    expectTypeOf(bus.observe({})).toEqualTypeOf<Subscription>()
    expectTypeOf(bus.register()).toEqualTypeOf<Subscription>()
  })
})
