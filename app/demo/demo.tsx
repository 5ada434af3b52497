import type { ReactNode } from 'react'
import './demo.css'
import './ui/controls.css'
import './ui/pages.css'
import './ui/checkout.css'
import './ui/sharing.css'
import type { View } from './events.ts'
import type { Shop } from './shop.ts'
import { CartPage } from './ui/cart-page.tsx'
import { Catalogue } from './ui/catalogue.tsx'
import { CheckoutPage } from './ui/checkout-page.tsx'
import { Elsewhere } from './ui/elsewhere.tsx'
import { Header } from './ui/header.tsx'
import { OrderPage } from './ui/order-page.tsx'
import { ProductPage } from './ui/product-page.tsx'
import { SecondShop } from './ui/second-shop.tsx'
import { ShopContext, useShopState } from './ui/shop-context.tsx'
import { ToastRegion } from './ui/toast-region.tsx'

/** The shop as a page of its own, with its landmarks; `compact` as a part of another page. */
export function Demo({
  shop,
  compact = false,
}: {
  readonly shop: Shop
  readonly compact?: boolean
}): ReactNode {
  return (
    <ShopContext value={shop}>
      <div className="demo" data-compact={compact || undefined}>
        <Header compact={compact} />
        <div className="demo-body">
          <main className="demo-main">
            <Elsewhere />
            <Page />
          </main>
          <SecondShop />
        </div>
        {!compact && (
          <footer className="demo-footer">
            <p>Northwind Supply is a demo. Nothing is sold or stored; a reload starts afresh.</p>
            <p>
              <a className="demo-link" href="docs/index.html">
                Documentation of Eventscope
              </a>
            </p>
          </footer>
        )}
        <ToastRegion />
      </div>
    </ShopContext>
  )
}

function Page(): ReactNode {
  const view = useShopState((state) => state.view)
  return pageOf(view)
}

function pageOf(view: View): ReactNode {
  switch (view.page) {
    case 'shop':
      return <Catalogue />
    case 'product':
      return <ProductPage sku={view.sku} />
    case 'cart':
      return <CartPage />
    case 'checkout':
      return <CheckoutPage />
    case 'order':
      return <OrderPage />
  }
}
