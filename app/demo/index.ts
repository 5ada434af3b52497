export { Demo } from './demo.tsx'
export type { ShopEvents } from './events.ts'
export { createShop } from './shop.ts'
export type { Shop, ShopOptions } from './shop.ts'
