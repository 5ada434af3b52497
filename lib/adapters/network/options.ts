import { checkOptions, isFunction, isObject, isString, type Rules } from '../../core/index.ts'
import type { ErrorMeta, RequestMeta, ResponseMeta, TrafficMeta } from '../../streams/index.ts'

/** What is dispatched on a bus, where the prefix is `network.`. */
export interface NetworkEvents {
  'network.request_started': RequestMeta
  'network.request_finished': ResponseMeta
  'network.request_failed': ErrorMeta
  'network.authentication_failed': ResponseMeta
  'network.traffic': TrafficMeta
}

/** What is needed of a stream. */
export interface NetworkStream {
  send(
    type: never,
    value: never,
    shardKey: string,
    options?: { readonly signal?: AbortSignal },
  ): Promise<void>
}

/** What is needed of a bus. */
export interface NetworkBus {
  dispatch(name: never, payload: never): unknown
}

/** A window, or the global object of a worker: what is used of it. */
export interface NetworkScope {
  fetch?: typeof fetch
  XMLHttpRequest?: { readonly prototype: object }
  PerformanceObserver?: typeof PerformanceObserver
  readonly performance?: Pick<Performance, 'now'>
  readonly location?: { readonly href: string }
}

/** What `observeNetwork()` is told. */
export interface NetworkOptions {
  /** A stream, which gets the types of `EventType` with the request's id as key, or a bus, which gets `NetworkEvents`. */
  readonly to: NetworkStream | NetworkBus
  /**
   * Whose `fetch` and `XMLHttpRequest` are observed: a frame's window, say.
   * @default globalThis
   */
  readonly scope?: NetworkScope | undefined
  /** Who makes the requests, for `RequestMeta.user`: a page can't know by itself. */
  readonly user?: string | (() => string | undefined) | undefined
  /** Requests to URLs for which it gives true are not told of: those of what handles these events, for a start. */
  readonly ignore?: ((url: string) => boolean) | undefined
  /**
   * What the names of events on a bus begin with.
   * @default 'network.'
   */
  readonly prefix?: string | undefined
}

/** Of what both a recorder and a stream or bus may be told. */
export const REQUEST_RULES: Rules = {
  scope: (value) => isObject(value) && 'a window, or the global object of a worker',
  user: (value) => isString(value) && isFunction(value) && 'a string, or a function that gives one',
  ignore: isFunction,
}

/** Which of the two it was given. */
export function isStream(to: NetworkStream | NetworkBus): to is NetworkStream {
  // The other way round, a bus that has a `send` of its own would pass for a stream.
  return typeof (to as Partial<NetworkBus>).dispatch !== 'function'
}

/** @throws {TypeError} for an option that is missing, unknown or ill-typed */
export function checkNetworkOptions(options: NetworkOptions): void {
  const target = options.to as Partial<NetworkBus & NetworkStream> | null | undefined
  // Before the names of the options: a bus in their place has many.
  if (typeof target?.dispatch !== 'function' && typeof target?.send !== 'function')
    throw new TypeError('`options.to` must be a stream or a bus: observeNetwork({ to: bus })')
  checkOptions(options, { ...REQUEST_RULES, to: () => false, prefix: isString })
}
