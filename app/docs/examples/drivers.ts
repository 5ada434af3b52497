import { createBus } from 'eventscope'
import { broadcastChannelDriver } from 'eventscope/drivers/broadcast-channel'
import { mountPanel } from 'eventscope/panel'

interface ShopEvents {
  'cart.item_added': { sku: string; quantity: number }
}

const bus = createBus<ShopEvents>({
  name: 'this tab',
  driver: broadcastChannelDriver('docs'),
})
// Stands for another tab: it has its own bus, and only the name of the channel in common.
const other = createBus<ShopEvents>({
  name: 'another tab',
  driver: broadcastChannelDriver('docs'),
})
mountPanel({ bus: [bus, other] })

const badge = document.querySelector('output')!
function updateBadge({ quantity }: ShopEvents['cart.item_added']): void {
  badge.value = String(Number(badge.value) + quantity)
}
bus.on('cart.item_added', updateBadge)
other.on('cart.item_added', updateBadge, { name: 'badge of the other tab' })

const button = document.querySelector('button')!
button.addEventListener('click', () =>
  bus.dispatch('cart.item_added', { sku: 'lamp', quantity: 1 }),
)
