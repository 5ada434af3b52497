import { checkKeys, type Report } from '../../core/index.ts'
import type { ErrorMeta, RequestMeta, ResponseMeta } from '../../streams/index.ts'
import { ownKeys } from '../checks.ts'
import { nameBy, type Observation, observeOnce, type ObserveOptions } from '../observation.ts'
import { observeNetwork } from './observe-network.ts'
import type { NetworkOptions, NetworkScope } from './options.ts'

/** What `observeRequests()` may be told. */
export interface RequestsOptions extends ObserveOptions, Pick<NetworkOptions, 'scope' | 'user' | 'ignore'> {}

const KNOWN: ReadonlySet<string> = new Set(['name', 'scope', 'user', 'ignore'])
const keyOf = /* @__PURE__ */ ownKeys()

/**
 * Observes the requests that are made with `fetch` and `XMLHttpRequest`, for a recorder: `observeNetwork()` as a source of
 * its own. `request_started` lasts until the request is answered, or has failed and it with it; `request_finished`,
 * `request_failed`, `authentication_failed` and `traffic` follow. Asked again for the same scope, it shares what there is.
 * @throws {TypeError} for an unknown or ill-typed option
 * @example
 * recorder.attach(observeRequests({ ignore: (url) => url.startsWith(COLLECTOR) }))
 */
export function observeRequests(options: RequestsOptions = {}): Observation {
  checkKeys('options', options, KNOWN)
  const { name, ...rest } = options
  const named = nameBy(name === undefined ? undefined : { name }, 'network')
  const scope = options.scope ?? (globalThis as NetworkScope)
  return observeOnce(typeof scope === 'object' ? keyOf(scope) : {}, { name: named }, (reporter) => {
    const underWay = new Map<string, Report>()
    const end = (requestId: string, error?: unknown): void => {
      const report = underWay.get(requestId)
      underWay.delete(requestId)
      if (error !== undefined) report?.fail(error)
      report?.release()
    }
    const dispatch = (event: string, payload: unknown): void => {
      const { requestId } = payload as RequestMeta & ResponseMeta & ErrorMeta
      if (event === 'request_finished') end(requestId)
      if (event === 'request_failed') end(requestId, (payload as ErrorMeta).error)
      const report = reporter.begin(event, payload, 0)
      if (report !== undefined && event === 'request_started') {
        report.hold()
        underWay.set(requestId, report)
      }
      report?.returned()
    }
    const stop = observeNetwork({ ...rest, prefix: '', to: { dispatch } })
    return () => {
      stop()
      for (const requestId of underWay.keys()) end(requestId)
    }
  })
}
