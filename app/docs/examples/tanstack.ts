import { EventClient } from '@tanstack/devtools-event-client'
import { observeEventClient } from 'eventscope/adapters/tanstack'
import { mountPanel } from 'eventscope/panel'
import { addToCount, onAddPressed } from '../page.ts'

const client = new EventClient<{ 'item-added': { sku: string; quantity: number } }>({ pluginId: 'cart' })
mountPanel({ bus: observeEventClient(client, { name: 'cart' }) })

client.on('item-added', function updateBadge({ payload }) {
  addToCount(payload.quantity)
})

onAddPressed(() => client.emit('item-added', { sku: 'lamp', quantity: 1 }))
