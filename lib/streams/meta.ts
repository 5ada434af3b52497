import { EventType } from './event-types.ts'

/**
 * What is special about a request: a bit for each. Values of `RequestMeta.requestType`.
 * @example
 * const requestType = RequestType.tls | RequestType.upgraded
 * isTls(requestType) // true
 */
export const RequestType: {
  /** It goes through a tunnel (`CONNECT`). */
  readonly tunneled: 1
  /** It is encrypted: `https:`, `wss:`. */
  readonly tls: 2
  /** It has become another protocol: a WebSocket. */
  readonly upgraded: 4
} = Object.freeze({ tunneled: 1, tls: 2, upgraded: 4 })

/**
 * Whether a request goes through a tunnel.
 * @example
 * isTunneled(RequestType.tls) // false
 */
export function isTunneled(requestType: number): boolean {
  return (requestType & RequestType.tunneled) !== 0
}

/**
 * Whether a request is encrypted.
 * @example
 * const secret = (request: RequestMeta) => isTls(request.requestType)
 */
export function isTls(requestType: number): boolean {
  return (requestType & RequestType.tls) !== 0
}

/**
 * Whether a request has become another protocol.
 * @example
 * isUpgraded(RequestType.tls | RequestType.upgraded) // true: a WebSocket, say
 */
export function isUpgraded(requestType: number): boolean {
  return (requestType & RequestType.upgraded) !== 0
}

/**
 * The names of a request's bits, to print: `tls, upgraded`; `plain` where there is none.
 * @example
 * requestTypeName(RequestType.tls | RequestType.upgraded) // tls, upgraded
 */
export function requestTypeName(requestType: number): string {
  const bits = Object.entries(RequestType).filter(([, bit]) => (requestType & bit) !== 0)
  return bits.length === 0 ? 'plain' : bits.map(([name]) => name).join(', ')
}

// Plain data, so that they can go to workers and into recordings as they are: what the seed's have as methods
// (`String`, `Error`) is `describeValue`.

/** A request, when it starts. */
export interface RequestMeta {
  /** The same in all that is told of one request. */
  readonly requestId: string
  /** `GET`, `POST`, … */
  readonly method: string
  readonly uri: string
  /** Who was authenticated; undefined where it is not known, as in a page. */
  readonly user?: string | undefined
  /** The address of who sends it; undefined where it is not known, as in a page. */
  readonly addr?: string | undefined
  /** Bits of `RequestType`. */
  readonly requestType: number
}

/** The answer to a request. */
export interface ResponseMeta {
  readonly requestId: string
  /** The HTTP status. */
  readonly statusCode: number
}

/** How much a request has moved. */
export interface TrafficMeta {
  /** The request's id. */
  readonly id: string
  /** The host and port that it was moved from and to. */
  readonly addr: string
  /** Bytes that came in. */
  readonly readBytes: number
  /** Bytes that went out. */
  readonly writtenBytes: number
}

/** A failure that belongs to a request. */
export interface ErrorMeta {
  readonly requestId: string
  /** What was thrown. */
  readonly error: unknown
}

/** A failure that belongs to no request. */
export interface CommonErrorMeta {
  /** What was asked for, as far as it is known. */
  readonly uri: string
  /** `GET`, `POST`, …; empty where it is not known. */
  readonly method: string
  /** The address of who asked; undefined where it is not known, as in a page. */
  readonly addr?: string | undefined
  /** What was thrown. */
  readonly error: unknown
}

/** The value that each reserved type has. A map of your own extends it. */
export interface ReservedValues {
  [EventType.notSet]: unknown
  [EventType.commonError]: CommonErrorMeta
  /** The name of the host. */
  [EventType.newCertificate]: string
  /** The name of the host. */
  [EventType.dropCertificate]: string
  /** The answer that said so (401, 407), where there was one. The seed has nothing there. */
  [EventType.failedAuth]: ResponseMeta | undefined
  [EventType.startRequest]: RequestMeta
  [EventType.failedRequest]: ErrorMeta
  [EventType.finishRequest]: ResponseMeta
  [EventType.traffic]: TrafficMeta
}
