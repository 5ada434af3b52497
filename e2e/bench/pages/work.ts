import { eventListeners, listeners, sink } from 'virtual:listeners'

/** What the events of the benchmark carry: flat, ten fields, as in a shop. */
export interface Payload {
  readonly sku: string
  readonly name: string
  readonly qty: number
  readonly price: number
  readonly currency: string
  readonly cartId: string
  readonly userId: number
  readonly gift: boolean
  readonly source: string
  readonly time: number
}

/** Something to measure. */
export interface Work {
  /** Does it so many times. */
  run(times: number): unknown
  /** Forgets what piled up. Called between batches, untimed. */
  reset?(): void
  /** How often it may be done between two resets. */
  readonly limit?: number
  /** Resolves when it can be done. */
  readonly ready?: Promise<unknown>
  /** How many listeners one time calls; checked once the clock has stopped. */
  readonly calls: number
}

/**
 * Several events on one emitter, as every page has them. The first two are dispatched, by turns; the others only
 * have a listener. More of them with a hundred listeners each would no longer fit the processor's instruction cache,
 * and the benchmark would measure that instead of the emitter.
 */
export const EVENTS: readonly string[] = [
  'cart.item_added',
  'cart.item_removed',
  'user.signed_in',
  'page.viewed',
]

const DISPATCHED = 2

export const PAYLOADS: readonly Payload[] = EVENTS.map((_event, at) => ({
  sku: `A${at}`,
  name: 'Espresso cup',
  qty: at + 1,
  price: 12.5,
  currency: 'EUR',
  cartId: 'c-1f3a',
  userId: 4_211,
  gift: false,
  source: 'list',
  time: 1_763_740_000_000,
}))

/** For each of `EVENTS` its listeners, each a function of its own source: so many, or one if it is not dispatched. */
export function listenersFor(size: number): readonly ((payload: Payload) => void)[][] {
  return shares(listeners, size)
}

/** As `listenersFor`, for `CustomEvent`s. */
export function eventListenersFor(size: number): readonly ((event: Event) => void)[][] {
  return shares(eventListeners, size)
}

function shares<T>(all: readonly T[], size: number): T[][] {
  return EVENTS.map((_event, at) => {
    const start = at < DISPATCHED ? at * size : DISPATCHED * size + at - DISPATCHED
    return all.slice(start, start + (at < DISPATCHED ? size : 1))
  })
}

export { sink }
