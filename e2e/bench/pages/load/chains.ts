import { type Bus, createBus } from 'eventscope'
import type { EventStream } from './generator.ts'

/** What one order brings about, from the first event to the last. */
interface ChainEvents {
  'order.placed': { orderId: number; items: number }
  'stock.reserved': { orderId: number; left: number }
  'parcel.packed': { orderId: number; grams: number }
  'payment.requested': { orderId: number; total: number }
  'payment.settled': { orderId: number; total: number }
}

export interface Chains extends EventStream {
  readonly bus: Bus<ChainEvents>
}

/** One chain in ten is answered late: after so many ms at least, and by up to nine such steps more. */
const LATE_ONE_IN = 10
const WAIT_STEP_MS = 20
/** Of those, one in fifty fails; the others go on. */
const FAILING_ONE_IN = 50

/** A bus whose events cause each other: each `next` is a chain of `CHAIN_LENGTH` dispatches. */
export function createChains(): Chains {
  // With a handler of its own: the page has nothing to report to the console.
  const bus = createBus<ChainEvents>({ name: 'orders', onError: () => {} })
  listen(bus)
  let sequence = 0
  const next = (): void => {
    const orderId = sequence++
    bus.dispatch('order.placed', { orderId, items: 1 + (orderId % 7) })
  }
  return { bus, next, nextShared: next }
}

function listen(bus: Bus<ChainEvents>): void {
  let read = 0
  bus.on('order.placed', ({ items }) => void (read += items), { name: 'counter' })
  bus.on(
    'order.placed',
    ({ orderId }, context) => void context.dispatch('stock.reserved', { orderId, left: orderId % 97 }),
    { name: 'stock' },
  )
  bus.on(
    'order.placed',
    ({ orderId }, context) => void context.dispatch('payment.requested', { orderId, total: orderId % 9_973 }),
    { name: 'checkout' },
  )
  bus.on('stock.reserved', ({ left }) => void (read += left), { name: 'ledger' })
  bus.on(
    'stock.reserved',
    ({ orderId }, context) => void context.dispatch('parcel.packed', { orderId, grams: orderId % 4_096 }),
    { name: 'warehouse' },
  )
  bus.on('parcel.packed', ({ grams }) => void (read += grams), { name: 'label' })
  bus.on('parcel.packed', ({ orderId }) => void (read += orderId & 1), { name: 'mail' })
  bus.on(
    'payment.requested',
    ({ orderId, total }, context) => {
      const settle = (): void => void context.dispatch('payment.settled', { orderId, total })
      if (orderId % LATE_ONE_IN !== 0) return settle()
      return answerLate(orderId / LATE_ONE_IN, settle)
    },
    { name: 'gateway' },
  )
  bus.on('payment.settled', ({ total }) => void (read += total), { name: 'receipt' })
}

async function answerLate(nth: number, settle: () => void): Promise<void> {
  await new Promise((resolve) => {
    setTimeout(resolve, WAIT_STEP_MS * (1 + (nth % 10)))
  })
  settle()
  if (nth % FAILING_ONE_IN === 0) throw new Error('The bank has closed the connection')
}
