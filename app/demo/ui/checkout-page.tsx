import type { ReactNode, SubmitEvent } from 'react'
import { CHECKOUT_FIELDS, type CheckoutField, DECLINED_CARD, WORKING_CARD } from '../checkout.ts'
import { formatMoney } from '../pricing.ts'
import { productOf } from '../products.ts'
import { submitCheckout } from '../submit-checkout.ts'
import { EmptyCart } from './empty-cart.tsx'
import { Field } from './field.tsx'
import { PageHeading } from './page-heading.tsx'
import { Summary } from './summary.tsx'
import { useShop, useShopState } from './shop-context.tsx'

export function CheckoutPage(): ReactNode {
  const isEmpty = useShopState((state) => state.lines.length === 0)
  return (
    <section aria-label="Checkout" className="page">
      <PageHeading>Checkout</PageHeading>
      {isEmpty ? (
        <EmptyCart />
      ) : (
        <div className="columns">
          <CheckoutForm />
          <section aria-label="Order summary" className="panel">
            <h2>Your order</h2>
            <OrderedItems />
            <Summary />
          </section>
        </div>
      )}
    </section>
  )
}

function CheckoutForm(): ReactNode {
  const { bus, store } = useShop()
  const paying = useShopState((state) => state.paying)
  const declined = useShopState((state) => state.declined)
  const total = useShopState((state) => state.totals.total)
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    if (paying) return
    const errors = submitCheckout(bus, store)
    const firstWrong = CHECKOUT_FIELDS.find((field) => errors?.[field])
    const input = firstWrong && event.currentTarget.elements.namedItem(firstWrong)
    if (input instanceof HTMLElement) input.focus()
  }
  return (
    <form noValidate aria-label="Payment" className="checkout" onSubmit={submit}>
      <DetailsField field="name" label="Name" autoComplete="name" />
      <DetailsField field="email" label="Email" type="email" autoComplete="email" />
      <DetailsField field="cardNumber" label="Card number" inputMode="numeric" />
      <TestCards />
      {declined && (
        <p role="alert" className="alert">
          {declined}
        </p>
      )}
      <button type="submit" className="button button-primary button-wide" aria-disabled={paying}>
        {paying ? 'Paying…' : `Pay ${formatMoney(total)}`}
      </button>
    </form>
  )
}

interface DetailsFieldProps {
  readonly field: CheckoutField
  readonly label: string
  readonly type?: string
  readonly autoComplete?: string
  readonly inputMode?: 'numeric'
}

function DetailsField({ field, ...props }: DetailsFieldProps): ReactNode {
  const { bus } = useShop()
  const value = useShopState((state) => state.details[field])
  const error = useShopState((state) => state.fieldErrors[field])
  return (
    <Field
      {...props}
      name={field}
      value={value}
      error={error}
      required
      onChange={(event) => bus.dispatch('checkout.details_changed', { [field]: event.target.value })}
    />
  )
}

function TestCards(): ReactNode {
  const { bus } = useShop()
  const use = (cardNumber: string): void => {
    bus.dispatch('checkout.details_changed', { cardNumber })
  }
  return (
    <fieldset aria-label="Test cards" className="test-cards">
      <p>No card needed. These two are for testing:</p>
      <ul>
        <li>
          <code>{WORKING_CARD}</code>
          <button type="button" className="button button-quiet" onClick={() => use(WORKING_CARD)}>
            Use working card
          </button>
        </li>
        <li>
          <code>{DECLINED_CARD}</code>
          <button type="button" className="button button-quiet" onClick={() => use(DECLINED_CARD)}>
            Use declined card
          </button>
        </li>
      </ul>
    </fieldset>
  )
}

function OrderedItems(): ReactNode {
  const lines = useShopState((state) => state.lines)
  return (
    <ul className="ordered">
      {lines.map(({ sku, quantity }) => (
        <li key={sku}>
          <span>
            {quantity} × {productOf(sku).name}
          </span>
          <span>{formatMoney(productOf(sku).price * quantity)}</span>
        </li>
      ))}
    </ul>
  )
}
