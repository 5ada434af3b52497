import { createBus, defineEvent, type DispatchHandle } from 'eventscope'

const bus = createBus<{ 'cart.item_added': { sku: string } }>({ name: 'shop' })
bus.on('cart.item_added', ({ sku }) => sku.trim(), { once: true })
export const handle: DispatchHandle<{ sku: string }> = bus.dispatch('cart.item_added', { sku: 'lamp' })
export const saved = defineEvent<{ id: number }>('page.saved')
// @ts-expect-error -- the payload has no sku
bus.dispatch('cart.item_added', {})
