import { createBus } from 'eventscope'
import { mountPanel } from 'eventscope/panel'

interface ShopEvents {
  'cart.item_added': { sku: string; quantity: number }
}

const bus = createBus<ShopEvents>({ name: 'shop' })
mountPanel({ bus })

const badge = document.querySelector('output')!
bus.on('cart.item_added', function updateBadge({ quantity }) {
  badge.value = String(Number(badge.value) + quantity)
})

const button = document.querySelector('button')!
button.addEventListener('click', () =>
  bus.dispatch('cart.item_added', { sku: 'lamp', quantity: 1 }),
)
