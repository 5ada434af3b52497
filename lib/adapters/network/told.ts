import type { ErrorMeta, RequestMeta, ResponseMeta, TrafficMeta } from '../../streams/index.ts'

/** What is told of requests, by name. */
export interface Told {
  readonly request_started: RequestMeta
  readonly request_finished: ResponseMeta
  readonly request_failed: ErrorMeta
  readonly authentication_failed: ResponseMeta
  readonly traffic: TrafficMeta
}

/** Is told of a request. `isAborted` of one that failed because the page did not want it any more. */
export type Tell = <Name extends keyof Told>(
  name: Name,
  meta: Told[Name],
  requestId: string,
  isAborted?: boolean,
) => void
