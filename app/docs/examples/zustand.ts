import { observeStore } from 'eventscope/adapters/zustand'
import { mountPanel } from 'eventscope/panel'
import { createStore } from 'zustand/vanilla'

const cart = createStore(() => ({ lamps: 0 }))
mountPanel({ bus: observeStore(cart, { name: 'cart' }) })

const badge = document.querySelector('output')!
cart.subscribe(function updateBadge({ lamps }) {
  badge.value = String(lamps)
})

const button = document.querySelector('button')!
button.addEventListener('click', () =>
  cart.setState(({ lamps }) => ({ lamps: lamps + 1 })),
)
