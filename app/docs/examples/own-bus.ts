import { createBus } from 'eventscope'
import { mountPanel } from 'eventscope/panel'
import { addToCount, onAddPressed } from '../page.ts'

interface ShopEvents {
  'cart.item_added': { sku: string; quantity: number }
}

const bus = createBus<ShopEvents>({ name: 'shop' })
mountPanel({ bus })

bus.on('cart.item_added', ({ quantity }) => addToCount(quantity), { name: 'badge' })

onAddPressed(() => bus.dispatch('cart.item_added', { sku: 'lamp', quantity: 1 }))
