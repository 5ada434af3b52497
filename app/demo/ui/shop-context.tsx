import { createContext, use } from 'react'
import { useStore } from 'zustand'
import type { ShopState } from '../store.ts'
import type { Shop } from '../shop.ts'

export const ShopContext = createContext<Shop | undefined>(undefined)

/** @throws {Error} outside of `<Demo>` */
export function useShop(): Shop {
  const shop = use(ShopContext)
  if (!shop) throw new Error('this component needs a <Demo shop={…}> around it')
  return shop
}

export function useShopState<Selected>(selector: (state: ShopState) => Selected): Selected {
  return useStore(useShop().store, selector)
}
