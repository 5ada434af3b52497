import {
  checkObserved,
  nameBy,
  type Observation,
  observeOnce,
  type ObserveOptions,
} from '../../core/index.ts'
import { type ObservableSocket, watchSocket } from './watch-socket.ts'

/**
 * Observes a `WebSocket`: `open`, `message`, `error` and `close` are what comes in, with the runs of `onmessage` and its
 * like and of the listeners that are added from now on; `send` is what goes out. Payloads have the `url`, and the `data`
 * of messages, of bytes only how many there are, or `code` and `reason` of the end.
 *
 * Listeners that were there before run as ever, and are not seen. One of them that is added a second time is seen, and runs
 * after all others.
 * @throws {TypeError} when it is no socket, or for an unknown or ill-typed option
 * @example
 * recorder.attach(observeWebSocket(socket, { name: 'chat' }))
 */
export function observeWebSocket(socket: ObservableSocket, options?: ObserveOptions): Observation {
  checkObserved('socket', socket, 'send', 'addEventListener')
  return observeOnce(socket, { kind: 'socket', name: nameBy(options, socket.url) }, (reporter) =>
    watchSocket(socket, reporter),
  )
}
