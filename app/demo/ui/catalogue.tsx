import type { ReactNode } from 'react'
import { formatMoney } from '../pricing.ts'
import { type Product, PRODUCTS } from '../products.ts'
import { PageHeading } from './page-heading.tsx'
import { ProductPicture } from './product-picture.tsx'
import { useShop } from './shop-context.tsx'

export function Catalogue(): ReactNode {
  return (
    <section aria-label="Catalogue" className="page">
      <div className="page-intro">
        <PageHeading>Plain things, made to last</PageHeading>
        <p className="lede">Eight objects for a desk, a kitchen and the way between them.</p>
      </div>
      <ul className="catalogue">
        {PRODUCTS.map((product) => (
          <ProductCard key={product.sku} product={product} />
        ))}
      </ul>
    </section>
  )
}

function ProductCard({ product }: { readonly product: Product }): ReactNode {
  const { bus } = useShop()
  const { sku, name, tagline, price } = product
  return (
    <li className="card">
      <h2 className="card-title">
        <button
          type="button"
          className="card-open"
          onClick={() => bus.dispatch('page.opened', { page: 'product', sku })}
        >
          <ProductPicture product={product} />
          {name}
        </button>
      </h2>
      <p className="card-tagline">{tagline}</p>
      <div className="card-buy">
        <span className="price">{formatMoney(price)}</span>
        <button
          type="button"
          className="button button-quiet"
          aria-label={`Add ${name} to cart`}
          onClick={() => bus.dispatch('cart.item_added', { sku, quantity: 1 })}
        >
          Add
        </button>
      </div>
    </li>
  )
}
