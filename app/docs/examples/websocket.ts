import { observeWebSocket } from 'eventscope/adapters/websocket'
import { mountPanel } from 'eventscope/panel'
import { EchoSocket } from '../echo-socket.ts'
import { addToCount, onAddPressed } from '../page.ts'

// This page has no server. On yours: new WebSocket('wss://shop.example/cart')
const socket = new EchoSocket('wss://shop.example/cart')
mountPanel({ bus: observeWebSocket(socket, { name: 'cart' }) })

socket.addEventListener('message', function updateBadge(event) {
  if (event instanceof MessageEvent) addToCount(JSON.parse(event.data).quantity)
})

onAddPressed(() => socket.send(JSON.stringify({ sku: 'lamp', quantity: 1 })))
