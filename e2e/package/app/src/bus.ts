import { createBus } from 'eventscope'

export interface ShopEvents {
  'cart.item_added': { sku: string; quantity: number }
}

export const bus = createBus<ShopEvents>({ name: 'shop' })
