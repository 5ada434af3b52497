import { createBus } from 'eventscope'

const bus = createBus<{ 'cart.item_added': { sku: string } }>({ name: 'shop' })

const badge = document.querySelector('output')!
bus.on('cart.item_added', function updateBadge() {
  badge.value = String(Number(badge.value) + 1)
})

const button = document.querySelector('button')!
button.addEventListener('click', () => bus.dispatch('cart.item_added', { sku: 'lamp' }))

// For those who may see it, and loaded for them only.
const mayDebug = true
if (mayDebug) {
  const { mountPanel } = await import('eventscope/panel/production')
  mountPanel({ bus })
}
