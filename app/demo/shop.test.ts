import { EventError } from 'eventscope'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { CardDeclinedError, DECLINED_CARD, WORKING_CARD } from './checkout.ts'
import type { ShopEvents } from './events.ts'
import { BURST_DISPATCHES, STORM_DISPATCHES } from './scenarios.ts'
import { createShop, type Shop } from './shop.ts'
import { submitCheckout } from './submit-checkout.ts'

interface Seen {
  readonly id: number
  readonly event: string
  readonly parent: number | undefined
}

let shop: Shop
let seen: Seen[]

beforeEach(() => {
  // Not `performance`: the slow listener waits for real time to pass.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  shop = createShop()
  seen = []
  shop.bus.onAny((_payload, { id, event, parent }) => void seen.push({ id, event, parent }), { name: 'test' })
})

afterEach(() => {
  shop.dispose()
  vi.useRealTimers()
})

const seenOf = (event: keyof ShopEvents): Seen[] => seen.filter((entry) => entry.event === event)

const firstOf = (event: keyof ShopEvents): Seen => {
  const [first] = seenOf(event)
  if (!first) throw new Error(`no ${event} was dispatched`)
  return first
}

function fillCart(cardNumber: string): void {
  shop.bus.dispatch('cart.item_added', { sku: 'lamp', quantity: 1 })
  shop.bus.dispatch('cart.item_added', { sku: 'mug', quantity: 2 })
  shop.bus.dispatch('checkout.details_changed', { name: 'Ada', email: 'ada@example.com', cardNumber })
}

test('the badge and the totals follow the cart', () => {
  fillCart(WORKING_CARD)
  expect(shop.store.getState().badge).toBe(3)
  shop.bus.dispatch('cart.quantity_changed', { sku: 'mug', by: -1 })
  expect(shop.store.getState()).toMatchObject({ badge: 2, totals: { total: 17_600 } })
  shop.bus.dispatch('coupon.submitted', { code: 'save10' })
  expect(shop.store.getState().totals.total).toBe(15_840)
  shop.bus.dispatch('cart.item_removed', { sku: 'lamp' })
  expect(shop.store.getState().badge).toBe(1)
})

test('an expired coupon is refused with a reason and changes no total', () => {
  fillCart(WORKING_CARD)
  const { totals } = shop.store.getState()
  shop.bus.dispatch('coupon.submitted', { code: 'EXPIRED' })
  expect(firstOf('coupon.rejected').parent).toBe(firstOf('coupon.submitted').id)
  expect(shop.store.getState().couponRejection).toBe('The coupon EXPIRED has expired.')
  expect(shop.store.getState().totals).toEqual(totals)
})

test('one click on Pay causes payment, order and receipt, each linked to the one before', async () => {
  fillCart(WORKING_CARD)
  submitCheckout(shop.bus, shop.store)
  expect(shop.store.getState().paying).toBe(true)
  await vi.advanceTimersByTimeAsync(1_100)

  expect(firstOf('checkout.submitted').parent).toBeUndefined()
  expect(firstOf('stock.reserved').parent).toBe(firstOf('checkout.submitted').id)
  expect(firstOf('checkout.paid').parent).toBe(firstOf('checkout.submitted').id)
  expect(firstOf('order.placed').parent).toBe(firstOf('checkout.paid').id)
  expect(firstOf('receipt.sent').parent).toBe(firstOf('order.placed').id)
  expect(shop.store.getState()).toMatchObject({
    view: { page: 'order' },
    lines: [],
    badge: 0,
    paying: false,
    order: { number: 'NW-1001', total: 20_400, stock: 'done', receipt: 'done' },
  })
})

test('what is added while the card is charged stays in the cart', async () => {
  fillCart(WORKING_CARD)
  submitCheckout(shop.bus, shop.store)
  shop.bus.dispatch('cart.item_added', { sku: 'mug', quantity: 1 })
  await vi.advanceTimersByTimeAsync(700)
  expect(shop.store.getState().lines).toEqual([{ sku: 'mug', quantity: 1 }])
})

test('a declined card fails its listener, and the refusal is on the handle and in the store', async () => {
  fillCart(DECLINED_CARD)
  const { details, cartId, lines, totals } = shop.store.getState()
  const handle = shop.bus.dispatch('checkout.submitted', { ...details, cartId, lines, total: totals.total })
  await vi.advanceTimersByTimeAsync(700)

  const error = handle.errors.find(({ listener }) => listener === 'charge card')
  expect(error).toBeInstanceOf(EventError)
  expect(error?.cause).toBeInstanceOf(CardDeclinedError)
  expect(error?.cause).toMatchObject({ message: 'Card declined: insufficient funds' })
  expect(firstOf('checkout.declined').parent).toBe(handle.id)
  expect(seenOf('order.placed')).toEqual([])
  expect(shop.store.getState()).toMatchObject({
    paying: false,
    declined: 'Card declined: insufficient funds',
    badge: 3,
  })
})

test('incomplete details are refused before anything is charged', () => {
  expect(submitCheckout(shop.bus, shop.store)).toHaveProperty('email')
  expect(seen.map(({ event }) => event)).toEqual(['checkout.invalid'])
  shop.bus.dispatch('checkout.details_changed', { email: 'a' })
  expect(Object.keys(shop.store.getState().fieldErrors)).toEqual(['name', 'cardNumber'])
})

test('with the default seed the calls 5, 14, 22, 26 and 30 to analytics fail', async () => {
  const failed: number[] = []
  for (let call = 1; call <= 30; call++) {
    const handle = shop.bus.dispatch('page.opened', { page: 'shop' })
    await vi.advanceTimersByTimeAsync(100)
    if (handle.errors.some(({ listener }) => listener === 'analytics')) failed.push(call)
  }
  expect(failed).toEqual([5, 14, 22, 26, 30])
})

test('loyalty points never settles', async () => {
  const order = { number: 'NW-1', cartId: 'cart-1', lines: [], total: 0, email: 'ada@example.com' }
  const handle = shop.bus.dispatch('order.placed', order)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(handle.settled).toBe(false)
})

test('a toast disappears after a while, and a later one stays its own time', async () => {
  shop.bus.dispatch('toast.shown', { text: 'first' })
  await vi.advanceTimersByTimeAsync(3_000)
  shop.bus.dispatch('toast.shown', { text: 'second' })
  await vi.advanceTimersByTimeAsync(3_000)
  expect(shop.store.getState().toast).toBe('second')
  await vi.advanceTimersByTimeAsync(1_000)
  expect(shop.store.getState().toast).toBeUndefined()
})

test('the burst is 10 000 dispatches in one task', () => {
  void shop.run('Burst of 10 000 events')
  expect(seenOf('scenario.burst')).toHaveLength(10_000)
  expect(BURST_DISPATCHES).toBe(10_000)
})

test('each dispatch of the storm fails, with a few different messages', async () => {
  await shop.run('Storm of errors')
  const messages = shop.bus.errors.map(({ cause }) => String(cause))
  expect(messages).toHaveLength(STORM_DISPATCHES)
  expect(new Set(messages).size).toBe(4)
})

test('the slow listener blocks, and the scenario says when it has finished', async () => {
  const start = performance.now()
  await shop.run('Slow listener')
  expect(performance.now() - start).toBeGreaterThanOrEqual(119)
  expect(seenOf('scenario.finished')).toHaveLength(1)
  expect(shop.store.getState().toast).toBe('Slow listener: finished, 1 dispatch')
})

test('the shopping trip ends with an order and a receipt', async () => {
  const trip = shop.run('Shopping trip')
  await vi.advanceTimersByTimeAsync(10_000)
  await trip
  expect(shop.store.getState()).toMatchObject({ order: { receipt: 'done', total: 15_840 }, badge: 0 })
  expect(shop.store.getState().scenario).toBeUndefined()
})

test('a trip that is cut short by dispose ends quietly', async () => {
  const trip = shop.run('Shopping trip')
  await vi.advanceTimersByTimeAsync(500)
  shop.dispose()
  await expect(trip).resolves.toBeUndefined()
  expect(vi.getTimerCount()).toBe(0)
  expect(shop.bus.listeners().map(({ name }) => name)).toEqual(['test'])
})

test('an observer hears of every listener when it is registered', () => {
  const early: string[] = []
  const observed = createShop({
    observe(bus) {
      expect(bus.listeners()).toEqual([])
      bus.observe({ registered: (_bus, { event, name }) => void early.push(`${event} ${name}`) })
    },
  })
  expect(early).toEqual(observed.bus.listeners().map(({ event, name }) => `${event} ${name}`))
  expect(early).toContain('cart.item_added badge')
  observed.dispose()
})
