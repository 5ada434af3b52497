import { nameBy, type Observation, observeOnce, type ObserveOptions, type Report } from '../../core/index.ts'
import type { ErrorMeta, RequestMeta } from '../../streams/index.ts'
import { type NetworkOptions, type NetworkScope, REQUEST_RULES } from './options.ts'
import type { Tell } from './told.ts'
import { watchFetch } from './watch-fetch.ts'
import { type Watch, watchRequests } from './watch-requests.ts'
import { watchXhr } from './watch-xhr.ts'

/** What `observeRequests()` may be told. */
export interface RequestsOptions extends ObserveOptions, Pick<NetworkOptions, 'scope' | 'user' | 'ignore'> {}

/**
 * Observes the requests that are made with `fetch` and `XMLHttpRequest`, for a recorder, as `observeNetwork()` does for a bus
 * or a stream. `request_started` lasts until the request is answered, or has failed; `request_finished`, `request_failed`,
 * `authentication_failed`, which it has caused, and `traffic` follow. Asked again for the same scope, it shares what there is.
 *
 * How a request ended is told with its method and address. Without an answer it has failed: `request_failed` is a failed
 * dispatch, with the error that the page gets. What the page aborts by itself has not failed, nor what the server answers by
 * a status like 500.
 * @throws {TypeError} for an unknown or ill-typed option
 * @example
 * recorder.attach(observeRequests({ ignore: (url) => url.startsWith(COLLECTOR) }))
 */
export function observeRequests(options?: RequestsOptions): Observation {
  return observe('requests', [watchFetch, watchXhr], options)
}

/**
 * As `observeRequests()`, of `fetch` alone: a page that uses nothing else need not load the rest.
 * @throws {TypeError} for an unknown or ill-typed option
 * @example
 * recorder.attach(observeFetch())
 */
export function observeFetch(options?: RequestsOptions): Observation {
  return observe('fetch', [watchFetch], options)
}

/**
 * As `observeRequests()`, of `XMLHttpRequest` alone: a page that uses nothing else need not load the rest.
 * @throws {TypeError} for an unknown or ill-typed option
 * @example
 * recorder.attach(observeXhr())
 */
export function observeXhr(options?: RequestsOptions): Observation {
  return observe('xhr', [watchXhr], options)
}

function observe(kind: string, ways: readonly Watch[], options: RequestsOptions = {}): Observation {
  const name = nameBy(options, 'network', REQUEST_RULES)
  const { scope = globalThis as NetworkScope } = options
  return observeOnce(scope, { kind, name }, (reporter) => {
    const underWay = new Map<string, UnderWay>()
    let isOver = false
    const tell: Tell = (event, meta, requestId, isAborted) => {
      if (isOver) return
      if (event === 'request_started') {
        const report = reporter.begin(event, meta, 0)
        const { method, uri } = meta as RequestMeta
        // Also where nobody observes: somebody may when it ends.
        underWay.set(requestId, { report, facts: { method, uri } })
        report?.hold()
        report?.returned()
        return
      }
      const request = underWay.get(requestId)
      if (event === 'request_finished' || event === 'request_failed') {
        underWay.delete(requestId)
        request?.report?.release()
      }
      const report = reporter.begin(event, { ...meta, ...request?.facts }, 0, request?.report?.id)
      if (event === 'request_failed' && !isAborted) report?.fail((meta as ErrorMeta).error)
      report?.returned()
    }
    const { stop } = watchRequests(options, tell, ways)
    return () => {
      isOver = true
      stop()
      for (const { report } of underWay.values()) report?.release()
    }
  })
}

/** A request that has no answer yet. */
interface UnderWay {
  /** Undefined where nobody observed as it began. */
  readonly report: Report | undefined
  readonly facts: Pick<RequestMeta, 'method' | 'uri'>
}
