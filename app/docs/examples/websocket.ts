import { observeWebSocket } from 'eventscope/adapters/websocket'
import { mountPanel } from 'eventscope/panel'

const socket = new WebSocket('wss://shop.example/cart')
mountPanel({ bus: observeWebSocket(socket, { name: 'cart' }) })

const badge = document.querySelector('output')!
socket.addEventListener('message', function updateBadge({ data }) {
  badge.value = String(Number(badge.value) + JSON.parse(data).quantity)
})

const button = document.querySelector('button')!
button.addEventListener('click', () =>
  socket.send(JSON.stringify({ sku: 'lamp', quantity: 1 })),
)
