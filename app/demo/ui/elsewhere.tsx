import type { ReactNode } from 'react'
import { formatCount } from '../format.ts'
import { formatMoney } from '../pricing.ts'
import { useShopState } from './shop-context.tsx'

/** What other shoppers have ordered since the page was opened. */
export function Elsewhere(): ReactNode {
  const orders = useShopState((state) => state.elsewhere)
  if (orders.length === 0) return null
  return (
    <section aria-label="Orders elsewhere" className="elsewhere">
      <h2>Just ordered by others</h2>
      <ul>
        {orders.map(({ id, number, items, total }) => (
          <li key={id}>
            <span className="elsewhere-number">{number}</span>
            <span className="muted">{formatCount(items, 'item')}</span>
            <span className="price">{formatMoney(total)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
