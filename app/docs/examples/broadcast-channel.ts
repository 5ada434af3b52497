import { observeChannel } from 'eventscope/adapters/broadcast-channel'
import { mountPanel } from 'eventscope/panel'

const here = new BroadcastChannel('cart')
mountPanel({ bus: observeChannel(here, { name: 'cart' }) })

const badge = document.querySelector('output')!
here.addEventListener(
  'message',
  function updateBadge({ data }: MessageEvent<{ quantity: number }>) {
    badge.value = String(Number(badge.value) + data.quantity)
  },
)

// Stands for another tab.
const there = new BroadcastChannel('cart')

const button = document.querySelector('button')!
button.addEventListener('click', () => there.postMessage({ sku: 'lamp', quantity: 1 }))
