import type { Recording } from '../index.ts'
import { deferred, flush, recordedBus } from '../test-support.ts'

/** Some dispatches of a shop; `a` … stand in their payloads, to tell which were found. */
export async function shop(): Promise<Recording> {
  const { bus, recording, clock } = recordedBus({ redact: ['secret'] })
  const never = deferred()
  bus.on('cart.item_added', () => clock.advance(5), { name: 'Badge' })
  bus.on('cart.item_added', () => undefined, { name: 'save cart' })
  bus.on('checkout.submitted', (_, dispatch) => {
    dispatch.dispatch('cart.cleared', { row: 'c', items: [{ sku: 'A1' }, { sku: 'B2', tag: null }] })
    clock.advance(20)
    throw new Error('Card declined')
  })
  const shipped = deferred()
  bus.on('order.shipped', () => shipped.promise, { name: 'charge card' })
  bus.on('order.lost', () => never.promise, { name: 'search (slow)' })
  clock.advance(1_000)
  bus.dispatch('cart.item_added', {
    row: 'a',
    sku: 'A1',
    total: 120,
    secret: 'x',
    tags: new Map([['color', 'Red']]),
  })
  bus.dispatch('checkout.submitted', {
    row: 'b',
    sku: 'B2',
    total: '99',
    coupon: null,
    gift: undefined,
    paid: true,
  })
  clock.advance(8_975)
  bus.dispatch('order.shipped', { row: 'd', 'a key': 'near', big: 12n, ratio: NaN, at: new Date(0) })
  clock.advance(250)
  shipped.resolve()
  await flush()
  bus.dispatch('order.lost', { row: 'e', note: 'say "hi" | (bye)', path: 'C:\\temp' })
  clock.advance(300)
  return recording
}

/** The dispatches of `shop` that a query finds, by their letters. */
export function foundBy(recording: Recording, query: string): string {
  return recording
    .find(query)
    .map((view) => (view.payload as { row: string }).row)
    .join('')
}

/** What each of the queries finds in a new `shop`. */
export async function answersTo(queries: Record<string, string>): Promise<Record<string, string>> {
  const recording = await shop()
  return Object.fromEntries(Object.keys(queries).map((query) => [query, foundBy(recording, query)]))
}
