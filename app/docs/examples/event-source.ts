import { observeEventSource } from 'eventscope/adapters/event-source'
import { mountPanel } from 'eventscope/panel'
import { addToCount, onAddPressed } from '../page.ts'

// This page has no server: a stream of one event stands for it. On yours: new EventSource('/orders')
const stream = new Blob(['data: {"sku":"lamp","quantity":1}\n\n'], { type: 'text/event-stream' })
const orders = new EventSource(URL.createObjectURL(stream))
mountPanel({ bus: observeEventSource(orders, { name: 'orders' }) })

orders.addEventListener('message', function updateBadge({ data }) {
  addToCount(JSON.parse(data).quantity)
})

// A stream that ends is opened again by the browser, which is an error and an `open` each time.
onAddPressed(() => setTimeout(() => orders.close(), 500))
