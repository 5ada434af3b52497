import { EventType, RequestType } from '../../streams/index.ts'
import type { NetworkOptions } from './options.ts'
import { type RequestFacts, withoutUser } from './request-facts.ts'
import type { Sink } from './sink.ts'
import type { Traffic } from './traffic.ts'

/** Statuses that say that somebody, or the proxy's user, is not known. */
const NOT_AUTHENTICATED: ReadonlySet<number> = new Set([401, 407])

const prefix = Math.random().toString(36).slice(2, 10).padEnd(8, '0')
let last = 0

/** One request of which is told: that it has started, and then how it ended. */
export class ObservedRequest {
  private readonly id = `${prefix}-${++last}`
  private readonly startTime: number
  private over = false

  constructor(
    private readonly facts: RequestFacts,
    private readonly sink: Sink,
    private readonly traffic: Traffic,
    user: NetworkOptions['user'],
    now: () => number,
  ) {
    this.startTime = now()
    const { method, url } = facts
    this.sink.tell(
      EventType.startRequest,
      {
        requestId: this.id,
        method,
        uri: withoutUser(url.href),
        user: typeof user === 'function' ? user() : user,
        // A page does not know its own address.
        addr: undefined,
        requestType: url.protocol === 'https:' ? RequestType.tls : 0,
      },
      this.id,
    )
  }

  /** It was answered. `size` is what is known of the answer's, should the browser not tell. */
  finish(statusCode: number, size: number | undefined): void {
    if (this.over) return
    this.over = true
    const meta = { requestId: this.id, statusCode }
    if (NOT_AUTHENTICATED.has(statusCode)) this.sink.tell(EventType.failedAuth, meta, this.id)
    this.sink.tell(EventType.finishRequest, meta, this.id)
    const { url, bytes: writtenBytes } = this.facts
    this.traffic.wait(url, this.startTime, size, (readBytes) => {
      const meta = { id: this.id, addr: addressOf(url), readBytes, writtenBytes }
      this.sink.tell(EventType.traffic, meta, this.id)
    })
  }

  fail(error: unknown): void {
    if (this.over) return
    this.over = true
    this.sink.tell(EventType.failedRequest, { requestId: this.id, error }, this.id)
  }
}

/** The host and its port, also where that is the usual one. */
function addressOf({ hostname, port, protocol }: URL): string {
  const usual = { 'http:': '80', 'https:': '443' }[protocol] ?? ''
  return `${hostname}:${port || usual}`
}
