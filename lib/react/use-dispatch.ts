import { useMemo } from 'react'
import type { Bus, Dispatcher } from '../core/index.ts'
import { checkBus } from './check.ts'

/**
 * `dispatch` of a bus as a function of its own, the same in every render: for effects' dependencies, and for components
 * that are given no more than that.
 * @throws {TypeError} for what is no bus
 * @example
 * function AddButton({ sku }: { sku: string }) {
 *   const dispatch = useDispatch(bus)
 *   return <button onClick={() => dispatch('cart.item_added', { sku, qty: 1 })}>Add</button>
 * }
 */
export function useDispatch<Events extends object>(bus: Bus<Events>): Dispatcher<Events>['dispatch'] {
  checkBus(bus)
  return useMemo(() => bus.dispatch.bind(bus) as Dispatcher<Events>['dispatch'], [bus])
}
