import { EventClient } from '@tanstack/devtools-event-client'
import { observeEventClient } from 'eventscope/adapters/tanstack'
import { mountPanel } from 'eventscope/panel'

const client = new EventClient<{ 'item-added': { sku: string; quantity: number } }>({
  pluginId: 'cart',
})
mountPanel({ bus: observeEventClient(client, { name: 'cart' }) })

const badge = document.querySelector('output')!
client.on('item-added', function updateBadge({ payload }) {
  badge.value = String(Number(badge.value) + payload.quantity)
})

const button = document.querySelector('button')!
button.addEventListener('click', () =>
  client.emit('item-added', { sku: 'lamp', quantity: 1 }),
)
