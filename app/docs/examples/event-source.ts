import { observeEventSource } from 'eventscope/adapters/event-source'
import { mountPanel } from 'eventscope/panel'

const orders = new EventSource('/orders')
mountPanel({ bus: observeEventSource(orders, { name: 'orders' }) })

const badge = document.querySelector('output')!
orders.addEventListener('message', function updateBadge({ data }) {
  badge.value = String(Number(badge.value) + JSON.parse(data).quantity)
})
