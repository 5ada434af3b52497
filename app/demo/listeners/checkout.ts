import { CardDeclinedError, DECLINED_CARD, digitsOf } from '../checkout.ts'
import { pause } from '../pause.ts'
import { countItems } from '../pricing.ts'
import type { Wiring } from './wiring.ts'

const RESERVE_MS = 250
const CHARGE_MS = 600
const CHARGE_TIMEOUT_MS = 5_000
const FIRST_ORDER = 1_001
const ORDER_PREFIX = 'NW-'

export function wireCheckout(wiring: Wiring): void {
  wireForm(wiring)
  wirePayment(wiring)
}

function wireForm({ bus, store }: Wiring): void {
  bus.on(
    'checkout.details_changed',
    (changes) =>
      store.setState((state) => ({
        details: { ...state.details, ...changes },
        fieldErrors: Object.fromEntries(
          Object.entries(state.fieldErrors).filter(([field]) => !Object.hasOwn(changes, field)),
        ),
        declined: undefined,
      })),
    { name: 'checkout form' },
  )
  bus.on('checkout.invalid', (fieldErrors) => store.setState({ fieldErrors, declined: undefined }), {
    name: 'checkout form',
  })
  bus.on('checkout.submitted', () => store.setState({ paying: true, fieldErrors: {}, declined: undefined }), {
    name: 'checkout form',
  })
  bus.on('checkout.declined', ({ message }) => store.setState({ paying: false, declined: message }), {
    name: 'checkout form',
  })
  bus.on(
    'checkout.paid',
    () => store.setState((state) => ({ paying: false, details: { ...state.details, cardNumber: '' } })),
    { name: 'checkout form' },
  )
}

function wirePayment({ bus, store }: Wiring): void {
  bus.on(
    'checkout.submitted',
    async ({ cartId, lines }, dispatch) => {
      await pause(RESERVE_MS, dispatch.signal)
      dispatch.dispatch('stock.reserved', { cartId, items: countItems(lines) })
    },
    { async: true, name: 'reserve stock' },
  )

  bus.on(
    'checkout.submitted',
    async ({ cartId, lines, total, email, cardNumber }, dispatch) => {
      await pause(CHARGE_MS, dispatch.signal)
      const digits = digitsOf(cardNumber)
      if (digits === digitsOf(DECLINED_CARD)) {
        const refusal = new CardDeclinedError('insufficient funds')
        dispatch.dispatch('checkout.declined', { cartId, message: refusal.message })
        throw refusal
      }
      dispatch.dispatch('checkout.paid', { cartId, lines, total, email, lastDigits: digits.slice(-4) })
    },
    { async: true, name: 'charge card', timeout: CHARGE_TIMEOUT_MS },
  )

  bus.on('stock.reserved', ({ cartId }) => store.setState({ reservedCart: cartId }), { name: 'stock' })

  let nextOrder = FIRST_ORDER
  const skip = ({ number }: { readonly number: string }): void => {
    nextOrder = Math.max(nextOrder, Number(number.slice(ORDER_PREFIX.length)) + 1)
  }
  // Numbers that others were heard to give are not given again; who comes later has not heard of them.
  for (const event of ['order.placed', 'order.announced'] as const)
    bus.on(event, (order, { origin }) => void (origin && skip(order)), { name: 'order numbers' })
  bus.on(
    'checkout.paid',
    ({ cartId, lines, total, email }, dispatch) => {
      dispatch.dispatch('order.placed', {
        number: `${ORDER_PREFIX}${nextOrder++}`,
        cartId,
        lines,
        total,
        email,
      })
    },
    { name: 'place order' },
  )
}
