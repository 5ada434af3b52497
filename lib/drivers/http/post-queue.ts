import { failureText, readAnswer } from './answer.ts'
import { HttpPublishError, PublishQueueFullError } from './errors.ts'
import type { Requester } from './requester.ts'

/** How many messages go in one request at most. */
const MAX_BATCH = 100
/** How much may wait, in bytes. */
const MAX_QUEUE_BYTES = 16 * 1024 * 1024
/** Browsers let requests outlive their page while these have 64 KiB together. The page may have others. */
const MAX_KEEPALIVE = 16 * 1024
const MAX_LAST_KEEPALIVE = 44 * 1024

/** Statuses by which a gateway says that there is no server behind it. */
const NO_SERVER: ReadonlySet<number> = new Set([502, 503, 504])
/** Nothing of a batch was taken, as one message of it, or all together, is not acceptable. */
const NOT_ACCEPTABLE: ReadonlySet<number> = new Set([400, 413])

const REDIRECTED = 'the request was redirected to where messages are not taken'

export interface PostQueueLimits {
  readonly maxQueue: number
  /** In bytes, for one request. */
  readonly maxBytes: number
  /** For a message until its request, and for a request until its answer, in ms. */
  readonly timeout: number
}

/** What a queue tells its driver. */
export interface PostQueueHost {
  /** The server has taken messages. */
  reached(): void
  /** There is no server. */
  unreachable(reason: string): void
}

interface Item {
  readonly body: string
  readonly bytes: number
  /** When it has waited for too long, by `performance.now()`. */
  readonly deadline: number
  readonly resolve: () => void
  readonly reject: (error: Error) => void
}

/**
 * Messages on their way out. One request at a time, so that they arrive in their order; what comes meanwhile waits, and
 * goes in one request.
 */
export class PostQueue {
  private readonly waiting: Item[] = []
  private waitingBytes = 0
  /** How many messages the next request may have: fewer while a batch is sought in which all are acceptable. */
  private batchSize = MAX_BATCH
  private running = false
  /** The requests under way. */
  private readonly sending = new Set<AbortController>()

  constructor(
    private readonly url: string,
    private readonly requester: Requester,
    private readonly limits: PostQueueLimits,
    private readonly host: PostQueueHost,
  ) {}

  /** How many messages wait. */
  get size(): number {
    return this.waiting.length
  }

  /**
   * Resolves when the server has taken the message.
   * @throws {PublishQueueFullError} where there is no room
   */
  add(body: string): Promise<void> {
    const bytes = new TextEncoder().encode(body).byteLength
    const { maxQueue, timeout } = this.limits
    if (this.waiting.length >= maxQueue || this.waitingBytes + bytes > MAX_QUEUE_BYTES)
      throw new PublishQueueFullError(this.waiting.length, this.waitingBytes)
    return new Promise((resolve, reject) => {
      this.waiting.push({ body, bytes, deadline: performance.now() + timeout, resolve, reject })
      this.waitingBytes += bytes
      if (!this.running) void this.run()
    })
  }

  /** The page goes away: what waits goes now, as far as browsers let it, without waiting for the request under way. */
  flush(): void {
    const batch = this.take(MAX_BATCH, MAX_LAST_KEEPALIVE)
    if (batch.length > 0) void this.send(batch, true)
  }

  /** Lets go of all, answered or not. */
  stop(): void {
    const reason = new Error('the driver was closed')
    for (const { reject } of this.waiting.splice(0)) reject(reason)
    this.waitingBytes = 0
    for (const controller of this.sending) controller.abort(reason)
  }

  private async run(): Promise<void> {
    this.running = true
    // What is dispatched in the same task goes in the same request.
    await Promise.resolve()
    while (this.waiting.length > 0) {
      this.expire()
      const batch = this.take(this.batchSize, this.limits.maxBytes)
      if (batch.length > 0) await this.send(batch, false)
    }
    this.running = false
  }

  /** Gives up on what has waited for too long. */
  private expire(): void {
    const now = performance.now()
    const { timeout } = this.limits
    while (this.waiting[0] !== undefined && this.waiting[0].deadline < now) {
      for (const { reject } of this.take(1, Infinity))
        reject(
          new HttpPublishError(`it could not be sent within ${timeout} ms: those before it took too long`),
        )
    }
  }

  /** The next messages: no more than that, but at least one. */
  private take(count: number, maxBytes: number): Item[] {
    // Two brackets, and a comma after each.
    let bytes = 2
    let end = 0
    for (const item of this.waiting) {
      bytes += item.bytes + 1
      if (end >= count || (end > 0 && bytes > maxBytes)) break
      end++
    }
    const batch = this.waiting.splice(0, end)
    for (const item of batch) this.waitingBytes -= item.bytes
    return batch
  }

  private putBack(batch: readonly Item[]): void {
    this.waiting.unshift(...batch)
    for (const { bytes } of batch) this.waitingBytes += bytes
  }

  private async send(batch: readonly Item[], last: boolean): Promise<void> {
    const body = batch.length === 1 ? (batch[0]?.body ?? '') : `[${batch.map((item) => item.body).join(',')}]`
    const bytes = batch.reduce((sum, item) => sum + item.bytes, 0)
    const controller = new AbortController()
    this.sending.add(controller)
    const { timeout } = this.limits
    const timer = setTimeout(
      () => controller.abort(new Error(`there was no answer within ${timeout} ms`)),
      timeout,
    )
    try {
      const init: RequestInit = {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
        keepalive: bytes <= (last ? MAX_LAST_KEEPALIVE : MAX_KEEPALIVE),
      }
      const response = await this.requester.request(this.url, init, controller.signal)
      await this.judge(batch, response, last)
    } catch (failure) {
      const reason = failureText(failure)
      this.host.unreachable(`a message could not be sent: ${reason}`)
      for (const { reject } of batch)
        reject(new HttpPublishError('the server could not be reached', undefined, reason, failure))
    } finally {
      clearTimeout(timer)
      this.sending.delete(controller)
    }
  }

  private async judge(batch: readonly Item[], response: Response, last: boolean): Promise<void> {
    const { status, ok, redirected } = response
    const { isSuccess, error, results } = await readAnswer(response)
    // Most redirects make a GET of it, without a body: what answers that, a page to log in say, has taken nothing.
    if (ok && redirected && !isSuccess) {
      for (const { reject } of batch) reject(new HttpPublishError(REDIRECTED, status))
      return
    }
    if (ok) {
      this.batchSize = MAX_BATCH
      this.host.reached()
      for (const { resolve } of batch) resolve()
      return
    }
    if (NO_SERVER.has(status)) this.host.unreachable(`the server answered ${status} to a message`)
    if (NOT_ACCEPTABLE.has(status) && batch.length > 1 && !last) {
      this.batchSize = Math.ceil(batch.length / 2)
      this.putBack(batch)
      return
    }
    if (NOT_ACCEPTABLE.has(status)) this.batchSize = MAX_BATCH
    const each = results?.length === batch.length ? results : undefined
    if (each !== undefined) this.host.reached()
    for (const [index, item] of batch.entries()) {
      const why = each === undefined ? error : each[index]
      if (each !== undefined && why === undefined) item.resolve()
      else item.reject(new HttpPublishError(`the server answered ${status}`, status, why))
    }
  }
}
