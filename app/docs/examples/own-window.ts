import { createBus } from 'eventscope'
import { mountPanel } from 'eventscope/panel'
import { addToCount, onAddPressed } from '../page.ts'

const bus = createBus<{ 'cart.item_added': { sku: string } }>({ name: 'shop' })
const panel = mountPanel({ bus })

// Browsers open windows on a click or a key press only.
const button = document.createElement('button')
button.textContent = 'Open the panel in its own window'
button.addEventListener('click', () => panel.openWindow())
document.querySelector('main')?.append(button)

bus.on('cart.item_added', () => addToCount(1), { name: 'badge' })
onAddPressed(() => bus.dispatch('cart.item_added', { sku: 'lamp' }))
