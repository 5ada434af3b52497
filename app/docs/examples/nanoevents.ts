import { observeEmitter } from 'eventscope/adapters/nanoevents'
import { mountPanel } from 'eventscope/panel'
import { createNanoEvents } from 'nanoevents'
import { addToCount, onAddPressed } from '../page.ts'

const emitter = createNanoEvents<{ 'cart.item_added': (sku: string, quantity: number) => void }>()
mountPanel({ bus: observeEmitter(emitter, { name: 'shop' }) })

emitter.on('cart.item_added', function updateBadge(_sku, quantity) {
  addToCount(quantity)
})

onAddPressed(() => emitter.emit('cart.item_added', 'lamp', 1))
