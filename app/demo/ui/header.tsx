import type { ReactNode } from 'react'
import { ScenariosMenu } from './scenarios-menu.tsx'
import { useShop, useShopState } from './shop-context.tsx'

export function Header({ compact }: { readonly compact: boolean }): ReactNode {
  const { bus } = useShop()
  const page = useShopState((state) => state.view.page)
  const badge = useShopState((state) => state.badge)
  return (
    <header className="demo-header">
      <div className="demo-header-row">
        <p className="brand">
          <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
            <path className="brand-plate" d="M12 1 22 6.5v11L12 23 2 17.5v-11z" />
            <path className="brand-needle" d="M12 5.5 15 12l-3 6.5L9 12z" />
          </svg>
          Northwind Supply
        </p>
        <nav aria-label="Shop" className="demo-nav">
          <button
            type="button"
            className="nav-button"
            aria-current={page === 'shop' ? 'page' : undefined}
            onClick={() => bus.dispatch('page.opened', { page: 'shop' })}
          >
            Shop
          </button>
          <button
            type="button"
            className="nav-button"
            aria-label={`Cart (${badge})`}
            aria-current={page === 'cart' ? 'page' : undefined}
            onClick={() => bus.dispatch('page.opened', { page: 'cart' })}
          >
            Cart
            {badge > 0 && <span className="badge">{badge}</span>}
          </button>
          {!compact && <ScenariosMenu />}
        </nav>
      </div>
      {!compact && (
        <p className="demo-hint">
          Every click here is an event. Watch them in the panel below, or{' '}
          <a className="demo-link" href="docs/index.html">
            read how to wire your own
          </a>
          .
        </p>
      )}
    </header>
  )
}
