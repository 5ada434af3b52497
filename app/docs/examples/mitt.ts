import { observeEmitter } from 'eventscope/adapters/mitt'
import { mountPanel } from 'eventscope/panel'
import mitt from 'mitt'
import { addToCount, onAddPressed } from '../page.ts'

const emitter = mitt<{ 'cart.item_added': { sku: string; quantity: number } }>()
mountPanel({ bus: observeEmitter(emitter, { name: 'shop' }) })

emitter.on('cart.item_added', function updateBadge({ quantity }) {
  addToCount(quantity)
})

onAddPressed(() => emitter.emit('cart.item_added', { sku: 'lamp', quantity: 1 }))
