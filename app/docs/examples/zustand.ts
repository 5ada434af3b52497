import { observeStore } from 'eventscope/adapters/zustand'
import { mountPanel } from 'eventscope/panel'
import { createStore } from 'zustand/vanilla'
import { addToCount, onAddPressed } from '../page.ts'

const cart = createStore(() => ({ lamps: 0 }))
mountPanel({ bus: observeStore(cart, { name: 'cart' }) })

cart.subscribe(function updateBadge({ lamps }, before) {
  addToCount(lamps - before.lamps)
})

onAddPressed(() => cart.setState(({ lamps }) => ({ lamps: lamps + 1 })))
