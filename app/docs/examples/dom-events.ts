import { observeEvents } from 'eventscope/adapters/dom'
import { mountPanel } from 'eventscope/panel'

mountPanel({ bus: observeEvents(document, ['click', 'cart:added'], { name: 'page' }) })

const badge = document.querySelector('output')!
document.addEventListener('cart:added', function updateBadge() {
  badge.value = String(Number(badge.value) + 1)
})

const button = document.querySelector('button')!
button.addEventListener('click', () =>
  document.dispatchEvent(new CustomEvent('cart:added', { detail: { sku: 'lamp' } })),
)
