import type { ReactNode } from 'react'
import { formatMoney } from '../pricing.ts'
import { useShopState } from './shop-context.tsx'

export function Summary(): ReactNode {
  const { subtotal, discount, shipping, total } = useShopState((state) => state.totals)
  return (
    <dl className="summary">
      <div>
        <dt>Subtotal</dt>
        <dd>{formatMoney(subtotal)}</dd>
      </div>
      {discount > 0 && (
        <div>
          <dt>Discount</dt>
          <dd>−{formatMoney(discount)}</dd>
        </div>
      )}
      <div>
        <dt>Shipping</dt>
        <dd>{shipping === 0 ? 'Free' : formatMoney(shipping)}</dd>
      </div>
      <div className="summary-total">
        <dt>Total</dt>
        <dd>{formatMoney(total)}</dd>
      </div>
    </dl>
  )
}
