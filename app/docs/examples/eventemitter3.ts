import { EventEmitter } from 'eventemitter3'
import { observeEmitter } from 'eventscope/adapters/eventemitter3'
import { mountPanel } from 'eventscope/panel'
import { addToCount, onAddPressed } from '../page.ts'

const emitter = new EventEmitter<{ 'cart.item_added': [sku: string, quantity: number] }>()
mountPanel({ bus: observeEmitter(emitter, { name: 'shop' }) })

emitter.on('cart.item_added', function updateBadge(_sku, quantity) {
  addToCount(quantity)
})

onAddPressed(() => emitter.emit('cart.item_added', 'lamp', 1))
