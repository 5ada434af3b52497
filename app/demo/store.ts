import { createStore, type StoreApi } from 'zustand/vanilla'
import { type CheckoutDetails, EMPTY_DETAILS, type FieldErrors } from './checkout.ts'
import type { AnnouncedOrder, Purchase, ScenarioName, View } from './events.ts'
import { type CartLine, type Coupon, NO_TOTALS, type Totals } from './pricing.ts'

export type StepStatus = 'pending' | 'done'

/** An order with what is still going on behind it. */
export interface Order extends Purchase {
  readonly number: string
  readonly stock: StepStatus
  readonly receipt: StepStatus
}

/** An order of another shopper. */
export interface OrderElsewhere extends AnnouncedOrder {
  /** Of the message that told of it: two shoppers may have given the same number, before they heard of each other. */
  readonly id: string
}

export interface ShopState {
  readonly view: View
  /** How many pages were opened: tells the first page, which must not take the focus, from later ones. */
  readonly visits: number
  readonly pointer: { readonly sku: string; readonly x: number; readonly y: number } | undefined
  readonly cartId: string
  readonly lines: readonly CartLine[]
  readonly badge: number
  readonly coupon: Coupon | undefined
  readonly couponRejection: string | undefined
  readonly totals: Totals
  readonly details: CheckoutDetails
  readonly fieldErrors: FieldErrors
  readonly paying: boolean
  readonly declined: string | undefined
  /** The cart whose stock was reserved last. */
  readonly reservedCart: string | undefined
  readonly order: Order | undefined
  /** What others have ordered lately, newest first. */
  readonly elsewhere: readonly OrderElsewhere[]
  /** Whether a second shop is shown in a frame. */
  readonly framed: boolean
  readonly toast: string | undefined
  readonly scenario: ScenarioName | undefined
}

/** Listeners write it … */
export type ShopStore = StoreApi<ShopState>
/** … and components read it. */
export type ReadonlyShopStore = Pick<ShopStore, 'getState' | 'getInitialState' | 'subscribe'>

export function createShopStore(): ShopStore {
  return createStore<ShopState>(() => ({
    view: { page: 'shop' },
    visits: 0,
    pointer: undefined,
    cartId: 'cart-1',
    lines: [],
    badge: 0,
    coupon: undefined,
    couponRejection: undefined,
    totals: NO_TOTALS,
    details: EMPTY_DETAILS,
    fieldErrors: {},
    paying: false,
    declined: undefined,
    reservedCart: undefined,
    order: undefined,
    elsewhere: [],
    framed: false,
    toast: undefined,
    scenario: undefined,
  }))
}
