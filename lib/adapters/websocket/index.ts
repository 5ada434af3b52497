export { observeWebSocket } from './observe-web-socket.ts'
export { observeWebSockets, type WebSocketScope, type WebSocketsOptions } from './observe-web-sockets.ts'
export type { ObservableSocket } from './watch-socket.ts'
