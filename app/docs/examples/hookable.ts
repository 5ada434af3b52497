import { observeHooks } from 'eventscope/adapters/hookable'
import { mountPanel } from 'eventscope/panel'
import { createHooks } from 'hookable'
import { addToCount, onAddPressed } from '../page.ts'

const hooks = createHooks<{ 'cart:item_added': (sku: string, quantity: number) => void }>()
mountPanel({ bus: observeHooks(hooks, { name: 'shop' }) })

hooks.hook('cart:item_added', function updateBadge(_sku, quantity) {
  addToCount(quantity)
})

onAddPressed(() => void hooks.callHook('cart:item_added', 'lamp', 1))
