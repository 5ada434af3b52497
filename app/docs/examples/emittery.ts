import Emittery from 'emittery'
import { observeEmitter } from 'eventscope/adapters/emittery'
import { mountPanel } from 'eventscope/panel'
import { addToCount, onAddPressed } from '../page.ts'

const emitter = new Emittery<{ 'cart.item_added': { sku: string; quantity: number } }>()
mountPanel({ bus: observeEmitter(emitter, { name: 'shop' }) })

emitter.on('cart.item_added', function updateBadge({ quantity }) {
  addToCount(quantity)
})

onAddPressed(() => void emitter.emit('cart.item_added', { sku: 'lamp', quantity: 1 }))
