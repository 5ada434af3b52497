import type { IncomingMessage } from 'node:http'
import { Refusal } from '../refusal.ts'

/** A `Request` of what Node has received, and what lets go of it. */
export interface NodeRequest {
  readonly request: Request
  /** What was not read of the body is not going to be. */
  readonly discard: () => void
}

/**
 * @throws {TypeError} for what is no request: a host or a method that is none
 * @throws {Refusal} 500 where somebody has read the body before
 */
export function toRequest(incoming: IncomingMessage, signal: AbortSignal, trustProxy: boolean): NodeRequest {
  const method = incoming.method ?? 'GET'
  const headers = new Headers()
  for (const [name, values] of Object.entries(incoming.headersDistinct))
    for (const value of values ?? []) headers.append(name, value)
  const init = { method, headers, signal }
  const url = urlOf(incoming, trustProxy)
  if (method === 'GET' || method === 'HEAD') {
    incoming.resume()
    return { request: new Request(url, init), discard: () => undefined }
  }
  if (incoming.readableEnded)
    throw new Refusal(
      500,
      'the body was read before it came here: put this before express.json() and its like',
    )
  const { body, discard } = bodyOf(incoming)
  // Node wants to be told that the answer may begin before the body has ended.
  const streamed: RequestInit & { duplex: 'half' } = { ...init, body, duplex: 'half' }
  return { request: new Request(url, streamed), discard }
}

/**
 * The URL of a request. Of what the client says only the host and the path are taken; `https` is what the socket is,
 * as anybody can write `x-forwarded-proto`.
 */
function urlOf(incoming: IncomingMessage, trustProxy: boolean): URL {
  const { headers, socket, url: target = '/' } = incoming
  const forwarded = (name: string): string | undefined =>
    trustProxy ? (headers[name] as string | undefined)?.split(',')[0]?.trim() : undefined
  const own = 'encrypted' in socket ? 'https' : 'http'
  const proto = forwarded('x-forwarded-proto')
  const scheme = proto === 'https' || proto === 'http' ? proto : own
  const host = forwarded('x-forwarded-host') ?? headers.host ?? 'localhost'
  const url = new URL(`${scheme}://${host}/`)
  // A host with a path or a user in it is none.
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '' || url.username !== '')
    throw new TypeError('the host header is no host')
  // Put in by hand: `//other.example/` would be resolved to another host.
  const path = target.startsWith('/') ? target : pathOf(target)
  const [pathname = '/', ...query] = path.split('?')
  url.pathname = pathname
  url.search = query.join('?')
  return url
}

/** A proxy may be asked for a whole URL, and `OPTIONS *` asks for none. */
function pathOf(target: string): string {
  if (!URL.canParse(target)) return '/'
  const { pathname, search } = new URL(target)
  return `${pathname}${search}`
}

/** The body, read from the socket only as it is asked for. */
function bodyOf(incoming: IncomingMessage): {
  body: ReadableStream<Uint8Array>
  discard: () => void
} {
  let over = false
  const discard = (): void => {
    over = true
    // Read to its end all the same: a client that is still sending does not hear the answer before. Node's
    // `requestTimeout` is the limit.
    incoming.resume()
  }
  const body = new ReadableStream<Uint8Array>(
    {
      start: (controller) => {
        const end = (finish: () => void): void => {
          if (!over) finish()
          over = true
        }
        incoming.pause()
        incoming.on('data', (chunk: Uint8Array) => {
          if (over) return
          controller.enqueue(chunk)
          incoming.pause()
        })
        incoming.on('end', () => end(() => controller.close()))
        incoming.on('error', (error) => end(() => controller.error(error)))
        incoming.on('close', () => end(() => controller.error(new Error('the client has gone away'))))
      },
      pull: () => {
        incoming.resume()
      },
      cancel: discard,
    },
    { highWaterMark: 0 },
  )
  return { body, discard }
}
