import type { ReactNode } from 'react'
import { formatMoney } from '../pricing.ts'
import { productOf } from '../products.ts'
import { PageHeading } from './page-heading.tsx'
import { ProductPicture } from './product-picture.tsx'
import { useShop } from './shop-context.tsx'

export function ProductPage({ sku }: { readonly sku: string }): ReactNode {
  const { bus } = useShop()
  const product = productOf(sku)
  return (
    <section aria-label="Product" className="page">
      <button type="button" className="link" onClick={() => bus.dispatch('page.opened', { page: 'shop' })}>
        <span aria-hidden="true">← </span>All products
      </button>
      <div className="product">
        <ProductPicture product={product} />
        <div className="product-text">
          <PageHeading>{product.name}</PageHeading>
          <p className="lede">{product.tagline}</p>
          <p className="product-price">{formatMoney(product.price)}</p>
          <p>{product.description}</p>
          <button
            type="button"
            className="button button-primary"
            aria-label={`Add ${product.name} to cart`}
            onClick={() => bus.dispatch('cart.item_added', { sku, quantity: 1 })}
          >
            Add to cart
          </button>
          <p className="note">
            Move the pointer over the picture: each movement is a <code>product.pointer_moved</code> event,
            and the tilt is one of its listeners.
          </p>
        </div>
      </div>
    </section>
  )
}
