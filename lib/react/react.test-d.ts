import { createBus, defineEvent, type DispatchHandle } from 'eventscope'
import { createRecorder, type DispatchView } from 'eventscope/recorder'
import {
  BusProvider,
  createBusContext,
  useAnyListener,
  useBus,
  useDispatch,
  useLastEvent,
  useListener,
  useRecording,
} from 'eventscope/react'
import { createElement } from 'react'
import { describe, expectTypeOf, it } from 'vitest'

interface Item {
  sku: string
  qty: number
}
interface ShopEvents {
  'cart.item_added': Item
  'cart.cleared': void
  'cart.note': string | undefined
}

const bus = createBus<ShopEvents>()

describe('hooks on a bus', () => {
  it('infer payloads from it', () => {
    useListener(bus, 'cart.item_added', (item, dispatch) => {
      expectTypeOf(item).toEqualTypeOf<Item>()
      dispatch.dispatch('cart.cleared')
      // @ts-expect-error: there is no such event
      dispatch.dispatch('cart')
    })
    useListener(bus, 'cart.note', async (note) => expectTypeOf(note).toEqualTypeOf<string | undefined>(), {
      async: true,
      timeout: 5,
    })
    useAnyListener(bus, (payload, { event }) => {
      expectTypeOf(payload).toEqualTypeOf<Item | string | void | undefined>()
      expectTypeOf(event).toEqualTypeOf<string>()
    })
    expectTypeOf(useListener(bus, 'cart.cleared', () => undefined)).toBeVoid()
  })

  it('refuse what the bus does not have', () => {
    // @ts-expect-error: there is no such event
    useListener(bus, 'cart.item_aded', () => undefined)
    // @ts-expect-error: the listener asks for another payload
    useListener(bus, 'cart.note', (item: Item) => item.sku)
    // @ts-expect-error: it is called `once`
    useListener(bus, 'cart.cleared', () => undefined, { onec: true })
    // @ts-expect-error: there is no listener
    useListener(bus, 'cart.cleared')
    // @ts-expect-error: there is no such event
    useLastEvent(bus, 'cart')
    // @ts-expect-error: every event is another hook
    useListener(bus, '*', () => undefined)
  })

  it('type dispatch', () => {
    const dispatch = useDispatch(bus)
    expectTypeOf(dispatch('cart.item_added', { sku: 'A1', qty: 1 })).toEqualTypeOf<
      DispatchHandle<Item, ShopEvents>
    >()
    dispatch('cart.cleared')
    // @ts-expect-error: qty is missing
    dispatch('cart.item_added', { sku: 'A1' })
    // @ts-expect-error: there is no such event
    dispatch('cart')
  })

  it('type the last payload, what is there before, and a selection', () => {
    expectTypeOf(useLastEvent(bus, 'cart.item_added')).toEqualTypeOf<Item | undefined>()
    expectTypeOf(useLastEvent(bus, 'cart.item_added', { initial: null })).toEqualTypeOf<Item | null>()
    expectTypeOf(useLastEvent(bus, 'cart.item_added', { select: ({ qty }) => qty })).toEqualTypeOf<
      number | undefined
    >()
    expectTypeOf(
      useLastEvent(bus, 'cart.item_added', { initial: 0, select: (item) => item.qty }),
    ).toEqualTypeOf<number>()
    // @ts-expect-error: an item has no price
    useLastEvent(bus, 'cart.item_added', { select: ({ price }) => price })
  })
})

describe('hooks on an event object', () => {
  it('infer its payload', () => {
    const greeted = defineEvent<{ name: string }>('user.greeted')
    useListener(greeted, (user) => expectTypeOf(user).toEqualTypeOf<{ name: string }>(), { once: true })
    useListener(bus.event('cart.item_added'), (item) => expectTypeOf(item).toEqualTypeOf<Item>())
    expectTypeOf(useLastEvent(greeted)).toEqualTypeOf<{ name: string } | undefined>()
    expectTypeOf(useLastEvent(greeted, { initial: '', select: ({ name }) => name })).toEqualTypeOf<string>()
    // @ts-expect-error: the listener asks for another payload
    useListener(greeted, (item: Item) => item.sku)
  })
})

describe('a context', () => {
  it('infers from the bus that it is made of', () => {
    const shop = createBusContext(bus)
    expectTypeOf(shop.useBus()).toEqualTypeOf(bus)
    shop.useListener('cart.item_added', (item) => expectTypeOf(item).toEqualTypeOf<Item>())
    shop.useAnyListener((payload) => expectTypeOf(payload).toEqualTypeOf<Item | string | void | undefined>())
    shop.useDispatch()('cart.note', 'fragile')
    expectTypeOf(
      shop.useLastEvent('cart.item_added', { initial: 0, select: (item) => item.qty }),
    ).toEqualTypeOf<number>()
    createElement(shop.BusProvider, { bus })
    // @ts-expect-error: there is no such event
    shop.useListener('cart', () => undefined)
    // @ts-expect-error: a note is a string
    shop.useDispatch()('cart.note', 5)
    // @ts-expect-error: a bus of other events
    createElement(shop.BusProvider, { bus: createBus<{ moved: number }>() })
  })

  it('may be given its events without a bus', () => {
    const { useBus: useShop } = createBusContext<ShopEvents>()
    expectTypeOf(useShop()).toEqualTypeOf(bus)
  })

  it('takes a bus of any events where the hook is told which', () => {
    createElement(BusProvider<ShopEvents>, { bus })
    expectTypeOf(useBus<ShopEvents>()).toEqualTypeOf(bus)
    expectTypeOf(useBus()).toEqualTypeOf(createBus())
    // @ts-expect-error: the bus is missing
    createElement(BusProvider<ShopEvents>, {})
  })
})

describe('a recording', () => {
  it('is taken from a recorder or as it is', () => {
    const recorder = createRecorder()
    expectTypeOf(useRecording(recorder).dispatches).toEqualTypeOf<readonly DispatchView[]>()
    expectTypeOf(useRecording(recorder.recording, 'name:a', { limit: 5 }).size).toEqualTypeOf<number>()
    // @ts-expect-error: a query is a text
    useRecording(recorder, { query: 'a' })
    // @ts-expect-error: a bus is not recorded by itself
    useRecording(bus)
  })
})
