import { createBus } from 'eventscope'
import { addToCount, onAddPressed } from '../page.ts'

const bus = createBus<{ 'cart.item_added': { sku: string } }>({ name: 'shop' })
bus.on('cart.item_added', () => addToCount(1), { name: 'badge' })
onAddPressed(() => bus.dispatch('cart.item_added', { sku: 'lamp' }))

// For those who may see it, and loaded for them only.
const mayDebug = true
if (mayDebug) {
  const { mountPanel } = await import('eventscope/panel/production')
  mountPanel({ bus })
}
