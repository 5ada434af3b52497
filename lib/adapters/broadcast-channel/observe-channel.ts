import {
  checkObserved,
  nameBy,
  type Observation,
  observeOnce,
  type ObserveOptions,
} from '../../core/index.ts'
import type { ListenerTarget } from '../event-target.ts'
import { watchMessages } from '../message.ts'

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
  checkObserved('channel', channel, 'postMessage', 'addEventListener')
  const handled = ['message', 'messageerror']
  return observeOnce(channel, { kind: 'channel', name: nameBy(options, channel.name) }, (reporter) =>
    watchMessages(channel, reporter, { heard: handled, handled, methods: ['postMessage', 'close'] }),
  )
}
