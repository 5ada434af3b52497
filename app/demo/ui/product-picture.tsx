import type { CSSProperties, PointerEvent, ReactNode } from 'react'
import type { Product } from '../products.ts'
import { Drawing } from './drawing.tsx'
import { useShop, useShopState } from './shop-context.tsx'

const PRECISION = 1_000

/** Tilts towards the pointer. Phrasing content only, so it can be part of a button. */
export function ProductPicture({ product }: { readonly product: Product }): ReactNode {
  const { bus } = useShop()
  const { sku, hue } = product
  const pointer = useShopState((state) => (state.pointer?.sku === sku ? state.pointer : undefined))
  const style = {
    '--hue': hue,
    '--x': pointer?.x ?? 0.5,
    '--y': pointer?.y ?? 0.5,
  } as CSSProperties

  const onPointerMove = (event: PointerEvent<HTMLElement>): void => {
    const box = event.currentTarget.getBoundingClientRect()
    const x = shareOf(event.clientX - box.left, box.width)
    const y = shareOf(event.clientY - box.top, box.height)
    bus.dispatch('product.pointer_moved', { sku, x, y })
  }
  return (
    <span
      className="picture"
      style={style}
      data-active={pointer ? '' : undefined}
      onPointerMove={onPointerMove}
      onPointerLeave={() => bus.dispatch('product.pointer_left', { sku })}
    >
      <span className="picture-plate">
        <Drawing sku={sku} />
      </span>
    </span>
  )
}

function shareOf(offset: number, size: number): number {
  const share = Math.min(1, Math.max(0, offset / size))
  return Math.round(share * PRECISION) / PRECISION
}
