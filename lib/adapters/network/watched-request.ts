import type { RequestType } from '../../streams/index.ts'
import type { NetworkOptions } from './options.ts'
import { type RequestFacts, withoutUser } from './request-facts.ts'
import type { Traffic } from './traffic.ts'
import type { Tell } from './told.ts'

/** The compiler knows the number: a page without streams need not load what names it. */
const TLS = 2 satisfies (typeof RequestType)['tls']

/** Statuses that say that somebody, or the proxy's user, is not known. */
const NOT_AUTHENTICATED: ReadonlySet<number> = new Set([401, 407])

const prefix = Math.random().toString(36).slice(2, 10).padEnd(8, '0')
let last = 0

/** One request of which is told: that it has started, and then how it ended. */
export class WatchedRequest {
  private readonly id = `${prefix}-${++last}`
  private readonly startTime: number
  private over = false

  constructor(
    private readonly facts: RequestFacts,
    private readonly tell: Tell,
    private readonly traffic: Traffic,
    user: NetworkOptions['user'],
    now: () => number,
  ) {
    this.startTime = now()
    const { method, url } = facts
    this.tell(
      'request_started',
      {
        requestId: this.id,
        method,
        uri: withoutUser(url.href),
        user: typeof user === 'function' ? user() : user,
        // A page does not know its own address.
        addr: undefined,
        requestType: url.protocol === 'https:' ? TLS : 0,
      },
      this.id,
    )
  }

  /** It was answered. `size` is what is known of the answer's, should the browser not tell. */
  finish(statusCode: number, size: number | undefined): void {
    if (this.over) return
    this.over = true
    const meta = { requestId: this.id, statusCode }
    if (NOT_AUTHENTICATED.has(statusCode)) this.tell('authentication_failed', meta, this.id)
    this.tell('request_finished', meta, this.id)
    const { url, bytes: writtenBytes } = this.facts
    this.traffic.wait(url, this.startTime, size, (readBytes) => {
      const meta = { id: this.id, addr: addressOf(url), readBytes, writtenBytes }
      this.tell('traffic', meta, this.id)
    })
  }

  /** `isAborted` where it is the page that has ended it. */
  fail(error: unknown, isAborted = false): void {
    if (this.over) return
    this.over = true
    this.tell('request_failed', { requestId: this.id, error }, this.id, isAborted)
  }
}

/** The host and its port, also where that is the usual one. */
function addressOf({ hostname, port, protocol }: URL): string {
  const usual = { 'http:': '80', 'https:': '443' }[protocol] ?? ''
  return `${hostname}:${port || usual}`
}
