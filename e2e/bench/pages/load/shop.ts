import { type Bus, createBus } from 'eventscope'

/** The events of a shop, from many small ones of the pointer to a rare order. */
interface ShopEvents {
  'pointer.moved': { x: number; y: number; target: string; buttons: number }
  'product.viewed': { sku: string; title: string; price: number; position: number }
  'search.typed': { query: string; results: number; took: number }
  'cart.item_added': { sku: string; qty: number; price: number; currency: string }
  'api.responded': { url: string; status: number; bytes: number; attempt: number }
  'checkout.submitted': { cartId: string; items: number; total: number }
  'form.validated': { field: string; value: string; valid: boolean }
}

type ShopEvent = keyof ShopEvents

export interface Shop {
  readonly bus: Bus<ShopEvents>
  /** Dispatches the next event, with a payload of its own. */
  next(): void
  /** Dispatches an event whose payload is always the same object. */
  nextShared(): void
}

/** How many of a hundred events each is. */
const SHARES: readonly (readonly [ShopEvent, number])[] = [
  ['pointer.moved', 40],
  ['product.viewed', 20],
  ['search.typed', 15],
  ['cart.item_added', 15],
  ['api.responded', 8],
  ['checkout.submitted', 1],
  ['form.validated', 1],
]

/** Steps through a hundred events in an order that mixes them; it has no factor in common with 100. */
const STRIDE = 37

const QUERIES = [
  'desk lamp',
  'oak table',
  'walnut shelf',
  'wool rug',
  'linen chair',
  'glass vase',
  'steel stool',
  'cotton throw',
  'brass hook',
  'cork board',
  'clay pot',
  'pine bench',
  'felt basket',
]

const WAIT_MS = 20

/** A bus with three listeners for each event; one run in 300 is pending for a while, one in some 500 fails. */
export function createShop(): Shop {
  // With a handler of its own: the page has nothing to report to the console.
  const bus = createBus<ShopEvents>({ name: 'shop', onError: () => {} })
  const order = SHARES.flatMap(([event, share]) => Array.from({ length: share }, () => event))
  for (const [event] of SHARES) listen(bus, event)
  const shared: ShopEvents['product.viewed'] = { sku: 'A-1', title: 'Lamp', price: 4_900, position: 1 }
  let sequence = 0
  return {
    bus,
    next() {
      const at = sequence++
      dispatch(bus, order[(at * STRIDE) % order.length]!, at)
    },
    nextShared() {
      bus.dispatch('product.viewed', shared)
    },
  }
}

function dispatch(bus: Bus<ShopEvents>, event: ShopEvent, at: number): void {
  switch (event) {
    case 'pointer.moved':
      bus.dispatch(event, { x: at % 1_440, y: at % 900, target: 'main', buttons: at & 1 })
      break
    case 'product.viewed':
      bus.dispatch(event, { sku: `A-${at % 1_000}`, title: 'Lamp', price: at % 9_973, position: at % 24 })
      break
    case 'search.typed':
      bus.dispatch(event, { query: QUERIES[at % QUERIES.length]!, results: at % 97, took: at % 31 })
      break
    case 'cart.item_added':
      bus.dispatch(event, { sku: `B-${at % 1_000}`, qty: 1 + (at % 3), price: at % 9_973, currency: 'EUR' })
      break
    case 'api.responded':
      bus.dispatch(event, { url: `/api/stock/${at % 500}`, status: 200, bytes: at % 4_096, attempt: 1 })
      break
    case 'checkout.submitted':
      bus.dispatch(event, { cartId: `c${at}`, items: at % 7, total: at % 99_991 })
      break
    case 'form.validated':
      bus.dispatch(event, { field: 'email', value: 'ada@example.com', valid: at % 200 < 100 })
      break
  }
}

/** Three listeners that read the payload and do next to nothing. */
function listen(bus: Bus<ShopEvents>, event: ShopEvent): void {
  let count = 0
  let last: unknown
  let fields = 0
  bus.on(event, () => void count++, { name: 'counter' })
  bus.on(event, (payload) => void (last = payload), { name: 'latest' })
  if (event === 'checkout.submitted') {
    bus.on('checkout.submitted', ({ items }) => charge(items), { name: 'gateway', async: true })
  } else if (event === 'form.validated') {
    bus.on(
      'form.validated',
      ({ field, valid }) => {
        if (!valid) throw new RangeError(`${field} is not valid`)
      },
      { name: 'validator' },
    )
  } else {
    bus.on(event, (payload) => void (fields += last === payload ? count & 3 : 0), { name: 'checksum' })
  }
}

async function charge(items: number): Promise<void> {
  await new Promise((resolve) => {
    setTimeout(resolve, WAIT_MS)
  })
  if (items === 0) throw new Error('Nothing to charge for')
}
