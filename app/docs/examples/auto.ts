import 'eventscope/auto'
import { createBus } from 'eventscope'
import { openAuto } from 'eventscope/auto'

// It says nothing of the import above, which finds it.
const bus = createBus<{ 'cart.item_added': { sku: string } }>({ name: 'shop' })

const badge = document.querySelector('output')!
bus.on('cart.item_added', function updateBadge() {
  badge.value = String(Number(badge.value) + 1)
})

const button = document.querySelector('button')!
button.addEventListener('click', () => bus.dispatch('cart.item_added', { sku: 'lamp' }))

// As Alt+Shift+E does: this page has nobody to press it.
void openAuto()
