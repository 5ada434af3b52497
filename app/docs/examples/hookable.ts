import { observeHooks } from 'eventscope/adapters/hookable'
import { mountPanel } from 'eventscope/panel'
import { createHooks } from 'hookable'

const hooks = createHooks<{
  'cart:item_added': (sku: string, quantity: number) => void
}>()
mountPanel({ bus: observeHooks(hooks, { name: 'shop' }) })

const badge = document.querySelector('output')!
hooks.hook('cart:item_added', function updateBadge(_sku, quantity) {
  badge.value = String(Number(badge.value) + quantity)
})

const button = document.querySelector('button')!
button.addEventListener('click', () => void hooks.callHook('cart:item_added', 'lamp', 1))
