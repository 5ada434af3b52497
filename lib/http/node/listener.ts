import type { IncomingMessage, ServerResponse } from 'node:http'
import { checkKeys, reportUnhandled } from '../../core/index.ts'
import { checkBoolean, checkDuration, checkFunction } from '../check-options.ts'
import { answer, Refusal } from '../refusal.ts'
import { type NodeRequest, toRequest } from './request.ts'
import { sendResponse } from './response.ts'

const DEFAULT_STALL_TIMEOUT = 60_000
const SERVER_FAILED = { error: 'the server has failed' } as const
const OPTIONS: ReadonlySet<string> = new Set(['trustProxy', 'stallTimeout', 'onError'])

/** What `toNodeListener()` may be told. */
export interface NodeListenerOptions {
  /**
   * Whether to believe `x-forwarded-proto` and `x-forwarded-host`. Only behind a proxy that writes them itself: else
   * whoever asks can choose what the request's URL is.
   * @default false
   */
  readonly trustProxy?: boolean | undefined
  /**
   * After how many ms a client is disconnected that takes nothing of what is sent to it.
   * @default 60000
   */
  readonly stallTimeout?: number | undefined
  /** Told of what the handler throws. Without it, `globalThis.reportError`, or `console.error`. */
  readonly onError?: ((error: unknown) => void) | undefined
}

/** What `http.createServer` takes. */
export type NodeListener = (incoming: IncomingMessage, outgoing: ServerResponse) => void

/**
 * Makes a listener of plain Node of a fetch-style handler, such as an endpoint. Bodies are streamed both ways, no faster
 * than the other side takes them; the request's `signal` aborts when the client goes away.
 * @throws {TypeError} for an unknown or ill-typed option
 * @example
 * const endpoint = createEventEndpoint({ bus, stream: { events: '*' } })
 * http.createServer(toNodeListener(endpoint)).listen(8080)
 */
export function toNodeListener(
  handler: (request: Request) => Response | Promise<Response>,
  options: NodeListenerOptions = {},
): NodeListener {
  if (typeof handler !== 'function') throw new TypeError('`handler` must be a function')
  checkKeys('options', options, OPTIONS)
  const { trustProxy = false, stallTimeout = DEFAULT_STALL_TIMEOUT, onError = reportUnhandled } = options
  checkBoolean('options.trustProxy', trustProxy)
  checkDuration('options.stallTimeout', stallTimeout)
  checkFunction('options.onError', onError)
  return (incoming, outgoing) => {
    // Sent ahead, on a connection on which another answer has not ended: it waits for its turn. Of one that never has
    // its turn, Node does not even say that the connection has ended.
    if (outgoing.socket === null) outgoing.once('socket', () => begin(incoming, outgoing))
    else begin(incoming, outgoing)
  }

  function begin(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const leaving = new AbortController()
    outgoing.once('close', () => {
      if (!outgoing.writableFinished) leaving.abort(new Error('the client has gone away'))
    })
    // It is closed then, too, which is all there is to know.
    outgoing.on('error', () => undefined)
    const read = (): NodeRequest => toRequest(incoming, leaving.signal, trustProxy)
    serve(read, handler, outgoing, stallTimeout).catch((error: unknown) => {
      // Too late for another answer: what has come of this one must not pass for the whole.
      outgoing.destroy()
      if (!leaving.signal.aborted) onError(error)
    })
  }

  async function serve(
    read: () => NodeRequest,
    handle: typeof handler,
    outgoing: ServerResponse,
    timeout: number,
  ): Promise<void> {
    let request: NodeRequest
    try {
      request = read()
    } catch (error) {
      const isOurs = error instanceof Refusal
      if (isOurs) onError(error)
      const refused = isOurs ? SERVER_FAILED : { error: 'the request is not valid' }
      await sendResponse(answer(isOurs ? error.status : 400, refused), outgoing, timeout)
      return
    }
    const response = await respond(request.request, handle)
    try {
      await sendResponse(response, outgoing, timeout)
    } finally {
      request.discard()
    }
  }

  async function respond(request: Request, handle: typeof handler): Promise<Response> {
    try {
      return await handle(request)
    } catch (error) {
      onError(error)
      return answer(500, SERVER_FAILED)
    }
  }
}
