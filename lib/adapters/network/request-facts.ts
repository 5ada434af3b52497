/** What is known of a request before it is made. */
export interface RequestFacts {
  readonly method: string
  readonly url: URL
  /** Bytes of its body, 0 where it has none or that can't be known. */
  readonly bytes: number
}

/** What requests of Eventscope's own drivers are marked with, for nobody to tell of them. */
const OWN = Symbol.for('eventscope.own-request')

/** As `fetch` writes them, however they are given. */
const NORMALIZED: ReadonlySet<string> = new Set(['DELETE', 'GET', 'HEAD', 'OPTIONS', 'POST', 'PUT'])

/**
 * Of the arguments of `fetch`; undefined for those that are not understood, and for Eventscope's own. Nothing of the
 * page's runs by it: no getter, no `toString`.
 */
export function factsOfFetch(
  [input, init]: readonly unknown[],
  base: string | undefined,
): RequestFacts | undefined {
  if (dataOf(init, OWN) === true) return undefined
  const request = isA<Request>('Request', input) ? input : undefined
  const address = request?.url ?? (input instanceof URL ? input.href : input)
  if (typeof address !== 'string' || !URL.canParse(address, base)) return undefined
  const given = dataOf(init, 'method')
  const method = typeof given === 'string' ? given : (request?.method ?? 'GET')
  return { method: normalized(method), url: new URL(address, base), bytes: bytesOf(dataOf(init, 'body')) }
}

/** A URL without the name and password that it may have: they are nobody's business. */
export function withoutUser(url: string): string {
  return url.replace(/^([a-z][a-z\d+.-]*:\/\/)[^/?#]*@/i, '$1')
}

/** As `fetch` has it: a few methods are upper case, however they were written. */
export function normalized(method: string): string {
  const upper = method.toUpperCase()
  return NORMALIZED.has(upper) ? upper : method
}

/** Bytes of a body, where they can be known without reading it; else 0. */
export function bytesOf(body: unknown): number {
  if (typeof body === 'string') return new TextEncoder().encode(body).byteLength
  if (body instanceof ArrayBuffer || ArrayBuffer.isView(body)) return body.byteLength
  if (body instanceof Blob) return body.size
  if (body instanceof URLSearchParams) return body.toString().length
  return 0
}

/**
 * Whether it is the page itself that has ended a request, which failed with this error. A timeout that it has set is no such
 * thing: that tells of a server that did not answer.
 */
export function isAborted([input, init]: readonly unknown[], error: unknown): boolean {
  const own = dataOf(init, 'signal')
  const signal = own === undefined && isA<Request>('Request', input) ? input.signal : own
  const name = nameOf(error)
  const isReason = isA<AbortSignal>('AbortSignal', signal) && signal.aborted && signal.reason === error
  return name === 'AbortError' || (isReason && name !== 'TimeoutError')
}

/** What the page throws may throw again when it is read. */
function nameOf(error: unknown): unknown {
  try {
    return (error as Error | undefined)?.name
  } catch {
    return undefined
  }
}

/** Also of another window. */
function isA<Type>(name: string, value: unknown): value is Type {
  return Object.prototype.toString.call(value) === `[object ${name}]`
}

/** A property that holds a value; undefined for one that is computed, as asking for it may have an effect. */
function dataOf(object: unknown, key: string | symbol): unknown {
  if (typeof object !== 'object' || object === null) return undefined
  return Object.getOwnPropertyDescriptor(object, key)?.value
}
