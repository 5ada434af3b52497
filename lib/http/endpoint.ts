import { reportUnhandled } from '../core/index.ts'
import { type Authorizer, createAuthorizer } from './authorize.ts'
import type { CallbackOutcome } from './callback-options.ts'
import { callbackOf, Callbacks } from './callbacks.ts'
import { checkDuration, checkOptions } from './check-options.ts'
import { EventStream } from './event-stream.ts'
import { type Handled, IncomingMessages } from './incoming.ts'
import type { EndpointCounts, EndpointOptions, EventEndpoint } from './options.ts'
import { Origins } from './origins.ts'
import { answer, messageOf, Refusal } from './refusal.ts'

const DEFAULT_MAX_BYTES = 1024 * 1024
const SUCCESS = { status: 'success' } as const

/**
 * Makes an endpoint of a bus: a function of a `Request` that gives a `Response`, for Hono, Next, Bun, Deno, service
 * workers and, with `toNodeListener` of `eventscope/http/node`, plain Node. A POST brings one message, or a batch as an
 * array, which is dispatched on the bus; a GET is the stream of server-sent events that `httpDriver` reads.
 *
 * Statuses and bodies follow go-common's event framework: 200 `{"status":"success"}`; 400 `{"error"}` for what can't be
 * read or does not fit its schema; 500 `{"error"}` where a hook or a listener fails. A batch that is not in order as a
 * whole is not begun; one in which some fail is done to its end, and `results` says how each of them went. A message's
 * callback is made after the answer: `success_url` where it is a 200 for that message, else `fail_url`.
 *
 * What is safe is the default: pages of other origins are refused, nothing of the bus can be read without `stream`, and
 * nobody is called back without `callbacks`. Who may post is for `authorize` to say. Messages say themselves who sent
 * them: `metadata.sender` is not proof of anything.
 * @throws {TypeError} for an unknown or ill-typed option
 * @example
 * const endpoint = createEventEndpoint({
 *   bus,
 *   registry,
 *   authorize: { bearer: token },
 *   stream: { events: ['order.shipped'] },
 * })
 * app.all('/events', ({ req }) => endpoint(req.raw)) // Hono
 * export { endpoint as GET, endpoint as POST } // a route handler of Next
 */
export function createEventEndpoint(options: EndpointOptions): EventEndpoint {
  checkOptions(options)
  const endpoint = new Endpoint(options)
  const handle = (request: Request, context?: object): Promise<Response> => endpoint.handle(request, context)
  const close: EventEndpoint['close'] = (closeOptions) => endpoint.close(closeOptions?.timeout)
  const methods = { wait: () => endpoint.wait(), close, [Symbol.asyncDispose]: () => close() }
  return Object.defineProperties(Object.assign(handle, methods), {
    readers: { get: () => endpoint.stream?.readerCount ?? 0 },
    buffered: { get: () => endpoint.stream?.bytes ?? 0 },
    counts: { get: () => endpoint.counts },
  }) as unknown as EventEndpoint
}

class Endpoint {
  readonly stream: EventStream | undefined
  private readonly incoming: IncomingMessages
  private readonly callbacks: Callbacks | undefined
  private readonly origins: Origins
  private readonly authorizer: Authorizer | undefined
  private readonly methods: string
  /** Messages that are being handled, and callbacks on their way. */
  private readonly working = new Set<Promise<unknown>>()
  private readonly tally = { handled: 0, failed: 0, refused: 0, calledBack: 0, notCalledBack: 0 }
  private closed = false

  constructor(private readonly options: EndpointOptions) {
    const { authorize, callbacks, stream = false, maxBytes = DEFAULT_MAX_BYTES } = options
    this.origins = new Origins(options.origins, options.credentials ?? false)
    this.authorizer = authorize === undefined ? undefined : createAuthorizer(authorize)
    this.callbacks =
      callbacks === undefined ? undefined : new Callbacks(callbacks, (outcome) => this.calledBack(outcome))
    const report = (error: unknown): void => this.report(error)
    this.incoming = new IncomingMessages(options, maxBytes, this.callbacks, report)
    // Last, for it begins to listen.
    this.stream = stream === false ? undefined : new EventStream(stream, options, maxBytes, report)
    this.methods = stream === false ? 'POST, OPTIONS' : 'GET, POST, OPTIONS'
  }

  get counts(): EndpointCounts {
    const { streamed = 0, skipped = 0, cut = 0 } = this.stream?.counts ?? {}
    return { ...this.tally, streamed, skipped, cut }
  }

  async handle(request: Request, context: object | undefined): Promise<Response> {
    try {
      checkRequest(request)
      this.origins.check(request)
    } catch (refusal) {
      return this.refuse(refusal)
    }
    if (request.method === 'OPTIONS') return this.origins.preflight(request, this.methods)
    return this.origins.mark(
      request,
      await this.serve(request, context).catch((thrown) => this.refuse(thrown)),
    )
  }

  async wait(): Promise<void> {
    while (this.working.size > 0) await Promise.allSettled(this.working)
  }

  async close(timeout: number | undefined): Promise<void> {
    checkDuration('options.timeout', timeout)
    this.closed = true
    this.stream?.close()
    let timer: ReturnType<typeof setTimeout> | undefined
    const late = new Promise<void>((resolve) => {
      if (timeout === undefined) return
      timer = setTimeout(() => {
        this.callbacks?.stop()
        // A body that does not end, or a hook, may be waited for without end. Callbacks are told of first.
        timer = setTimeout(resolve)
      }, timeout)
    })
    await Promise.race([this.wait(), late])
    clearTimeout(timer)
  }

  private async serve(request: Request, context: object | undefined): Promise<Response> {
    const { method } = request
    const reads = method === 'GET' && this.stream !== undefined
    if (method !== 'POST' && !reads)
      throw new Refusal(405, `${method} is not served here`, { allow: this.methods })
    this.checkOpen()
    const verdict = await this.authorizer?.(request)
    if (verdict !== undefined) return verdict
    // Whoever had to be asked may have taken their time.
    this.checkOpen()
    if (reads && this.stream !== undefined) return this.stream.open(request)
    return this.follow(this.post(request, context))
  }

  private async post(request: Request, context: object | undefined): Promise<Response> {
    const { batch, messages } = await this.incoming.read(request)
    const results: Handled[] = []
    for (const message of messages) {
      const result = await this.incoming.handle(message, request)
      this.tally[result.error === undefined ? 'handled' : 'failed']++
      results.push(result)
    }
    this.callBack(results, context)
    const failed = results.find(({ error }) => error !== undefined)
    if (failed === undefined) return answer(200, SUCCESS)
    const error = messageOf(failed.error)
    if (!batch) return answer(500, { error })
    const each = results.map((result) =>
      result.error === undefined ? SUCCESS : { error: messageOf(result.error) },
    )
    return answer(500, { error, results: each })
  }

  /** Begins the callbacks, once the answer is on its way. */
  private callBack(results: readonly Handled[], context: object | undefined): void {
    const { callbacks } = this
    if (callbacks === undefined) return
    const wanted = results.flatMap(({ message, error }) => callbackOf(message, error !== undefined) ?? [])
    if (wanted.length === 0) return
    const work = this.follow(
      new Promise<void>((resolve) => {
        setTimeout(() => {
          void Promise.all(wanted.map((callback) => callbacks.call(callback))).then(() => resolve())
        })
      }),
    )
    const { waitUntil } = (context ?? {}) as { waitUntil?: unknown }
    try {
      if (typeof waitUntil === 'function') waitUntil.call(context, work)
      this.options.waitUntil?.(work)
    } catch (error) {
      this.report(error)
    }
  }

  private calledBack(outcome: CallbackOutcome): void {
    const { error } = outcome
    this.tally[error === undefined ? 'calledBack' : 'notCalledBack']++
    this.tell(outcome)
    if (error !== undefined) this.report(error)
  }

  private tell(outcome: CallbackOutcome): void {
    try {
      const told: unknown = this.options.callbacks?.onCallback?.(outcome)
      // An asynchronous function passes for one that returns nothing; nobody else would take its rejection.
      Promise.resolve(told).catch((thrown: unknown) => this.report(thrown))
    } catch (thrown) {
      this.report(thrown)
    }
  }

  private follow<Result>(work: Promise<Result>): Promise<Result> {
    const followed = work.finally(() => this.working.delete(followed))
    this.working.add(followed)
    return followed
  }

  private refuse(thrown: unknown): Response {
    this.tally.refused++
    if (thrown instanceof Refusal) return answer(thrown.status, { error: thrown.message }, thrown.headers)
    // A function that authorizes has failed, say. What it says is none of the client's business.
    this.report(thrown)
    return answer(500, { error: 'the endpoint has failed' })
  }

  private checkOpen(): void {
    if (this.closed) throw new Refusal(503, 'the endpoint is closed')
  }

  private report(error: unknown): void {
    try {
      ;(this.options.onError ?? reportUnhandled)(error)
    } catch (thrown) {
      reportUnhandled(thrown)
    }
  }
}

/** What frameworks pass instead is the first thing that goes wrong. */
function checkRequest(request: Partial<Request> | null | undefined): void {
  if (typeof request?.headers?.get !== 'function')
    throw new TypeError(
      '`request` must be a Request: in Hono `context.req.raw`; in plain Node, toNodeListener(endpoint) of ' +
        "'eventscope/http/node' makes one",
    )
}
