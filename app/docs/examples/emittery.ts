import Emittery from 'emittery'
import { observeEmitter } from 'eventscope/adapters/emittery'
import { mountPanel } from 'eventscope/panel'

const emitter = new Emittery<{ 'cart.item_added': { sku: string; quantity: number } }>()
mountPanel({ bus: observeEmitter(emitter, { name: 'shop' }) })

const badge = document.querySelector('output')!
emitter.on('cart.item_added', function updateBadge({ quantity }) {
  badge.value = String(Number(badge.value) + quantity)
})

const button = document.querySelector('button')!
button.addEventListener(
  'click',
  () => void emitter.emit('cart.item_added', { sku: 'lamp', quantity: 1 }),
)
