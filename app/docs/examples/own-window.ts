import { createBus } from 'eventscope'
import { mountPanel } from 'eventscope/panel'

const bus = createBus<{ 'cart.item_added': { sku: string } }>({ name: 'shop' })
const panel = mountPanel({ bus })

// Browsers open windows on a click or a key press only.
const opener = document.createElement('button')
opener.textContent = 'Open the panel in its own window'
opener.addEventListener('click', () => panel.openWindow())
document.querySelector('main')!.append(opener)

const badge = document.querySelector('output')!
bus.on('cart.item_added', function updateBadge() {
  badge.value = String(Number(badge.value) + 1)
})

const button = document.querySelector('button')!
button.addEventListener('click', () => bus.dispatch('cart.item_added', { sku: 'lamp' }))
