import { checkMethod, ownKeys } from '../checks.ts'
import { type ListenerTarget, watchTarget } from '../event-target.ts'
import { describeData, messageOf, watchCalls } from '../message.ts'
import { nameBy, type Observation, observeOnce, type ObserveOptions } from '../observation.ts'

/** What messages are posted to: a `MessagePort`, a `Worker`, the scope of a worker. */
export interface ObservablePort extends ListenerTarget {
  postMessage(message: never, ...options: never[]): void
}

const HANDLED = ['message', 'messageerror', 'error', 'close'] as const

/** Others may observe a window by its other events. */
const keyOf = /* @__PURE__ */ ownKeys()

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
  checkMethod('port', port, 'postMessage')
  checkMethod('port', port, 'addEventListener')
  const name = nameBy(options, Object.prototype.toString.call(port).slice(8, -1))
  return observeOnce(keyOf(port), { name }, (reporter) => {
    // In Node, a port is started by its first listener.
    const heard = 'ref' in port ? [] : HANDLED.slice(0, 2)
    const restore = watchTarget(port, reporter, { heard, handled: HANDLED, payload: messageOf })
    const posted = watchCalls(port, 'postMessage', reporter, ([data]) => describeData(data))
    return () => {
      posted.undo()
      restore()
    }
  })
}
