import { observeEmitter } from 'eventscope/adapters/tseep'
import { mountPanel } from 'eventscope/panel'
import { EventEmitter } from 'tseep'

const emitter = new EventEmitter<{
  'cart.item_added': (sku: string, quantity: number) => void
}>()
mountPanel({ bus: observeEmitter(emitter, { name: 'shop' }) })

const badge = document.querySelector('output')!
emitter.on('cart.item_added', function updateBadge(_sku, quantity) {
  badge.value = String(Number(badge.value) + quantity)
})

const button = document.querySelector('button')!
button.addEventListener('click', () => emitter.emit('cart.item_added', 'lamp', 1))
