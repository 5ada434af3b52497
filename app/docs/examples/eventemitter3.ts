import { EventEmitter } from 'eventemitter3'
import { observeEmitter } from 'eventscope/adapters/eventemitter3'
import { mountPanel } from 'eventscope/panel'

const emitter = new EventEmitter<{ 'cart.item_added': [sku: string, quantity: number] }>()
mountPanel({ bus: observeEmitter(emitter, { name: 'shop' }) })

const badge = document.querySelector('output')!
emitter.on('cart.item_added', function updateBadge(_sku, quantity) {
  badge.value = String(Number(badge.value) + quantity)
})

const button = document.querySelector('button')!
button.addEventListener('click', () => emitter.emit('cart.item_added', 'lamp', 1))
