import { createBus } from 'eventscope'
import { broadcastChannelDriver } from 'eventscope/drivers/broadcast-channel'
import { mountPanel } from 'eventscope/panel'
import { addToCount, onAddPressed } from '../page.ts'

interface ShopEvents {
  'cart.item_added': { sku: string; quantity: number }
}

const bus = createBus<ShopEvents>({ name: 'this tab', driver: broadcastChannelDriver('docs') })
// Stands for another tab: it has its own bus, and only the name of the channel in common.
const other = createBus<ShopEvents>({ name: 'another tab', driver: broadcastChannelDriver('docs') })
mountPanel({ bus: [bus, other] })

bus.on('cart.item_added', ({ quantity }) => addToCount(quantity), { name: 'badge' })
other.on('cart.item_added', ({ quantity }) => addToCount(quantity), { name: 'badge of the other tab' })

onAddPressed(() => bus.dispatch('cart.item_added', { sku: 'lamp', quantity: 1 }))
