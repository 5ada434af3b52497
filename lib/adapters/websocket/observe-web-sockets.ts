import { nameBy, type Observation, observeOnce, type ObserveOptions } from '../../core/index.ts'
import { type ObservableSocket, watchSocket } from './watch-socket.ts'

/** A window, or the global object of a worker: what is used of it. */
export interface WebSocketScope {
  WebSocket?: unknown
}

/** What `observeWebSockets()` is told. */
export interface WebSocketsOptions extends ObserveOptions {
  /**
   * Whose `WebSocket` is observed: a frame's window, say.
   * @default globalThis
   */
  readonly scope?: WebSocketScope
}

/**
 * Observes every `WebSocket` that is made from now on, as `observeWebSocket()` does one. To do so it replaces the global
 * `WebSocket`, until it is detached: `instanceof`, what it has, and classes that extend it stay as they are.
 * @throws {TypeError} where there is no `WebSocket`, or for an unknown or ill-typed option
 * @example
 * recorder.attach(observeWebSockets())
 */
export function observeWebSockets(options?: WebSocketsOptions): Observation {
  const name = nameBy(options, 'WebSocket', { scope: () => false })
  const { scope = globalThis as WebSocketScope } = options ?? {}
  const real = scope?.WebSocket
  if (typeof real !== 'function') throw new TypeError('`options.scope` must have a `WebSocket`')
  return observeOnce(scope, { kind: 'sockets', name }, (reporter) => {
    const before = Object.getOwnPropertyDescriptor(scope, 'WebSocket')
    const sockets = new Map<object, () => void>()
    let active = true
    const stand = new Proxy(real, {
      construct(real, args, target) {
        const socket = Reflect.construct(real, args, target) as ObservableSocket
        if (!active) return socket
        // Its listeners are put back after they have heard of the end.
        socket.addEventListener('close', () => {
          setTimeout(() => {
            sockets.get(socket)?.()
            sockets.delete(socket)
          })
        })
        sockets.set(socket, watchSocket(socket, reporter))
        return socket
      },
    })
    const { prototype } = real
    const own = (value: unknown): void => {
      Object.defineProperty(prototype, 'constructor', { configurable: true, writable: true, value })
    }
    Object.defineProperty(scope, 'WebSocket', { configurable: true, writable: true, value: stand })
    // A socket's `constructor` is the global one.
    own(stand)
    return () => {
      active = false
      for (const restore of sockets.values()) restore()
      sockets.clear()
      if (scope.WebSocket === stand) {
        if (before === undefined) delete scope.WebSocket
        else Object.defineProperty(scope, 'WebSocket', before)
      }
      if (prototype.constructor === stand) own(real)
    }
  })
}
