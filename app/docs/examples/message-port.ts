import { observePort } from 'eventscope/adapters/message-port'
import { mountPanel } from 'eventscope/panel'
import { addToCount, onAddPressed } from '../page.ts'

const { port1: page, port2: worker } = new MessageChannel()
mountPanel({ bus: observePort(page, { name: 'worker' }) })

page.addEventListener('message', function updateBadge({ data }: MessageEvent<{ reserved: number }>) {
  addToCount(data.reserved)
})
page.start()

// Stands for a worker, which answers.
worker.addEventListener('message', ({ data }) => worker.postMessage({ reserved: data.quantity }))
worker.start()

onAddPressed(() => page.postMessage({ sku: 'lamp', quantity: 1 }))
