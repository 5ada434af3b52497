import {
  checkObserved,
  nameBy,
  type Observation,
  observeOnce,
  type ObserveOptions,
} from '../../core/index.ts'
import type { ListenerTarget } from '../event-target.ts'
import { watchMessages } from '../message.ts'

/** An `EventSource`: what is used of it. */
export interface ObservableEventSource extends ListenerTarget {
  readonly url: string
  close(): void
}

/**
 * Observes an `EventSource`: `open`, `message` and `error`, with the runs of `onmessage` and its like and of the listeners
 * that are added from now on, and `close()`. An event that the server has named is told of where it has such a listener,
 * as browsers tell nobody else. Payloads are the data.
 *
 * Listeners that were there before run as ever, and are not seen. One of them that is added a second time is seen, and runs
 * after all others.
 * @throws {TypeError} when it is no event source, or for an unknown or ill-typed option
 * @example
 * recorder.attach(observeEventSource(new EventSource('/prices'), { name: 'prices' }))
 */
export function observeEventSource(source: ObservableEventSource, options?: ObserveOptions): Observation {
  checkObserved('source', source, 'close', 'addEventListener')
  const handled = ['open', 'message', 'error']
  return observeOnce(source, { kind: 'event-source', name: nameBy(options, source.url) }, (reporter) =>
    watchMessages(source, reporter, { heard: handled, handled, methods: ['close'] }),
  )
}
