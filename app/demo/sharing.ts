import type { EventName } from 'eventscope'
import type { ShopEvents } from './events.ts'

/** What the tabs and frames of one shopper tell each other. No card number is among it. */
export const SHARED_BY_TABS = [
  'tab.joined',
  'cart.copied',
  'cart.item_added',
  'cart.quantity_changed',
  'cart.item_removed',
  'coupon.applied',
  'coupon.removed',
  'order.placed',
] as const satisfies readonly EventName<ShopEvents>[]

/** What shoppers learn of each other, through a server. */
export const SHARED_BY_SHOPPERS = ['order.announced'] as const satisfies readonly EventName<ShopEvents>[]
