import { observeWebSockets } from 'eventscope/adapters/websocket'
import { expect, it, vi } from 'vitest'
import { task } from '../dom/test-support.ts'

class Socket extends EventTarget {
  readonly url = 'wss://shop.example'
  send(): void {}
}

it('a listener that the page removes after it has detached does not come back when the socket closes', async () => {
  const scope = { WebSocket: Socket }
  const observation = observeWebSockets({ scope })
  const socket = new scope.WebSocket()
  const closed = vi.fn<() => void>()
  socket.addEventListener('close', closed)
  observation.detach()
  expect(scope.WebSocket).toBe(Socket)
  socket.removeEventListener('close', closed)
  socket.dispatchEvent(new Event('close'))
  await task()
  socket.dispatchEvent(new Event('close'))
  expect(closed).not.toHaveBeenCalled()
})
