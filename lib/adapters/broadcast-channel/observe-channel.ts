import { checkMethod } from '../checks.ts'
import { type ListenerTarget, watchTarget } from '../event-target.ts'
import { describeData, messageOf, watchCalls } from '../message.ts'
import { nameBy, type Observation, observeOnce, type ObserveOptions } from '../observation.ts'

/** A `BroadcastChannel`: what is used of it. */
export interface ObservableChannel extends ListenerTarget {
  readonly name: string
  postMessage(message: unknown): void
}

/**
 * Observes a `BroadcastChannel`: `message` and `messageerror` are what comes in, with the runs of `onmessage` and of the
 * listeners that are added from now on; `postMessage` is what goes out, `close` its end. Payloads are the messages; of
 * bytes, only how many there are.
 *
 * Listeners that were there before run as ever, and are not seen. One of them that is added a second time is seen, and runs
 * after all others.
 * @throws {TypeError} when it is no channel, or for an unknown or ill-typed option
 * @example
 * recorder.attach(observeChannel(new BroadcastChannel('cart')))
 */
export function observeChannel(channel: ObservableChannel, options?: ObserveOptions): Observation {
  checkMethod('channel', channel, 'postMessage')
  checkMethod('channel', channel, 'addEventListener')
  return observeOnce(channel, { name: nameBy(options, channel.name) }, (reporter) => {
    const handled = ['message', 'messageerror']
    const restore = watchTarget(channel, reporter, { heard: handled, handled, payload: messageOf })
    const posted = watchCalls(channel, 'postMessage', reporter, ([data]) => describeData(data))
    const closed = watchCalls(channel, 'close', reporter, () => undefined)
    return () => {
      closed.undo()
      posted.undo()
      restore()
    }
  })
}
