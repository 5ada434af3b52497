import { createBus } from 'eventscope'
import { httpDriver } from 'eventscope/drivers/http'
import { createEventEndpoint } from 'eventscope/http'
import { mountPanel } from 'eventscope/panel'

interface ShopEvents {
  'order.placed': { number: string }
  'order.shipped': { number: string }
}

// The server. This page has none, so its endpoint is called in place of the network.
const server = createBus<ShopEvents>({ name: 'server' })
server.on(
  'order.placed',
  ({ number }, dispatch) => void dispatch.dispatch('order.shipped', { number }),
)
const endpoint = createEventEndpoint({
  bus: server,
  stream: { events: ['order.shipped'] },
  authorize: { bearer: 'secret' },
})

// The page. On yours without `fetch`.
const driver = httpDriver('/events', {
  headers: { authorization: 'Bearer secret' },
  fetch: (url, init) => endpoint(new Request(url, init)),
})
const bus = createBus<ShopEvents>({ name: 'page', driver })
mountPanel({ bus: [bus, server] })

const badge = document.querySelector('output')!
bus.on('order.shipped', function updateBadge() {
  badge.value = String(Number(badge.value) + 1)
})

const button = document.querySelector('button')!
button.addEventListener('click', () => bus.dispatch('order.placed', { number: 'NW-1' }))
