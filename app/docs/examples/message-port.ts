import { observePort } from 'eventscope/adapters/message-port'
import { mountPanel } from 'eventscope/panel'

const { port1: page, port2: worker } = new MessageChannel()
mountPanel({ bus: observePort(page, { name: 'worker' }) })

const badge = document.querySelector('output')!
page.addEventListener(
  'message',
  function updateBadge({ data }: MessageEvent<{ reserved: number }>) {
    badge.value = String(Number(badge.value) + data.reserved)
  },
)
page.start()

// Stands for a worker, which answers.
worker.addEventListener('message', ({ data }) =>
  worker.postMessage({ reserved: data.quantity }),
)
worker.start()

const button = document.querySelector('button')!
button.addEventListener('click', () => page.postMessage({ sku: 'lamp', quantity: 1 }))
