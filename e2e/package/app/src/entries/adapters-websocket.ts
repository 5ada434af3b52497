import { observeWebSocket } from 'eventscope/adapters/websocket'
import { createRecorder } from 'eventscope/recorder'

export function watch(socket: WebSocket): () => void {
  return createRecorder().attach(observeWebSocket(socket, { name: 'prices' }))
}
