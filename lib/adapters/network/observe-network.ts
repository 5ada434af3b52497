import type { Subscription } from '../../core/index.ts'
import { checkNetworkOptions, type NetworkOptions } from './options.ts'
import { Sink } from './sink.ts'
import { watchFetch } from './watch-fetch.ts'
import { watchRequests } from './watch-requests.ts'
import { watchXhr } from './watch-xhr.ts'

/** How much was told. */
export interface NetworkCounts {
  /** Events that a stream has accepted, or that were dispatched on a bus. */
  readonly sent: number
  /** Events for which there was no room in the stream, or that failed. */
  readonly dropped: number
  /** Requests that were answered and whose size the browser does not tell: they have no `traffic`. */
  readonly unmeasured: number
}

/** Made by `observeNetwork()`. A call ends it: all that was replaced is as it was. */
export interface NetworkObservation extends Subscription {
  readonly counts: NetworkCounts
}

/**
 * Tells a stream or a bus of the requests that are made with `fetch` and `XMLHttpRequest`: that one has started, was
 * answered, has failed; that an answer was 401 or 407; and how many bytes went by. Follows the events of httransform.
 *
 * The page notices nothing: responses and errors are the same objects, bodies are not read. To do so it replaces
 * `fetch`, and `open` and `send` of `XMLHttpRequest`, until it is ended. More than one may be at work.
 *
 * What a browser does not tell, is not told: the address of the client (`addr`), the user (give `user`), whether there is
 * a tunnel, certificates. `traffic` comes after the body, with the bytes of the bodies without headers: what came in as it
 * was sent (compressed, 0 from the cache), as resource timing has it, else by `content-length` or what was received; what
 * went out where it is a string, bytes, a Blob or URLSearchParams, else 0. Where nothing is known there is no `traffic`,
 * and `counts.unmeasured` counts it. A body that nobody reads to its end has none either.
 *
 * Only `fetch` and `XMLHttpRequest` are observed: not `navigator.sendBeacon`, `EventSource`, `WebSocket`, or what the
 * browser loads for elements. A response that another origin does not let the page see (`no-cors`) has the status 0. What
 * a service worker answers is told of as what a server answers.
 *
 * `uri` is the whole URL, without the name and password it may have. Its query is in it: of URLs with tokens there, `ignore`
 * has to say so.
 *
 * Nothing waits for it. An event for which a stream has no room at once is dropped and counted. On a bus, listeners run
 * at once, so keep them short.
 *
 * Requests that are made while an event is told, by a listener, are not told of, nor those of `httpDriver`; of what makes
 * requests later on because of these events, `ignore` has to say so, or there is no end.
 * @throws {TypeError} for an option that is missing, unknown or ill-typed
 * @example
 * const stop = observeNetwork({ to: stream, ignore: (url) => url.startsWith(COLLECTOR) })
 * @example
 * const bus = createBus<NetworkEvents>({ name: 'network' })
 * observeNetwork({ to: bus })
 * bus.on('network.request_failed', ({ requestId, error }) => console.warn(requestId, error))
 */
export function observeNetwork(options: NetworkOptions): NetworkObservation {
  checkNetworkOptions(options)
  const sink = new Sink(options)
  const { stop, traffic } = watchRequests(options, sink.tell, [watchFetch, watchXhr])
  return Object.defineProperty(stop, 'counts', {
    get: (): NetworkCounts => ({ sent: sink.sent, dropped: sink.dropped, unmeasured: traffic.unmeasured }),
  }) as NetworkObservation
}
