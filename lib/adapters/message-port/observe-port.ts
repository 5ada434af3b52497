import {
  checkObserved,
  nameBy,
  type Observation,
  observeOnce,
  type ObserveOptions,
} from '../../core/index.ts'
import type { ListenerTarget } from '../event-target.ts'
import { watchMessages } from '../message.ts'

/** What messages are posted to: a `MessagePort`, a `Worker`, the scope of a worker. */
export interface ObservablePort extends ListenerTarget {
  postMessage(message: never, ...options: never[]): void
}

const HANDLED = ['message', 'messageerror', 'error', 'close'] as const

/**
 * Observes a `MessagePort`, a `Worker`, or the scope of a worker or window: `message` and `messageerror` are what comes in,
 * with the runs of `onmessage` and of the listeners that are added from now on; `postMessage` is what goes out. Payloads are
 * the messages; of bytes, only how many there are. A port is started by the page alone.
 *
 * Listeners that were there before run as ever, and are not seen. One of them that is added a second time is seen, and runs
 * after all others.
 * @throws {TypeError} when it is no port, or for an unknown or ill-typed option
 * @example
 * recorder.attach(observePort(new Worker('./search.js'), { name: 'search' }))
 */
export function observePort(port: ObservablePort, options?: ObserveOptions): Observation {
  checkObserved('port', port, 'postMessage', 'addEventListener')
  const name = nameBy(options, Object.prototype.toString.call(port).slice(8, -1))
  // In Node, a port is started by its first listener.
  const heard = 'ref' in port ? [] : HANDLED.slice(0, 2)
  return observeOnce(port, { kind: 'port', name }, (reporter) =>
    watchMessages(port, reporter, { heard, handled: HANDLED, methods: ['postMessage'] }),
  )
}
