import { disposable, reportUnhandled, type Subscription } from '../../core/index.ts'
import type { NetworkOptions, NetworkScope } from './options.ts'
import type { RequestFacts } from './request-facts.ts'
import type { Tell } from './told.ts'
import { Traffic } from './traffic.ts'
import { WatchedRequest } from './watched-request.ts'

/** Begins to tell of a request; undefined for one that is not told of. */
export type Begin = (find: () => RequestFacts | undefined) => WatchedRequest | undefined

/** Tells of one way to make requests: `fetch`, or `XMLHttpRequest`. Returns what leaves it as it was. */
export type Watch = (scope: NetworkScope, begin: Begin) => () => void

/** Requests that are told of, until that is stopped. */
export interface WatchedRequests {
  readonly stop: Subscription
  readonly traffic: Traffic
}

/** Tells of the requests that are made in these ways. `tell` must not throw. */
export function watchRequests(
  { scope = globalThis as NetworkScope, user, ignore }: Pick<NetworkOptions, 'scope' | 'user' | 'ignore'>,
  tell: Tell,
  ways: readonly Watch[],
): WatchedRequests {
  const traffic = new Traffic(scope.PerformanceObserver)
  /** What is told makes requests itself: to tell of these would have no end. */
  let isTelling = false
  const told: Tell = (...facts) => {
    const outer = isTelling
    isTelling = true
    try {
      tell(...facts)
    } finally {
      isTelling = outer
    }
  }
  const begin: Begin = (find) => {
    if (isTelling) return undefined
    try {
      const facts = find()
      if (facts === undefined) return undefined
      if (ignore?.(facts.url.href) === true) return undefined
      return new WatchedRequest(facts, told, traffic, user, () => now(scope))
    } catch (error) {
      // What `ignore` and `user` throw, or strange arguments, is no failure of the request.
      reportUnhandled(error)
      return undefined
    }
  }
  const undos = ways.map((watch) => watch(scope, begin))
  const stop = disposable(() => {
    for (const undo of undos) undo()
    traffic.stop()
  })
  return { stop, traffic }
}

/** By the clock of the resource timing of that window. */
function now({ performance = globalThis.performance }: NetworkScope): number {
  return performance.now()
}
