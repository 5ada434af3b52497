import { checkKeys } from '../../core/index.ts'
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

const KNOWN: ReadonlySet<string> = new Set([
  'to',
  'scope',
  'user',
  'ignore',
  'prefix',
] satisfies (keyof NetworkOptions)[])

/** Which of the two it was given. */
export function isStream(to: NetworkStream | NetworkBus): to is NetworkStream {
  // The other way round, a bus that has a `send` of its own would pass for a stream.
  return typeof (to as Partial<NetworkBus>).dispatch !== 'function'
}

/** @throws {TypeError} for an option that is missing, unknown or ill-typed */
export function checkOptions(options: NetworkOptions): void {
  const { to, scope, user, ignore, prefix } = options
  const target = to as Partial<NetworkBus & NetworkStream> | null | undefined
  // Before the names of the options: a bus in their place has many.
  if (typeof target?.dispatch !== 'function' && typeof target?.send !== 'function')
    throw new TypeError('`options.to` must be a stream or a bus: observeNetwork({ to: bus })')
  checkKeys('options', options, KNOWN)
  if (scope !== undefined && (typeof scope !== 'object' || scope === null))
    throw new TypeError('`options.scope` must be a window, or the global object of a worker')
  if (user !== undefined && typeof user !== 'string' && typeof user !== 'function')
    throw new TypeError('`options.user` must be a string, or a function that gives one')
  if (ignore !== undefined && typeof ignore !== 'function')
    throw new TypeError('`options.ignore` must be a function')
  if (prefix !== undefined && typeof prefix !== 'string')
    throw new TypeError('`options.prefix` must be a string')
}
