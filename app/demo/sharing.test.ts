import type { Origin } from 'eventscope'
import { DriverBase } from 'eventscope/drivers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { WORKING_CARD } from './checkout.ts'
import { SHARED_BY_SHOPPERS, SHARED_BY_TABS } from './sharing.ts'
import { createShop, type Shop } from './shop.ts'
import { submitCheckout } from './submit-checkout.ts'

/** Carries messages to the other members at once. */
class Wire {
  readonly sent: { readonly event: string; readonly payload: unknown }[] = []
  readonly members = new Set<WireDriver>()

  driver(events: readonly string[]): WireDriver {
    return new WireDriver(this, events)
  }
}

class WireDriver extends DriverBase {
  constructor(
    private readonly wire: Wire,
    events: readonly string[],
  ) {
    super('wire', { events })
    wire.members.add(this)
  }

  protected send(event: string, payload: unknown, origin: Origin): void {
    this.wire.sent.push({ event, payload })
    for (const member of this.wire.members)
      if (member !== this) member.arrive({ event, payload: structuredClone(payload), origin })
  }

  protected async release(): Promise<void> {
    this.wire.members.delete(this)
  }
}

let wire: Wire
let shops: Shop[]

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  wire = new Wire()
  shops = []
})

afterEach(() => {
  for (const shop of shops) shop.dispose()
  vi.useRealTimers()
})

function open(events: readonly string[] = SHARED_BY_TABS, announces = false): Shop {
  const shop = createShop({ driver: wire.driver(events), announces })
  shops.push(shop)
  return shop
}

function order(shop: Shop): void {
  shop.bus.dispatch('checkout.details_changed', {
    name: 'Ada',
    email: 'ada@example.com',
    cardNumber: WORKING_CARD,
  })
  submitCheckout(shop.bus, shop.store)
}

describe('two windows of one shopper', () => {
  it('have one cart', () => {
    const [one, other] = [open(), open()]
    one.bus.dispatch('cart.item_added', { sku: 'lamp', quantity: 1 })
    other.bus.dispatch('cart.item_added', { sku: 'mug', quantity: 2 })
    one.bus.dispatch('coupon.submitted', { code: 'SAVE10' })
    for (const { store } of [one, other])
      expect(store.getState()).toMatchObject({ badge: 3, totals: { total: 18_360 } })
    expect(other.store.getState().toast).toBe('SAVE10 applied: 10% off, in another window')
  })

  it('that opens later has the cart, and only where it has none of its own', () => {
    const one = open()
    one.bus.dispatch('cart.item_added', { sku: 'lamp', quantity: 1 })
    one.bus.dispatch('coupon.submitted', { code: 'SAVE10' })
    const other = open()
    other.bus.dispatch('tab.joined')
    expect(other.store.getState()).toMatchObject({ badge: 1, coupon: { code: 'SAVE10' } })
    const third = open()
    third.bus.dispatch('tab.joined')
    expect(third.store.getState().badge).toBe(1)
    expect(one.store.getState().badge).toBe(1)
  })

  it('place an order once: one charges, sends the receipt and shows it, the other empties its cart', async () => {
    const [one, other] = [open(), open()]
    const seen: [number, string][] = []
    other.bus.onAny((_payload, { id, event, origin }) => {
      seen.push([id, `${event}${origin ? ' from elsewhere' : ''}`])
    })
    one.bus.dispatch('cart.item_added', { sku: 'lamp', quantity: 1 })
    order(one)
    await vi.advanceTimersByTimeAsync(1_100)
    expect(one.store.getState()).toMatchObject({ view: { page: 'order' }, order: { receipt: 'done' } })
    expect(other.store.getState()).toMatchObject({ view: { page: 'shop' }, order: undefined, badge: 0 })
    expect(other.store.getState().toast).toBe('Order NW-1001 was placed in another window')
    expect(seen.sort(([a], [b]) => a - b).map(([, what]) => what)).toEqual([
      'cart.item_added from elsewhere',
      'toast.shown',
      'order.placed from elsewhere',
      'toast.shown',
    ])
  })

  it('give no order number twice', async () => {
    const [one, other] = [open(), open()]
    for (const shop of [one, other]) {
      shop.bus.dispatch('cart.item_added', { sku: 'mug', quantity: 1 })
      order(shop)
      await vi.advanceTimersByTimeAsync(1_100)
    }
    expect([one, other].map(({ store }) => store.getState().order?.number)).toEqual(['NW-1001', 'NW-1002'])
  })

  it('never tell each other the card number', async () => {
    const one = open()
    open()
    one.bus.dispatch('cart.item_added', { sku: 'mug', quantity: 1 })
    order(one)
    await vi.advanceTimersByTimeAsync(1_100)
    expect(wire.sent.map(({ event }) => event)).toEqual(['cart.item_added', 'order.placed'])
    expect(JSON.stringify(wire.sent)).not.toContain('4242')
  })
})

describe('two shoppers', () => {
  it('see one another’s orders, and nothing else', async () => {
    const [one, other] = [open(SHARED_BY_SHOPPERS, true), open(SHARED_BY_SHOPPERS, true)]
    one.bus.dispatch('cart.item_added', { sku: 'mug', quantity: 2 })
    order(one)
    await vi.advanceTimersByTimeAsync(1_100)
    expect(wire.sent).toEqual([
      { event: 'order.announced', payload: { number: 'NW-1001', items: 2, total: 6_200 } },
    ])
    expect(other.store.getState()).toMatchObject({ badge: 0, elsewhere: [{ number: 'NW-1001', items: 2 }] })
    expect(other.store.getState().toast).toBe('Somebody else ordered 2 items: NW-1001')
    expect(one.store.getState().elsewhere).toEqual([])
  })

  it('who had not heard of each other yet may give the same number, and both orders are seen', async () => {
    const other = open(SHARED_BY_SHOPPERS, true)
    const early = open(SHARED_BY_SHOPPERS, true)
    early.bus.dispatch('cart.item_added', { sku: 'mug', quantity: 1 })
    order(early)
    await vi.advanceTimersByTimeAsync(1_100)
    const late = open(SHARED_BY_SHOPPERS, true)
    late.bus.dispatch('cart.item_added', { sku: 'mug', quantity: 1 })
    order(late)
    await vi.advanceTimersByTimeAsync(1_100)
    const { elsewhere } = other.store.getState()
    expect(elsewhere.map(({ number }) => number)).toEqual(['NW-1001', 'NW-1001'])
    expect(new Set(elsewhere.map(({ id }) => id)).size).toBe(2)
  })

  it('see the newest five', async () => {
    const [one, other] = [open(SHARED_BY_SHOPPERS, true), open(SHARED_BY_SHOPPERS, true)]
    for (let count = 0; count < 6; count++) {
      one.bus.dispatch('cart.item_added', { sku: 'mug', quantity: 1 })
      order(one)
      await vi.advanceTimersByTimeAsync(1_100)
    }
    expect(other.store.getState().elsewhere.map(({ number }) => number)).toEqual([
      'NW-1006',
      'NW-1005',
      'NW-1004',
      'NW-1003',
      'NW-1002',
    ])
  })
})
