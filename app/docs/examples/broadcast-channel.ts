import { observeChannel } from 'eventscope/adapters/broadcast-channel'
import { mountPanel } from 'eventscope/panel'
import { addToCount, onAddPressed } from '../page.ts'

const here = new BroadcastChannel('cart')
mountPanel({ bus: observeChannel(here, { name: 'cart' }) })

here.addEventListener('message', function updateBadge({ data }: MessageEvent<{ quantity: number }>) {
  addToCount(data.quantity)
})

// Stands for another tab.
const there = new BroadcastChannel('cart')
onAddPressed(() => there.postMessage({ sku: 'lamp', quantity: 1 }))
