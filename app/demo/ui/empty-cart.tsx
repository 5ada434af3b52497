import type { ReactNode } from 'react'
import { useShop } from './shop-context.tsx'

export function EmptyCart(): ReactNode {
  const { bus } = useShop()
  return (
    <div className="empty">
      <p>Your cart is empty.</p>
      <button
        type="button"
        className="button button-primary"
        onClick={() => bus.dispatch('page.opened', { page: 'shop' })}
      >
        Browse the shop
      </button>
    </div>
  )
}
