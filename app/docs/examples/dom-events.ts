import { observeEvents } from 'eventscope/adapters/dom'
import { mountPanel } from 'eventscope/panel'
import { addToCount, onAddPressed } from '../page.ts'

mountPanel({ bus: observeEvents(document, ['click', 'cart:added'], { name: 'page' }) })

document.addEventListener('cart:added', function updateBadge() {
  addToCount(1)
})

onAddPressed(() => document.dispatchEvent(new CustomEvent('cart:added', { detail: { sku: 'lamp' } })))
