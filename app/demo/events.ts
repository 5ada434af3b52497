import type { CheckoutDetails, FieldErrors } from './checkout.ts'
import type { CartLine, Coupon } from './pricing.ts'

/** What the visitor looks at. */
export type View =
  | { readonly page: 'shop' | 'cart' | 'checkout' | 'order' }
  | { readonly page: 'product'; readonly sku: string }

export type ScenarioName =
  | 'Shopping trip'
  | 'Burst of 10 000 events'
  | 'Slow listener'
  | 'Storm of errors'
  | 'Slow checkout'
  | 'Changed price'
  | 'Leaking listener'
  | 'Endless loop'
  | 'Double wiring'

/** What a cart would cost. Its total can be written to: one of its listeners does, and should not. */
export interface Quote {
  readonly lines: readonly CartLine[]
  /** In cents. */
  total: number
}

/** An order on its way to be paid, and afterwards. */
export interface Purchase {
  readonly cartId: string
  readonly lines: readonly CartLine[]
  /** In cents. */
  readonly total: number
  readonly email: string
}

/** What other shoppers may know of an order. */
export interface AnnouncedOrder {
  readonly number: string
  readonly items: number
  /** In cents. */
  readonly total: number
}

/** Everything that happens in the shop. */
export interface ShopEvents {
  'page.opened': View

  /** `x` and `y` run from 0 to 1 over the picture. */
  'product.pointer_moved': { readonly sku: string; readonly x: number; readonly y: number }
  'product.pointer_left': { readonly sku: string }

  'cart.item_added': { readonly sku: string; readonly quantity: number }
  'cart.quantity_changed': { readonly sku: string; readonly by: 1 | -1 }
  'cart.item_removed': { readonly sku: string }

  'coupon.submitted': { readonly code: string }
  'coupon.applied': Coupon
  'coupon.rejected': { readonly code: string; readonly reason: string }
  'coupon.removed': { readonly code: string }

  'checkout.details_changed': Partial<CheckoutDetails>
  'checkout.invalid': FieldErrors
  'checkout.submitted': Purchase & { readonly name: string; readonly cardNumber: string }
  'checkout.paid': Purchase & { readonly lastDigits: string }
  'checkout.declined': { readonly cartId: string; readonly message: string }

  'stock.reserved': { readonly cartId: string; readonly items: number }
  'order.placed': Purchase & { readonly number: string }
  'receipt.sent': { readonly number: string; readonly email: string }
  'order.announced': AnnouncedOrder

  /** Another window of the same shopper has opened, and has no cart yet. */
  'tab.joined': void
  'cart.copied': {
    readonly cartId: string
    readonly lines: readonly CartLine[]
    readonly coupon: Coupon | null
  }
  'frame.toggled': { readonly shown: boolean }

  'checkout.quoted': Quote
  'tax.computed': { readonly total: number; readonly tax: number }
  'price.shown': { readonly text: string }

  'currency.changed': { readonly currency: string }
  'prices.changed': { readonly currency: string; readonly rate: number }

  'wishlist.changed': { readonly sku: string; readonly wanted: boolean }
  'wishlist.counted': { readonly count: number }
  'product.price_dropped': { readonly sku: string; readonly price: number }

  'toast.shown': { readonly text: string }
  'toast.expired': void

  'scenario.started': { readonly name: ScenarioName }
  'scenario.burst': { readonly index: number }
  'scenario.slow': { readonly milliseconds: number }
  'scenario.storm': { readonly index: number }
  'scenario.finished': { readonly name: ScenarioName; readonly count: number }
}
