import type { CSSProperties, ReactNode } from 'react'
import { type CartLine, formatMoney, MAX_QUANTITY } from '../pricing.ts'
import { productOf } from '../products.ts'
import { CouponForm } from './coupon-form.tsx'
import { Drawing } from './drawing.tsx'
import { EmptyCart } from './empty-cart.tsx'
import { PageHeading } from './page-heading.tsx'
import { Summary } from './summary.tsx'
import { useShop, useShopState } from './shop-context.tsx'

export function CartPage(): ReactNode {
  const { bus } = useShop()
  const lines = useShopState((state) => state.lines)
  return (
    <section aria-label="Cart" className="page">
      <PageHeading>Your cart</PageHeading>
      {lines.length === 0 ? (
        <EmptyCart />
      ) : (
        <div className="columns">
          <ul className="lines" aria-label="Items">
            {lines.map((line) => (
              <Line key={line.sku} line={line} />
            ))}
          </ul>
          <section aria-label="Order summary" className="panel">
            <h2>Summary</h2>
            <CouponForm />
            <Summary />
            <button
              type="button"
              className="button button-primary button-wide"
              onClick={() => bus.dispatch('page.opened', { page: 'checkout' })}
            >
              Checkout
            </button>
          </section>
        </div>
      )}
    </section>
  )
}

function Line({ line }: { readonly line: CartLine }): ReactNode {
  const { bus } = useShop()
  const { sku, quantity } = line
  const { name, price, hue } = productOf(sku)
  return (
    <li className="line">
      <span className="thumbnail" style={{ '--hue': hue } as CSSProperties}>
        <Drawing sku={sku} />
      </span>
      <div className="line-text">
        <h2 className="line-name">{name}</h2>
        <p className="muted">{formatMoney(price)} each</p>
      </div>
      <fieldset aria-label={`Quantity of ${name}`} className="stepper">
        <button
          type="button"
          aria-label={`One ${name} less`}
          disabled={quantity <= 1}
          onClick={() => bus.dispatch('cart.quantity_changed', { sku, by: -1 })}
        >
          −
        </button>
        <span className="stepper-value">{quantity}</span>
        <button
          type="button"
          aria-label={`One ${name} more`}
          disabled={quantity >= MAX_QUANTITY}
          onClick={() => bus.dispatch('cart.quantity_changed', { sku, by: 1 })}
        >
          +
        </button>
      </fieldset>
      <p className="line-price">{formatMoney(price * quantity)}</p>
      <button
        type="button"
        className="link line-remove"
        aria-label={`Remove ${name}`}
        onClick={() => bus.dispatch('cart.item_removed', { sku })}
      >
        Remove
      </button>
    </li>
  )
}
