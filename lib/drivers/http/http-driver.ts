import { type Driver, type DriverCounts, type Origin, reportUnhandled } from '../../core/index.ts'
import { decodeHttpMessage, encodeHttpMessage, type HttpMessage, parseTimestamp } from '../../wire/index.ts'
import { DriverBase, EVERY_EVENT } from '../driver-base.ts'
import { uniqueId } from '../unique-id.ts'
import type { Connect } from './connection.ts'
import { EventStream } from './event-stream.ts'
import { fetchSource } from './fetch-source.ts'
import { type EventSourceConstructor, nativeSource } from './native-source.ts'
import { checkOptions, checkUrl, type HttpDriverOptions } from './options.ts'
import { type PageWatch, watchPage } from './page-watch.ts'
import { PostQueue } from './post-queue.ts'
import { Requester } from './requester.ts'

const MAX_BYTES = 1024 * 1024
const MAX_QUEUE = 10_000
const TIMEOUT = 35_000
const SILENCE = 45_000

/** The version of what it sends. */
const VERSION = '1.0'

/** What an HTTP driver has done since it was made. */
export interface HttpDriverCounts extends DriverCounts {
  /** How often messages were missed: the server had forgotten them, or had been started anew. */
  readonly gaps: number
  /** How often the server ended the stream for it was read too slowly. */
  readonly cuts: number
  /** Messages that wait to be sent, now. */
  readonly queued: number
}

/** Made by `httpDriver()`. */
export interface HttpDriver extends Driver {
  /** What `origin.sender` is of what it sends. */
  readonly sender: string
  readonly counts: HttpDriverCounts
}

/**
 * Shares the dispatches of a bus with a server's, and so with all others who are connected to it: the other side is
 * `createEventEndpoint` of `eventscope/http`.
 *
 * What is dispatched here is posted with `fetch`, one request at a time, so that it arrives in its order; what comes
 * meanwhile goes together in the next one. A message is sent once: one that the server does not take, or that does not
 * reach it in time, is an `HttpPublishError` on its handle (`resilientPublish` tries again). While a page goes away, what
 * still waits is sent, as far as browsers let it.
 *
 * What others dispatch comes as server-sent events, while there are listeners for it: by `EventSource`, or, with
 * `headers` or where there is none (Node), by `fetch`. When the stream is lost, it connects again after a while, longer
 * each time, and asks for what came after the last message it had. What the server does not know any more is a gap: the
 * state goes `down` for a moment and says so, it is counted, and `onGap` is told.
 *
 * An open stream is a connection. Over HTTP/1.1, browsers let all tabs of an origin have six together: of more tabs with a
 * stream, the last ones wait, with all their requests. Serve HTTP/2, or share one stream among tabs. A proxy in between must
 * not hold answers back until they are complete (the endpoint asks nginx not to), or the stream does not open in time.
 *
 * Its state is `down` while the stream is lost or the last request did not reach the server; `connecting` until the
 * server was reached for the first time.
 * @throws {TypeError} for a URL that is none, or an unknown or ill-typed option
 * @example
 * const driver = httpDriver('/events', { headers: async () => ({ authorization: `Bearer ${await token()}` }) })
 * const bus = createBus<ShopEvents>({ name: 'shop', driver })
 * bus.on('order.shipped', ({ id }) => toast(`${id} is on its way`))
 */
export function httpDriver(url: string | URL, options: HttpDriverOptions = {}): HttpDriver {
  return new FetchDriver(url, options)
}

class FetchDriver extends DriverBase implements HttpDriver {
  private readonly url: URL
  private readonly queue: PostQueue
  private readonly stream: EventStream
  private readonly maxBytes: number
  private gaps = 0
  private cuts = 0
  private reached = false
  /** Why it is down: what became of the stream, and of the last request. */
  private streamProblem: string | undefined
  private postProblem: string | undefined
  private readonly page: PageWatch

  constructor(
    url: string | URL,
    private readonly options: HttpDriverOptions,
  ) {
    checkOptions(options)
    const endpoint = checkUrl(url)
    super('http', options)
    this.url = endpoint
    const { maxBytes = MAX_BYTES, maxQueue = MAX_QUEUE, timeout = TIMEOUT, silence = SILENCE } = options
    this.maxBytes = maxBytes
    const requester = new Requester(options)
    const Source = sourceOf(options)
    const connect: Connect =
      Source === undefined
        ? fetchSource(requester, maxBytes)
        : nativeSource(Source, options.credentials === 'include')
    this.queue = new PostQueue(
      endpoint.href,
      requester,
      { maxQueue, maxBytes, timeout },
      {
        reached: () => this.reach({ post: undefined }),
        unreachable: (reason) => this.judge({ post: reason }),
      },
    )
    this.stream = new EventStream(
      connect,
      {
        names: () => this.names(),
        url: (lastId) => this.streamUrl(lastId),
        // The server is there: that a request did not reach it is over, too.
        opened: () => this.reach({ stream: undefined, post: undefined }),
        lost: (reason) => this.judge({ stream: reason }),
        idle: () => this.judge({ stream: undefined }),
        message: (data) => this.read(data),
        gap: (reason) => this.missed(reason),
        cut: () => void this.cuts++,
      },
      { timeout, silence: Source === undefined ? silence : undefined, backoff: options.backoff },
    )
    const hurry = (): void => this.stream.hurry()
    this.page = watchPage({ pagehide: () => this.queue.flush(), online: hurry, pageshow: hurry })
  }

  override get counts(): HttpDriverCounts {
    return { ...super.counts, gaps: this.gaps, cuts: this.cuts, queued: this.queue.size }
  }

  protected send(event: string, payload: unknown, origin: Origin): Promise<void> {
    const { registry, source = origin.sender } = this.options
    const message: HttpMessage<unknown> = {
      eventType: registry?.typeOf(event) ?? event,
      timestamp: new Date(origin.time ?? Date.now()).toISOString(),
      payload,
      metadata: { version: VERSION, source, sender: origin.sender, id: origin.id },
    }
    return this.queue.add(encodeHttpMessage(message, { maxBytes: this.maxBytes }))
  }

  protected release(): Promise<void> {
    this.page.stop()
    this.stream.stop()
    this.queue.stop()
    return Promise.resolve()
  }

  protected override subscribed(): void {
    this.stream.change()
  }

  protected override unsubscribed(): void {
    this.stream.change()
  }

  private names(): Iterable<string> {
    const wanted = new Set(this.wanted)
    if (!wanted.has(EVERY_EVENT)) return wanted
    return this.options.events ?? [EVERY_EVENT]
  }

  private streamUrl(lastId: string | undefined): string {
    const url = new URL(this.url)
    const names = [...this.names()].sort()
    url.searchParams.set('sender', this.sender)
    if (lastId !== undefined) url.searchParams.set('last-event-id', lastId)
    // By hand: names are encoded one by one, so that one may have a comma.
    const events = names.map(encodeURIComponent).join(',')
    url.search += `&events=${names.includes(EVERY_EVENT) ? EVERY_EVENT : events}`
    return url.href
  }

  private read(data: string | undefined): void {
    if (data === undefined) return this.refuse()
    let message: HttpMessage
    try {
      message = decodeHttpMessage(data, { maxBytes: this.maxBytes })
    } catch {
      return this.refuse()
    }
    const { sender: from, source, id } = message.metadata
    const sender = from || source || uniqueId()
    const origin: Origin = {
      via: this.name,
      sender,
      id: id || uniqueId(),
      time: parseTimestamp(message.timestamp),
    }
    this.arrive({ ...this.created(message), origin })
  }

  private created({ eventType, payload }: HttpMessage): { event: string; payload: unknown; failure?: Error } {
    const { registry } = this.options
    if (registry === undefined) return { event: eventType, payload }
    try {
      return registry.create(eventType, payload)
    } catch (thrown) {
      const failure = thrown instanceof Error ? thrown : new Error(String(thrown))
      return { event: eventType, payload, failure }
    }
  }

  private missed(reason: string): void {
    this.gaps++
    this.judge({ stream: `messages were missed: ${reason}` })
    this.judge({ stream: undefined })
    try {
      this.options.onGap?.(reason)
    } catch (error) {
      reportUnhandled(error)
    }
  }

  private reach(news: News): void {
    this.reached = true
    this.judge(news)
  }

  /** Something is known anew of the stream, or of the requests: in which state is it by that? */
  private judge(news: News): void {
    if ('stream' in news) this.streamProblem = news.stream
    if ('post' in news) this.postProblem = news.post
    const problem = this.streamProblem ?? this.postProblem
    if (problem !== undefined) this.enter('down', problem)
    else if (this.reached) this.enter('open')
  }
}

/** A problem, or that there is none. */
interface News {
  readonly stream?: string | undefined
  readonly post?: string | undefined
}

function sourceOf({ headers, EventSource }: HttpDriverOptions): EventSourceConstructor | undefined {
  if (headers !== undefined) return undefined
  return EventSource ?? (globalThis as { EventSource?: EventSourceConstructor }).EventSource
}
